"""The importers on whole data sets by other people, where a checkout has them beside it, counted another way too."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from tests.exchange.importing.made import DATA, read
from trucewatch.exchange.importing import Options, sheet_of

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="the data by other people stand beside the project and are not here"
)


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_airwars_by_year() -> None:
    path = DATA / "airwars_syria" / "incidents.csv"
    beside = DATA / "airwars_syria" / "belligerents.csv"
    found, rejects = read(path, "airwars", Options(belligerents=sheet_of(beside, beside.name)))
    rows = {row["code"]: row["date"][:4] for row in cells(path)}
    rejected = {int((r.part or "").removeprefix("row ")) for r in rejects}
    taken = [row for number, row in enumerate(cells(path), 1) if number not in rejected]
    assert len(found) + len(rejects) == len(cells(path)) == 8114
    assert Counter(r.code for r in rejects) == {"TW-IMPORT-11": 3, "TW-IMPORT-14": 1, "TW-IMPORT-17": 2}
    assert Counter((i.claims[0].date or "")[:4] for i in found) == Counter(row["date"][:4] for row in taken)
    assert {i.key for i in found} <= set(rows)


def test_airwars_labels_and_points_are_left_as_they_are() -> None:
    path = DATA / "airwars_syria" / "incidents.csv"
    rows = {row["code"]: row for row in reversed(cells(path))}
    for item in read(path, "airwars")[0]:
        row = rows[item.key]
        places = item.claims[0].places
        points = [m.point for m in places if m.point]
        assert points == ([(float(row["lat"]), float(row["lon"]))] if row["lat"] else [])
        label = (row["governorate"] or row["area"]).strip()
        assert not label or label in [m.text for m in places]


def test_ceasefires_with_unknown_ends() -> None:
    path = DATA / "cf_ceasefires" / "ceasefires_dataset.csv"
    found, rejects = read(path, "cf")
    first = {row["uniq_id"]: row for row in reversed(cells(path))}
    unknown = [item for item in found if "Whether and when it ended is unknown." in item.report.text]
    assert (len(found), rejects) == (2203, [])
    assert len(unknown) == sum(row["ended"] == "-1" for row in first.values()) == 1008
    assert all(c.terms and c.terms.expires is None for item in unknown for c in item.claims)
    impossible = {w.reason for item in found for w in item.warnings if w.code == "TW-IMPORT-51"}
    assert len(impossible) == 2


def test_pax_ids() -> None:
    found, rejects = read(DATA / "pax" / "pax_syria_98.csv", "pax")
    whole, _ = read(DATA / "pax" / "pax_all_agreements_data.csv", "pax")
    ids = {i for item in found for c in item.claims if c.terms for i in c.terms.external_ids}
    assert (len(found), len(whole), rejects) == (98, 1868, [])
    assert {"pax:2169", "pax:2273", "pax:2093", "pax:1995", "pax:1999"} <= ids
    sochi = next(item for item in found if item.key == "2169")
    assert [m.text for m in sochi.claims[0].actors] == ["Republic of Turkey", "Russian Federation"]


def test_gdelt_mentions() -> None:
    found, rejects = read(DATA / "gdelt_mentions_sample" / "mentionssamp.csv", "gdelt-mentions")
    assert (len(found), rejects) == (1635, [])


def test_ucdp_agreements() -> None:
    found, rejects = read(DATA / "ucdp_peace_agreements" / "ucdp-pad-1975-2021_PAD_final.xlsx", "ucdp-pad")
    ended = [item for item in found if len(item.claims) == 2]
    dated = [item for item in ended if item.claims[1].date]
    assert (len(found), rejects, len(ended), len(dated)) == (341, [], 121, 116)
