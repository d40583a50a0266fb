"""`trucewatch zones` and `trucewatch violations`, on a pile of bulletins and reports written for them."""

import csv
import hashlib
import io
import json
import shutil
from pathlib import Path

import pytest

import trucewatch as tw
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
    for word in ("schematic", "inner", "outer", "15 to 20", "17.5 km towards Idlib from a line through 11 places"):
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
    drawn = {f["properties"]["zone"] for f in features if f["geometry"]}
    assert {"idlib-demilitarized-zone", ZONE} <= drawn
    assert all(f["properties"]["basis"] for f in features), "one that is not drawn says why"


RING = [[36.3, 35.4], [36.9, 35.4], [36.9, 36.0], [36.3, 36.0], [36.3, 35.4]]


def outline(path: Path, ring: list[list[float]] = RING, **more: str) -> Path:
    told = {"zone": ZONE, "precision": "surveyed", "basis": "map of May 2017", **more}
    shape = {"type": "Polygon", "coordinates": [ring]}
    path.write_text(json.dumps({"type": "Feature", "properties": told, "geometry": shape}), encoding="utf-8")
    return path


def leading(case: Path, *arguments: object) -> tuple[str, str, int]:
    done = program("zones", "--case", case, "--zone", ZONE, "--json", *arguments)
    assert done.returncode == 0, done.stderr
    [row] = json.loads(done.stdout)
    return row["precision"], row["basis"], len(row["outlines"])


def maps(case: Path) -> list[dict[str, object]]:
    done = program("zones", "maps", "--case", case, "--json")
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


@pytest.fixture
def own(bulletins: Path, tmp_path: Path) -> Path:
    shutil.copy(bulletins, tmp_path / "own.db")
    return tmp_path / "own.db"


def test_an_outline_given_once_is_kept_used_listed_and_taken_out_again(own: Path, tmp_path: Path) -> None:
    before, path = leading(own), outline(tmp_path / "mine.geojson")
    mine = ("surveyed", "map of May 2017", before[2] + 1)
    assert leading(own, "--outlines", path, "--once") == mine
    assert (leading(own), maps(own)) == (before, [])
    done = program(
        "zones", "add", path, "--case", own, "--source", "annex", "--from", "2017-05-05", "--to", "2020-03-05"
    )
    assert done.returncode == 0, done.stderr
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.unlink()
    build([BULLETINS], own, "syria")
    assert leading(own) == mine, "a build does not touch it, nor is the file needed"
    assert maps(own) == [
        {
            "file": "mine.geojson",
            "kind": "outlines",
            "source": "annex",
            "valid": "2017-05-05/2020-03-05",
            "sha256": digest,
            "zones": [ZONE],
            "lost": [],
        }
    ]
    with tw.open(own) as case:
        [zone] = [z for z in case.view.dossier.zones if z.zone_id == ZONE]
    assert (zone.outlines[0].source, zone.outlines[0].valid) == ("annex", "2017-05-05/2020-03-05")
    assert program("zones", "remove", "mine.geojson", "--case", own).returncode == 0
    assert (leading(own), maps(own)) == (before, [])
    done = program("zones", "remove", "mine.geojson", "--case", own)
    assert (done.returncode, "TW-GEO-10" in done.stderr) == (2, True), done.stderr


def test_a_file_given_with_a_question_is_kept_and_one_of_its_name_takes_its_place(own: Path, tmp_path: Path) -> None:
    path = outline(tmp_path / "mine.geojson")
    count = leading(own)[2]
    assert leading(own, "--outlines", path) == ("surveyed", "map of May 2017", count + 1)
    assert leading(own, "--outlines", outline(path, basis="map of June 2017"))[1:] == ("map of June 2017", count + 1)
    assert leading(own)[1] == "map of June 2017"
    assert [each["file"] for each in maps(own)] == ["mine.geojson"]


def test_a_bad_outline_is_refused_and_not_kept(own: Path, tmp_path: Path) -> None:
    path = outline(tmp_path / "mine.geojson", [[y, x] for x, y in RING])
    for arguments in (("zones", "--outlines", path), ("zones", "add", path)):
        done = program(*arguments, "--case", own)
        assert (done.returncode, "TW-GEO-5" in done.stderr) == (2, True), done.stderr
    assert maps(own) == []


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
