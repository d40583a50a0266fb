"""`trucewatch zones` and `trucewatch violations`, on a pile of bulletins and reports written for them."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.running import program
from trucewatch.pipeline.build import build

BULLETINS = Path(__file__).parents[1] / "monitoring" / "bulletins.jsonl"
ZONE = "idlib-deescalation-zone"


@pytest.fixture(scope="module")
def bulletins(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulletins")
    build([BULLETINS], folder / "case.db", "syria")
    return folder / "case.db"


def test_zones_are_listed_with_every_version_and_what_it_was_drawn_from(bulletins: Path) -> None:
    done = program("zones", "--case", bulletins, "--zone", "Idlib demilitarized zone")
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    for word in ("schematic", "inner", "outer", "3,697", "8.75 km on each side of a line through 11 places"):
        assert word in text
    assert "3 rows" in text


def test_zones_of_a_day_and_as_geojson(bulletins: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one.geojson", tmp_path / "two.geojson"]
    for file in files:
        done = program("zones", "--case", bulletins, "--on", "2018-12-04", "--geojson", file, "--json")
        assert done.returncode == 0, done.stderr
    zones = {row["zone_id"] for row in json.loads(done.stdout)}
    assert "idlib-demilitarized-zone" in zones
    assert zones.isdisjoint({"m4-corridor", "eastern-ghouta-zone"}), "not begun, or over"
    assert files[0].read_bytes() == files[1].read_bytes()
    features = json.loads(files[0].read_text(encoding="utf-8"))["features"]
    assert {f["properties"]["zone"] for f in features} == zones
    assert all(f["properties"]["basis"] and f["geometry"]["type"] == "Polygon" for f in features)


def test_a_persons_outline_leads_and_a_bad_one_is_refused(bulletins: Path, tmp_path: Path) -> None:
    ring = [[36.3, 35.4], [36.9, 35.4], [36.9, 36.0], [36.3, 36.0], [36.3, 35.4]]
    given = {"type": "Feature", "properties": {"zone": ZONE, "precision": "surveyed", "basis": "map of May 2017"}}
    path = tmp_path / "mine.geojson"
    path.write_text(json.dumps({**given, "geometry": {"type": "Polygon", "coordinates": [ring]}}), encoding="utf-8")
    done = program("zones", "--case", bulletins, "--zone", ZONE, "--outlines", path, "--json")
    [row] = json.loads(done.stdout)
    assert (row["precision"], row["basis"]) == ("surveyed", "map of May 2017")
    turned = [[y, x] for x, y in ring]
    path.write_text(json.dumps({**given, "geometry": {"type": "Polygon", "coordinates": [turned]}}), encoding="utf-8")
    done = program("zones", "--case", bulletins, "--outlines", path)
    assert (done.returncode, "TW-GEO-5" in done.stderr) == (2, True), done.stderr


def rows(case: Path, *arguments: str) -> list[dict[str, object]]:
    done = program("violations", "--case", case, "--zone", ZONE, "--json", *arguments)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_bulletins_stand_as_counts_with_their_days_and_sources(bulletins: Path) -> None:
    counted = {
        (count["min"], count["days"], len(count["reports"]))
        for row in rows(bulletins, "--by", "week", "--source", "russia")
        if row["source"]
        for count in row["counts"]  # type: ignore[attr-defined] - rows are plain JSON
    }
    assert {
        (35, "2019-08-14/2019-08-15", 2),
        (31, "2019-09-21/2019-09-22", 1),
        (1, "2020-04-12/2020-04-13", 1),
    } <= counted


def test_incidents_are_counted_and_days_without_reports_are_unobserved(bulletins: Path) -> None:
    daily = rows(bulletins, "--by", "day", "--from", "2019-08-14", "--to", "2019-08-18", "--source", "Enab Baladi")
    told = {row["period"]: row["incidents"] for row in daily if row["source"] == "Enab Baladi"}
    assert told == {
        "2019-08-14": None, "2019-08-15": 2, "2019-08-16": 0, "2019-08-17": None, "2019-08-18": None,
    }  # fmt: skip


def test_csv_has_the_fields_of_json(bulletins: Path) -> None:
    done = program("violations", "--case", bulletins, "--zone", ZONE, "--by", "month", "--csv")
    read = list(csv.DictReader(io.StringIO(done.stdout)))
    plain = rows(bulletins, "--by", "month")
    assert [list(r) for r in read[:1]] == [list(plain[0])]
    assert [(r["period"], r["incidents"]) for r in read] == [
        (r["period"], "" if r["incidents"] is None else str(r["incidents"])) for r in plain
    ]


def test_the_table_leaves_out_what_nobody_watched(bulletins: Path) -> None:
    done = program("violations", "--case", bulletins, "--zone", "Idlib de-escalation zone", "--by", "month")
    assert "2019-08" in done.stdout
    assert "2018-08" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--zone", "hama"), "TW-ASK-9"),
        (("--zone", "Atlantis"), "TW-ASK-4"),
        (("--zone", ZONE, "--source", "Gazette"), "TW-ASK-10"),
    ],
)
def test_a_question_that_makes_no_sense_is_told(bulletins: Path, arguments: tuple[str, ...], code: str) -> None:
    done = program("violations", "--case", bulletins, *arguments)
    assert (done.returncode, code in done.stderr) == (2, True), done.stderr
