import pytest

from trucewatch.casebook.knowledge import AgreementEntry, AliasEntry, Knowledge
from trucewatch.dossier.model import Dossier
from trucewatch.pipeline.filters import Names, wanted
from trucewatch.vocabulary.codes import Duration, Force, ProvisionClass
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.subject import Agreement, Commitment, Thing

DUTY = Commitment(
    "duty-1",
    who=(),
    beneficiary=(),
    force=Force.OBLIGATION,
    duration=Duration.ONCE,
    does="leave the harbour",
    class_=ProvisionClass.WITHDRAW_FORCES,
    agreement=Thing("harbour-accord", "Accord on the Harbour", "accord"),
)
DOSSIER = Dossier((), (Agreement("harbour-accord", "Accord on the Harbour", None),), (), (DUTY,), (), {}, {}, {})
ENTRY = AgreementEntry("harbour-accord", "Accord on the Harbour", "ceasefire", aliases=(AliasEntry("Harbour deal"),))
KNOWLEDGE = Knowledge(version="test", agreements={ENTRY.key: ENTRY})


@pytest.mark.parametrize("name", ["Accord on the Harbour", "harbour deal", "harbour-accord"])
def test_an_agreement_by_its_name_an_alias_of_the_casebook_or_its_id(name: str) -> None:
    want = wanted(DOSSIER, KNOWLEDGE, Names(agreement=name))
    assert want.agreements == {"harbour-accord", "duty-1"}


def test_an_unknown_name_is_told_with_those_that_are_like_it() -> None:
    with pytest.raises(RequestError) as caught:
        wanted(DOSSIER, KNOWLEDGE, Names(agreement="Harbor Accord"))
    assert caught.value.code == "TW-ASK-4"
    assert "Accord on the Harbour" in str(caught.value)
