"""Truces that reports of another country speak of, beside a casebook that knows none of them."""

import dataclasses

from trucewatch.casebook import load
from trucewatch.coding.coder import Coder
from trucewatch.dossier import build
from trucewatch.vocabulary.records import Report

KIVU = """Rwandan troops and the M23 rebels accused each other on Monday of breaking the truce in eastern Congo.
Congo's army said that the rebels had shelled two villages. The ceasefire had held for a week, residents said.
A spokesman for the M23 said that its fighters had only returned fire after Congolese soldiers attacked a post."""
SYRIA = "The ceasefire in Syria is holding, residents of Damascus said on Monday, although rebels shelled a suburb."


def _agreements(text: str) -> list[dict[str, list[str]]]:
    knowledge = load("syria")
    report = Report("r", "t", " ".join(text.split()), published="2012-12-03", language="en")
    claims = [c for _, _, found in Coder(knowledge).code([report]) for c in found]
    told = [a for a in build(claims, [report], knowledge).agreements if a.claims and not a.external_ids]
    return [{str(role): [] for role, _ in a.parties} | {"who": [t.name or "" for _, t in a.parties]} for a in told]


def test_a_truce_elsewhere_is_an_agreement_of_its_own_and_binds_those_who_fight() -> None:
    [truce] = _agreements(KIVU)
    assert {"Rwanda", "Democratic Republic of the Congo"} & set(truce["who"])
    assert "bound" in truce


def test_a_bare_ceasefire_in_the_casebooks_country_makes_no_agreement() -> None:
    assert _agreements(SYRIA) == []


def test_reports_are_only_elsewhere_when_they_name_another_state() -> None:
    nowhere = dataclasses.replace(Report("r", "t", "The truce is holding.", language="en"), published="2012-12-03")
    knowledge = load("syria")
    claims = [c for _, _, found in Coder(knowledge).code([nowhere]) for c in found]
    assert [a for a in build(claims, [nowhere], knowledge).agreements if a.claims] == []
