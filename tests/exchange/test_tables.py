from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.exchange import made
from trucewatch.exchange import Table, rows, schema, table_named
from trucewatch.exchange.shapes import claim_row, versions
from trucewatch.vocabulary.codes import (
    Attribution,
    ClaimKind,
    Code,
    Duration,
    Force,
    Modality,
    PartyKind,
    Polarity,
    Precision,
    ProvisionClass,
    PublishedHow,
    Role,
    Status,
    Topic,
    ZoneStatus,
)
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Reject
from trucewatch.vocabulary.subject import Agreement, Finding, Party, Thing, Valued, Zone

RECORDS = {
    Table.REPORTS: made.reports,
    Table.CLAIMS: made.claims,
    Table.PARTIES: made.parties,
    Table.AGREEMENTS: made.agreements,
    Table.ZONES: made.zones,
    Table.COMMITMENTS: made.commitments,
    Table.EVENTS: made.events,
    Table.FINDINGS: made.findings,
    Table.DISAGREEMENTS: made.disagreements,
    Table.NAMING: made.naming,
    Table.REJECTS: made.rejects,
}
ID_FIELDS = {table: next(iter(schema(table)["properties"])) for table in Table}
BESIDE_THE_DOSSIER = {Table.FINDINGS, Table.DISAGREEMENTS, Table.NAMING, Table.REJECTS}


def rows_of(table: Table, records: tuple[Any, ...]) -> list[dict[str, Any]]:
    if table in BESIDE_THE_DOSSIER:
        return list(rows(table, made.dossier(), **{table.value: records}))
    return list(rows(table, made.dossier(**{table.value: records})))


def key_of(table: Table, record: object) -> str:
    """Its id, or all of it in the tables whose rows have none."""
    return repr(record) if table in {Table.NAMING, Table.REJECTS} else getattr(record, ID_FIELDS[table])


@pytest.mark.parametrize("table", Table)
def test_every_row_keeps_to_its_schema_and_order(table: Table) -> None:
    validator = Draft202012Validator(schema(table))
    names = list(schema(table)["properties"])

    @settings(max_examples=40)
    @given(st.lists(RECORDS[table], max_size=3, unique_by=lambda record: key_of(table, record)).map(tuple))
    def holds(records: tuple[Any, ...]) -> None:
        found = rows_of(table, records)
        for row in found:
            validator.validate(row)
            assert list(row) == names
        assert rows_of(table, tuple(reversed(records))) == found

    holds()


def objects_in(described: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(described, dict):
        if "properties" in described:
            yield described
        for inner in described.values():
            yield from objects_in(inner)
    elif isinstance(described, list):
        for inner in described:
            yield from objects_in(inner)


@pytest.mark.parametrize("table", Table)
def test_every_schema_is_sound_closed_and_told_in_words(table: Table) -> None:
    Draft202012Validator.check_schema(schema(table))
    assert schema(table)["title"] == table.value
    assert schema(table)["description"].endswith(".")
    for described in objects_in(schema(table)):
        assert described["additionalProperties"] is False
        assert described["required"] == list(described["properties"])
        for name, field in described["properties"].items():
            assert field.get("description", "").endswith("."), name


@pytest.mark.parametrize(
    ("table", "field", "members"),
    [
        ("reports", "published_how", PublishedHow),
        ("claims", "kind", ClaimKind),
        ("claims", "code", Code),
        ("claims", "modality", Modality),
        ("claims", "polarity", Polarity),
        ("parties", "kind", PartyKind),
        ("zones", "precision", Precision),
        ("commitments", "force", Force),
        ("commitments", "duration", Duration),
        ("commitments", "class", ProvisionClass),
        ("events", "code", Code),
        ("events", "attribution", Attribution),
        ("disagreements", "topic", Topic),
    ],
)
def test_the_word_lists_of_the_schemas_are_those_of_the_vocabulary(
    table: str, field: str, members: type[StrEnum]
) -> None:
    listed = schema(table_named(table))["properties"][field]["enum"]
    assert [value for value in listed if value is not None] == [member.value for member in members]


def test_a_finding_has_every_status_and_class() -> None:
    described = schema(Table.FINDINGS)["properties"]
    assert set(described["status"]["enum"]) == {status.value for kind in (Status, ZoneStatus) for status in kind}
    assert set(described["class"]["enum"]) == {
        *(each.value for each in ProvisionClass),
        "zone",
        "agreement",
        "existence",
        "binding",
    }
    assert set(schema(Table.AGREEMENTS)["properties"]["parties"]["properties"]) == {role.value for role in Role}


def test_a_field_is_one_value_or_a_list_of_versions() -> None:
    assert versions(()) is None
    assert versions((Valued("2018-09-17", ("c",)),)) == "2018-09-17"
    assert versions((Valued("2018-09-17"), Valued("2018-09-17", ("c",)))) == "2018-09-17"
    assert versions((Valued("2018-10-15", ("b", "a")), Valued("2018-10-10"))) == [
        {"value": "2018-10-15", "claims": ["a", "b"]},
        {"value": "2018-10-10", "claims": []},
    ]


def claim(**more: Any) -> Claim:  # noqa: ANN401  # any field
    values: dict[str, Any] = {
        "claim_id": "c",
        "report_id": "r",
        "start": 0,
        "end": 4,
        "quote": "Held",
        "kind": ClaimKind.ASSESSMENT,
        "code": None,
        "modality": Modality.ACTUAL,
        "polarity": Polarity.AFFIRM,
    }
    return Claim(**{**values, **more})


def test_the_outlets_own_voice_is_null_and_an_unknown_speaker_keeps_the_mention() -> None:
    own = claim()
    assert claim_row(own, made.dossier(claims=(own,)))["speaker"] is None
    anonymous = claim(speaker=Mention("a senior official"))
    assert claim_row(anonymous, made.dossier())["speaker"] == {"id": None, "name": None, "mention": "a senior official"}


def test_a_claim_shows_what_its_names_came_to_in_their_order() -> None:
    told = claim(
        actors=(Mention("Moscow"), Mention("Ankara")), numbers=(Quantity("width", 15.0, 20.5, "km", "15-20.5"),)
    )
    row = claim_row(told, made.dossier(claims=(told,)))
    assert [actor["mention"] for actor in row["actors"]] == ["Moscow", "Ankara"]
    assert row["actors"][0] == {"id": "id", "name": "name", "mention": "Moscow"}
    assert repr(row["numbers"]) == "[{'what': 'width', 'min': 15, 'max': 20.5, 'unit': 'km', 'text': '15-20.5'}]"


def test_an_agreement_has_all_six_roles() -> None:
    russia = Thing("russia", "Russia", "Moscow")
    row = rows_of(
        Table.AGREEMENTS,
        (Agreement("a", "Sochi memorandum", None, ((Role.GUARANTOR, russia),), related=(("extends", "b"),)),),
    )[0]
    assert list(row["parties"]) == ["signatory", "guarantor", "mediator", "observer", "bound", "excluded"]
    assert row["parties"]["guarantor"] == [{"id": "russia", "name": "Russia", "mention": "Moscow"}]
    assert row["parties"]["bound"] == []
    assert row["related"] == [{"relation": "extends", "agreement": "b"}]


def test_a_finding_speaks_the_words_of_the_design() -> None:
    finding = Finding(
        "f", Thing("z", "Zone", None), "zone", "2018-12-04", "2020-03-06", "all", ZoneStatus.STRAINED,
        for_=("a",), against=("b",), by_camp=(("state", "holding"),),
    )  # fmt: skip
    row = rows_of(Table.FINDINGS, (finding,))[0]
    assert (row["class"], row["for"], row["against"], row["by_camp"]) == ("zone", ["a"], ["b"], {"state": "holding"})


def test_rows_are_sorted_by_id_and_rejects_by_file_and_part() -> None:
    zones = rows_of(Table.ZONES, (Zone("b", "B", None), Zone("a", "A", None)))
    assert [row["zone_id"] for row in zones] == ["a", "b"]
    parties = rows_of(Table.PARTIES, (Party("y", "Y", PartyKind.STATE), Party("x", "X", PartyKind.PERSON)))
    assert [row["party_id"] for row in parties] == ["x", "y"]
    told = [Reject("f", part, "TW-READ-1", "broken", "mend") for part in ("row 10", "row 9", None)]
    assert [row["part"] for row in rows_of(Table.REJECTS, tuple(told))] == [None, "row 9", "row 10"]


def test_an_unknown_table_is_named_with_those_there_are() -> None:
    with pytest.raises(RequestError, match=r"'claim'.*reports, claims.*TW-EXPORT-1"):
        rows("claim", made.dossier())
