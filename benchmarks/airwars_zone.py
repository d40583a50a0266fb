"""Airwars incidents in the Idlib zone by quarter, by governorate label and by where their points lie.

    python benchmarks/airwars_zone.py ../shared/data/airwars_syria/incidents.csv [syr_admin1.geojson]

Labels are Idlib, Hama and Aleppo. `no point` of them have no coordinates; `named` of those have a place whose name the
casebook knows as a spot in the outline. With a boundaries file, `in units` have their point in the four governorates.
"""

import argparse
import csv
from collections import Counter, defaultdict
from pathlib import Path

from trucewatch import casebook, dossier
from trucewatch.dossier.geometry import Atlas, drawn, known_points
from trucewatch.dossier.geometry_boundaries import Boundaries
from trucewatch.dossier.geometry_index import OutlineIndex
from trucewatch.dossier.geometry_places import Whereabouts

LABELS = frozenset({"Idlib", "Hama", "Aleppo"})
ZONE = "idlib-deescalation-zone"
HEADS = ("label", "no point", "named", "label, inside", "label, outside", "inside, other label", "inside", "in units")


def quarter(day: str) -> str:
    """Such as 2018 Q4."""
    return f"{day[:4]} Q{(int(day[5:7]) + 2) // 3}"


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("incidents", type=Path)
    parser.add_argument("boundaries", type=Path, nargs="?")
    given = parser.parse_args()
    knowledge = casebook.load("syria")
    units = (Boundaries.read(given.boundaries, known_points(knowledge)),) if given.boundaries else ()
    zones = drawn(dossier.build([], [], knowledge).zones, knowledge, Atlas(units))
    index = OutlineIndex(next(zone.outlines for zone in zones if zone.zone_id == ZONE))
    where = Whereabouts(knowledge)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    with given.incidents.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if not "2018-10" <= row["date"] < "2021":
                continue
            count, labelled = counts[quarter(row["date"])], row["governorate"] in LABELS
            count["label"] += labelled
            if not row["lat"] or not row["lon"]:
                count["no point"] += labelled
                key = next(iter(knowledge.place_keys(row["location_en"].partition(",")[0].strip())), None)
                spot = where.spot(key)
                count["named"] += bool(labelled and spot and 0 in index.holding(*spot))
                continue
            held = index.holding(float(row["lon"]), float(row["lat"]))
            count["inside"] += 0 in held
            count["in units"] += 1 in held
            count["label, inside"] += labelled and 0 in held
            count["label, outside"] += labelled and 0 not in held
            count["inside, other label"] += 0 in held and not labelled
    print(f"{'quarter':9}" + "".join(f"{head:>{len(head) + 3}}" for head in HEADS))
    for name in sorted(counts):
        print(f"{name:9}" + "".join(f"{counts[name][head]:>{len(head) + 3}}" for head in HEADS))


if __name__ == "__main__":
    main()
