"""Casebooks, outlines and data files with a fault: told in one line with the place and what to do, by each command."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.running import Done, program
from tests.exchange.importing.made import table, write
from tests.laws.corpus import BREACH
from trucewatch.ledger import Ledger
from trucewatch.pipeline.build import build

FAULTS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "casebook" / "faults.yaml").read_text(encoding="utf-8")
)
ZONE = "idlib-deescalation-zone"
RING = [[36.3, 35.4], [36.9, 35.4], [36.9, 36.0], [36.3, 36.0], [36.3, 35.4]]
RINGS: dict[str, tuple[list[list[float]], str | None, str]] = {
    "crossing itself": ([RING[0], RING[2], RING[1], RING[3], RING[0]], None, "TW-GEO-6"),
    "turned round": ([[y, x] for x, y in RING], None, "TW-GEO-5"),
    "in metres": ([[290000, 3950000], [300000, 3950000], [300000, 3960000], [290000, 3950000]], None, "TW-GEO-3"),
    "in another projection by name": (RING, "urn:ogc:def:crs:EPSG::32637", "TW-GEO-3"),
}


def told(done: Done, file: str, code: str) -> str:
    assert (done.returncode, done.stdout) == (2, "")
    [line] = [line for line in done.stderr.splitlines() if not line.startswith("Casebook:")]
    assert line.startswith(f"trucewatch: {file}")
    assert line.endswith(f"[{code}]")
    return line


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("held")
    (folder / "report.txt").write_text(BREACH, encoding="utf-8")
    build([folder / "report.txt"], folder / "case.db", "syria")
    return folder / "case.db"


@pytest.mark.parametrize(
    "name",
    [
        "an unknown key",
        "a cycle of succession",
        "two successors at once",
        "a membership after the end",
        "bound and excluded",
        "a deadline before the agreement",
    ],
)
def test_a_casebook_with_a_fault_is_told_with_its_line_and_no_case_is_made(name: str, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(BREACH, encoding="utf-8")
    (tmp_path / "own.yaml").write_text(FAULTS[name]["text"], encoding="utf-8")
    done = program("build", "report.txt", "--casebook", "own.yaml", "--case", "c.db", cwd=tmp_path)
    assert FAULTS[name]["what"] in told(done, f"own.yaml, line {FAULTS[name]['line']}: ", FAULTS[name]["code"])
    assert not (tmp_path / "c.db").exists()


def test_a_zone_whose_places_nobody_can_find_is_listed_without_an_outline(tmp_path: Path) -> None:
    keys = ("one", "two", "three")
    book = {
        "casebook": "own",
        "zones": {
            "belt": {
                "name": "Belt",
                "kind": "zone",
                "places": [*keys],
                "source": "somewhere",
                "geometry": {"recipe": "hull", "places": [*keys]},
            }
        },
        "places": {key: {"name": f"Xq{key}", "kind": "town", "source": "somewhere"} for key in keys},
    }
    (tmp_path / "own.yaml").write_text(yaml.safe_dump(book), encoding="utf-8")
    (tmp_path / "report.txt").write_text(BREACH, encoding="utf-8")
    assert program("build", "report.txt", "--casebook", "own.yaml", "--case", "c.db", cwd=tmp_path).returncode == 0
    done = program("zones", "--case", "c.db", "--json", cwd=tmp_path)
    [zone] = json.loads(done.stdout)
    assert (done.returncode, zone["geometry"]) == (0, None)
    assert zone["basis"] == "not drawn: of 3 places named for it, 0 can be put on a map as a spot"


@pytest.mark.parametrize("name", sorted(RINGS))
@pytest.mark.parametrize(
    ("option", "properties"), [("--outlines", {"zone": ZONE}), ("--boundaries", {"ADM1_EN": "Idlib"})]
)
def test_outlines_and_boundaries_that_cannot_be_used_are_refused(
    name: str, option: str, properties: dict[str, str], held: Path, tmp_path: Path
) -> None:
    ring, crs, code = RINGS[name]
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    more = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    collection = {"type": "FeatureCollection", "features": [feature], **more}
    (tmp_path / "mine.geojson").write_text(json.dumps(collection), encoding="utf-8")
    done = program("zones", "--case", held, option, "mine.geojson", cwd=tmp_path)
    line = told(done, "mine.geojson", code)
    assert any(advice in line for advice in ("Draw it anew", "turn each pair round", "EPSG:4326"))


def test_a_renamed_column_is_refused_with_what_to_say_and_no_case_is_made(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", table("acled", [{}]).replace("event_date", "day_of_event", 1))
    line = told(program("import", "acled", "a.csv", "--case", "c.db", cwd=tmp_path), "a.csv: ", "TW-IMPORT-2")
    assert "--column event_date=day_of_event" in line
    assert not (tmp_path / "c.db").exists()
    again = program("import", "acled", "a.csv", "--case", "c.db", "--column", "event_date=day_of_event", cwd=tmp_path)
    assert (again.returncode, again.stderr) == (0, "")


ROWS = [
    {},
    {"event_id_cnty": "LAK2", "event_date": "20/09/2018"},
    {"event_id_cnty": "LAK3", "event_date": "04/05/2018"},
    {"event_id_cnty": "LAK4", "event_date": "2018-02-31"},
    {"fatalities": "7"},
    {"event_id_cnty": ""},
    {"event_id_cnty": "LAK5", "latitude": "136.5"},
    {"event_id_cnty": "LAK6", "event_date": "20 September 2018"},
]
REJECTED = [
    ("row 3", "TW-IMPORT-11", "event_date: 04/05/2018 can be read as day/month or month/day"),
    ("row 4", "TW-IMPORT-11", "event_date: 2018-02-31 is not a day of the calendar"),
    ("row 5", "TW-IMPORT-17", "the id LAK1 stands in row 1 already; that one was taken"),
    ("row 6", "TW-IMPORT-15", "the event has no id"),
    ("row 7", "TW-IMPORT-14", "latitude, longitude: '136.5', '36.5' is no point on earth"),
]


def test_rows_with_a_fault_are_listed_and_the_rest_is_taken(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", table("acled", ROWS))
    done = program("import", "acled", "a.csv", "--case", "c.db", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (
        1,
        "Some rows were rejected; trucewatch rejects --case c.db says why.\n",
    )
    assert done.stdout.splitlines()[:2] == [
        "acled: 3 events = 3 new + 0 updated + 0 as before; 0 removed",
        "5 rejects, 0 warnings",
    ]
    with Ledger.open(tmp_path / "c.db") as ledger:
        rejects = list(ledger.rejects())
    assert [(r.part, r.code, r.reason) for r in rejects] == REJECTED
    assert all(r.advice and r.file == "a.csv" for r in rejects)
