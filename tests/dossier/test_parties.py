"""Who is who: names in variants, anonymous sources, people and whom they stand for."""

from itertools import pairwise

import pytest

from tests.dossier.world import CASE, GENERAL, Teller, report
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier import Dossier, build
from trucewatch.ledger.records import Decision
from trucewatch.vocabulary.codes import PartyKind
from trucewatch.vocabulary.records import Mention


def dossier_of(
    *mentions: str | Mention, knowledge: Knowledge = GENERAL, decisions: tuple[Decision, ...] = ()
) -> Dossier:
    """Each mention speaks once, each in a report of its own."""
    tellers = []
    for number, mention in enumerate(mentions):
        teller = Teller(f"r{number}")
        teller.say(speaker=mention if isinstance(mention, Mention) else Mention(mention))
        tellers.append(teller)
    claims = [c for t in tellers for c in t.claims]
    outlets = ["North Wire", "Borvia One"]
    reports = [report(t.report_id, outlet=outlets[i % 2]) for i, t in enumerate(tellers)]
    return build(claims, reports, knowledge, decisions)


def ids(dossier: Dossier) -> list[str | None]:
    return [s.id for c in dossier.claims if (s := dossier.resolved[c].speaker)]


def test_spellings_of_one_name_are_one_person_and_all_are_kept() -> None:
    dossier = dossier_of("Bassem al-Jaafari", "Ja'afari", "al-Jaafari", "Basem Jafari", "Jaʿafari")
    assert len(set(ids(dossier))) == 1
    (row,) = dossier.parties
    assert row.kind is PartyKind.PERSON
    assert {row.name, *(a.name for a in row.aliases)} == {
        "Bassem al-Jaafari",
        "Ja'afari",
        "al-Jaafari",
        "Basem Jafari",
        "Jaʿafari",
    }
    assert next(a for a in row.aliases if a.name == "Ja'afari").used_by == ("Borvia One",)


def test_a_surname_that_two_bear_is_nobodys() -> None:
    first, second, third = ids(dossier_of("Anton Petrenko", "Maria Petrenko", "Petrenko"))
    assert len({first, second, third}) == 3


@pytest.mark.parametrize(
    "anonymous",
    [
        "a senior official",
        "Rebels",
        "both sides",
        "several residents",
        "Activists",
        "He",
        "an Ardenian diplomat",
        "Foreign Minister",
        "two officials",
        "the militants",
        "US-backed forces",
    ],
)
def test_nobody_in_particular_stays_unresolved(anonymous: str) -> None:
    dossier = dossier_of(anonymous)
    assert dossier.parties == ()
    speaker = dossier.resolved["r0-000"].speaker
    assert speaker is not None
    assert (speaker.id, speaker.name, speaker.mention) == (None, None, anonymous)


def test_a_noun_that_the_casebook_names_is_somebody() -> None:
    assert ids(dossier_of("Rebels", "the rebels", "Lake Front", knowledge=CASE)) == ["lake-front"] * 3


@pytest.mark.parametrize(
    "mention", ["Ardenia", "Ardenian troops", "Ardenburg", "the Ardenian army", "12 Ardenian soldiers"]
)
def test_what_stands_for_a_state_is_the_state(mention: str) -> None:
    assert ids(dossier_of(mention)) == ["ardenia"]


def test_a_title_tells_whom_a_person_speaks_for() -> None:
    dossier = dossier_of("Ardenian Foreign Minister Anton Petrenko", "Petrenko")
    person = next(p for p in dossier.parties if p.party_id == "anton-petrenko")
    assert [(m.relation, m.of) for m in person.memberships] == [("speaks_for", "ardenia")]
    assert (person.kind, person.camp) == (PartyKind.PERSON, "ardenia")


def test_persons_of_the_casebook_are_found_in_other_spellings() -> None:
    dossier = dossier_of("Omar Haddad", "Haddad", "Omar el-Haddad", knowledge=CASE)
    assert ids(dossier) == ["omar-haddad"] * 3
    assert next(p for p in dossier.parties if p.party_id == "omar-haddad").camp == "corvia"


def test_a_short_name_goes_by_the_fuller_one_in_its_report() -> None:
    mention = Mention("he", refers="Anton Petrenko")
    dossier = dossier_of(mention)
    assert [a.name for p in dossier.parties for a in p.aliases] == []
    assert ids(dossier) == ["anton-petrenko"]


def test_letters_and_short_forms_of_a_body_are_the_body() -> None:
    found = ids(dossier_of("Lakeside Observatory for Peace", "LOP", "Lakeside Observatory", "Hill Brigade"))
    assert len(set(found)) == 2
    assert found[3] == "hill-brigade"


def test_a_name_inside_a_description_is_the_one_described() -> None:
    found = ids(dossier_of("Lake Front fighters", "the radical group Lake Front", "Corvian rebels", knowledge=CASE))
    assert found == ["lake-front", "lake-front", None]


def test_a_key_that_the_coder_knows_counts() -> None:
    assert ids(dossier_of(Mention("Foreign Ministry", party="ardenia"))) == ["ardenia"]


def test_a_state_outlet_is_of_its_states_camp() -> None:
    (row, *_) = dossier_of("Borvia One").parties
    assert (row.kind, row.camp) == (PartyKind.OUTLET, "borvia")


def test_people_decide_who_is_one() -> None:
    apart = Decision("split", "bassem-jaafari", "basem-jafari")
    found = ids(dossier_of("Bassem Jaafari", "Basem Jafari", decisions=(apart,)))
    assert found == ["bassem-jaafari", "basem-jafari"]
    merged = Decision("merge", "hill-brigade", "northern-hawks")
    found = ids(dossier_of("Hill Brigade", "Northern Hawks", decisions=(merged,)))
    assert found[0] == found[1]
    undone = Decision("unsure", "hill-brigade", "northern-hawks")
    found = ids(dossier_of("Hill Brigade", "Northern Hawks", decisions=(merged, undone)))
    assert found[0] != found[1]


def test_a_new_report_does_not_rename_anybody() -> None:
    before = ids(dossier_of("Bassem al-Jaafari", "Hill Brigade"))
    after = ids(dossier_of("Bassem al-Jaafari", "Hill Brigade", "Jaafari", "Other Person"))
    assert after[:2] == before


def test_rows_are_sorted() -> None:
    rows = dossier_of("Zed Alpha", "Anton Petrenko", "Ardenia").parties
    assert all(a.party_id < b.party_id for a, b in pairwise(rows))
