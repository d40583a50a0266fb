import csv
from pathlib import Path

import pytest

from trucewatch.casebook import Knowledge, Relation, load
from trucewatch.vocabulary.codes import PartyKind, ProvisionClass, Role

_PAX = Path(__file__).parents[3] / "shared" / "data" / "pax" / "pax_syria_98.csv"


@pytest.fixture(scope="module")
def syria() -> Knowledge:
    return load("syria")


@pytest.mark.parametrize(
    ("key", "date", "ids"),
    [
        ("deescalation-memorandum-2017", "2017-05-04", {"pax:2093"}),
        ("sochi-memorandum-2018", "2018-09-17", {"pax:2169", "un:S/2018/852"}),
        ("moscow-protocol-2020", "2020-03-05", {"pax:2273"}),
        ("homs-2017-07-31", "2017-07-31", {"pax:1995"}),
        ("eastern-ghouta-2017-08", "2017-08-16", {"pax:1999"}),
        ("unscr-2254", "2015-12-18", {"pax:1596"}),
    ],
)
def test_agreements_have_their_day_and_numbers(syria: Knowledge, key: str, date: str, ids: set[str]) -> None:
    agreement = syria.agreements[key]

    assert agreement.date[0].value == date
    assert ids <= set(agreement.external_ids)


def test_rival_versions_of_the_memorandum_of_2017_are_kept(syria: Knowledge) -> None:
    memorandum = syria.agreements["deescalation-memorandum-2017"]
    clauses = {clause.ref: clause for clause in memorandum.clauses}

    assert [v.value for v in memorandum.in_force] == ["2017-05-05", "2017-05-06", "2017-05-04"]
    assert [v.value for v in clauses["5a"].deadline] == ["2017-05-18", "2017-05-14"]
    assert [v.value for v in clauses["5b"].deadline] == ["2017-06-04", "2017-05-27"]
    assert memorandum.parties[Role.GUARANTOR] == ("russia", "turkey", "iran")


def test_the_points_of_the_sochi_memorandum(syria: Knowledge) -> None:
    clauses = {clause.ref: clause for clause in syria.agreements["sochi-memorandum-2018"].clauses}

    assert (clauses["3"].numbers[0].min, clauses["3"].numbers[0].max) == (15, 20)
    assert (clauses["5"].class_, clauses["5"].deadline[0].value) == (ProvisionClass.SEPARATE_GROUPS, "2018-10-15")
    assert (clauses["6"].class_, clauses["6"].deadline[0].value) == (ProvisionClass.HEAVY_WEAPONS, "2018-10-10")
    assert clauses["8"].deadline[0].value == "2018-12-31"


def test_the_clauses_of_the_moscow_protocol(syria: Knowledge) -> None:
    clauses = {clause.ref: clause for clause in syria.agreements["moscow-protocol-2020"].clauses}

    assert clauses["1"].deadline[0].value == "2020-03-06"
    assert clauses["2"].numbers[0].max == 6
    assert (clauses["3"].class_, clauses["3"].deadline[0].value) == (ProvisionClass.JOINT_PATROL, "2020-03-15")


def test_the_lineage_of_one_group(syria: Knowledge) -> None:
    followed, key = [], "jabhat-al-nusra"
    while key:
        followed.append(key)
        key = next((m.of for m in syria.parties[key].memberships if m.relation is Relation.BECAME), "")

    assert followed == ["jabhat-al-nusra", "jabhat-fatah-al-sham", "hts"]


def test_every_person_speaks_for_somebody_and_keeps_a_time(syria: Knowledge) -> None:
    persons = [party for party in syria.parties.values() if party.kind is PartyKind.PERSON]
    loose = [p.key for p in persons if not p.memberships or not all(m.valid for m in p.memberships)]

    assert len(persons) > 100
    assert loose == []


def test_words_that_only_one_side_uses_are_marked(syria: Knowledge) -> None:
    used = {alias.name: alias.used_by for alias in syria.parties["syria-government"].aliases}

    assert used["Syrian regime"] == ("opposition", "turkey", "west")
    assert used["Syrian government"] == ()


@pytest.mark.parametrize("name", ["Idleb province", "Maaret al-Numan", "Saraqeb", "Khan Sheikhoun", "Jisr al-Shughour"])
def test_spellings_lead_to_a_place(syria: Knowledge, name: str) -> None:
    assert len(syria.place_keys(name.replace(" province", ""))) == 1


def test_zones_can_be_drawn(syria: Knowledge) -> None:
    for zone in syria.zones.values():
        assert zone.geometry is not None
        assert all(syria.places[place].lat is not None for place in zone.geometry.places), zone.key


def test_places_lie_in_or_near_syria(syria: Knowledge) -> None:
    stray = [p.key for p in syria.places.values() if p.lat and not (32 < p.lat < 38 and 35 < (p.lon or 0) < 43)]

    assert stray == []


@pytest.mark.skipif(not _PAX.exists(), reason="the PA-X data set is not at hand")
def test_days_are_those_of_the_peace_agreement_database(syria: Knowledge) -> None:
    with _PAX.open(encoding="utf-8-sig", newline="") as lines:
        days = {row["AgtId"]: row["Dat"] for row in csv.DictReader(lines)}
    ours = {
        number.removeprefix("pax:"): {version.value for version in agreement.date}
        for agreement in syria.agreements.values()
        for number in agreement.external_ids
        if number.startswith("pax:")
    }

    assert {number: days[number] for number in ours if days[number] not in ours[number]} == {}
