import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casebook.conftest import Written
from trucewatch.casebook import NameForm, Relation, load
from trucewatch.casebook.building import plural
from trucewatch.casebook.knowledge import index_key
from trucewatch.vocabulary.codes import PartyKind, ProvisionClass, Role
from trucewatch.vocabulary.errors import CasebookError

LAKE = """
    casebook: lake
    title: The lake war
    country: chad
    camps:
      north: {name: Northern side, source: own judgement}
    parties:
      russia: {camp: north, aliases: [the bear], source: own judgement}
      lake-front:
        name: Lake Front
        kind: armed group
        camp: north
        acronyms: [LF]
        aliases: [Moscow, {name: the bandits, used_by: [north], ambiguous: true}]
        memberships: [{became: lake-army, valid: 2020-05-01/..}]
        source: founding statement
      lake-army: {name: Lake Army, kind: armed group, source: founding statement}
    outlets:
      reuters: {camp: north, source: own judgement}
      lake-post: {name: Lake Post, domains: [lakepost.example], ownership: private, source: imprint}
    agreements:
      pier-truce:
        name: Pier Truce
        kind: ceasefire
        parties: {signatory: lake-front, mediator: [united-nations]}
        date: 2020-01-02
        in_force: [{value: 2020-01-03, source: text}, {value: 2020-01-04, source: radio}]
        source: text
        clauses:
          - ref: 1
            who: lake-front
            does: stop firing
            class: cessation_of_hostilities
            force: prohibition
            duration: continuing
            zone: pier-zone
            deadline: 2020-01
    zones:
      pier-zone:
        name: Pier zone
        kind: buffer zone
        places: [pier]
        established_by: pier-truce
        numbers: [{what: width, min: 5, unit: km}]
        geometry: {recipe: hull, places: [pier], width_km: 5}
        source: text
    places:
      pier: {name: Pier, kind: town, lat: 13.5, lon: 14.5, country: chad, source: GeoNames}
"""


def test_general_knowledge_alone() -> None:
    knowledge = load(None)

    assert knowledge.name is None
    assert knowledge.party_keys("Moscow") == ("russia",)
    assert knowledge.adjectives["turkish"] == ("turkey",)
    assert knowledge.demonyms["turks"] == ("turkey",)
    assert knowledge.party_keys("U.N.") == ("united-nations",)
    assert knowledge.outlet_keys("AFP") == ("agence-france-presse",)
    assert knowledge.outlet_keys("www.aa.com.tr") == ("anadolu-agency",)
    assert knowledge.agreements == {}


def test_acronyms_are_told_from_words_by_their_case() -> None:
    knowledge = load(None)

    assert knowledge.party_keys("US") == ("united-states",)
    assert knowledge.party_keys("us") == ()
    assert knowledge.party_keys("is") == ()
    assert knowledge.party_keys("who") == ()


def test_the_same_files_give_the_same_knowledge_and_it_survives_pickling() -> None:
    knowledge = load("syria")

    assert knowledge == load("syria")
    assert knowledge == pickle.loads(pickle.dumps(knowledge))  # noqa: S301 - our own bytes


def test_the_version_follows_the_content(written: Written) -> None:
    first = load(written(LAKE)).version
    again = load(written(LAKE)).version
    changed = load(written(LAKE.replace("Lake Post", "Lake Paper"))).version

    assert first == again
    assert len({first, changed, load(None).version}) == 3


def test_a_casebook_becomes_records(written: Written) -> None:
    knowledge = load(written(LAKE))
    front = knowledge.parties["lake-front"]
    truce = knowledge.agreements["pier-truce"]

    assert (knowledge.name, knowledge.title, knowledge.country) == ("lake", "The lake war", "chad")
    assert PartyKind.ARMED_GROUP is front.kind
    assert front.names(NameForm.ACRONYM) == ("LF",)
    assert [(m.relation, m.of, m.valid) for m in front.memberships] == [(Relation.BECAME, "lake-army", "2020-05-01/..")]
    assert truce.parties == {Role.SIGNATORY: ("lake-front",), Role.MEDIATOR: ("united-nations",)}
    assert [version.value for version in truce.in_force] == ["2020-01-03", "2020-01-04"]
    assert (
        truce.clauses[0].ref,
        truce.clauses[0].class_,
        truce.clauses[0].deadline[0].value,
    ) == ("1", ProvisionClass.CESSATION, "2020-01")
    assert knowledge.place_keys("PIER") == ("pier",)
    assert knowledge.outlet_keys("lakepost.example") == ("lake-post",)


def test_an_entry_with_a_known_key_extends_it(written: Written) -> None:
    general, knowledge = load(None), load(written(LAKE))
    before, after = general.parties["russia"], knowledge.parties["russia"]

    assert before.camp is None
    assert (after.camp, after.name, after.kind) == ("north", "Russia", PartyKind.STATE)
    assert {*before.names(), "the bear"} == set(after.names())
    assert knowledge.outlets["reuters"].camp == "north"
    assert general.outlets["reuters"].domains == knowledge.outlets["reuters"].domains


def test_a_name_of_the_casebook_goes_before_the_same_general_name(written: Written) -> None:
    knowledge = load(written(LAKE))

    assert knowledge.party_keys("moscow") == ("lake-front",)
    assert load(None).party_keys("moscow") == ("russia",)


def test_a_missing_casebook_is_an_error_that_lists_the_shipped_ones(tmp_path: Path) -> None:
    with pytest.raises(CasebookError, match=r"no such casebook.*shipped casebook \(.*syria") as caught:
        load(tmp_path / "atlantis.yaml")

    assert caught.value.code == "TW-CASEBOOK-1"


def test_loading_raises_the_first_error_with_its_line(written: Written) -> None:
    path = written(LAKE.replace("signatory: lake-front", "signatory: lake-font"))

    with pytest.raises(CasebookError) as caught:
        load(path)

    assert caught.value.code == "TW-CASEBOOK-5"
    assert f"{path}, line 24" == caught.value.where
    assert "Did you mean 'lake-front'?" in (caught.value.do or "")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ministry", "ministries"),
        ("spokesman", "spokesmen"),
        ("clash", "clashes"),
        ("envoy", "envoys"),
        ("bus", "buses"),
        ("rebel", "rebels"),
    ],
)
def test_plurals(word: str, expected: str) -> None:
    assert expected == plural(word)


@given(st.text(min_size=1, max_size=20))
def test_an_index_key_is_its_own_index_key(name: str) -> None:
    for form in NameForm:
        key = index_key(name, form)
        assert key == index_key(key, form)
