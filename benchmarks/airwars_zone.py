"""Airwars incidents in the Idlib zone by quarter, by governorate label and as the dossier places them.

    python benchmarks/airwars_zone.py ../shared/data/airwars_syria/incidents.csv [syr_admin1.geojson]

Labels are Idlib, Hama and Aleppo, in the column of governorates (`label`) or, where that is empty, of areas too (`no
point`: those without coordinates). An incident is in the zone by `outline` where
its point lies in the outline, by `names` where it has no point, or one at the very edge, and its place or governorate
belongs to the zone; `perhaps` where its governorate is wider than the zone. `in units`: its point lies in the four
governorates of a boundaries file. The incidents are imported and placed as `trucewatch import` and `build` do it.
"""

import argparse
import csv
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from trucewatch.casebook import load
from trucewatch.casebook.loading import locate
from trucewatch.dossier.geometry import UNITS, Atlas, drawn
from trucewatch.dossier.geometry_boundaries import Boundaries
from trucewatch.dossier.geometry_index import OutlineIndex
from trucewatch.dossier.geometry_whereabouts import Expected
from trucewatch.dossier.ground import ORDER, Ground, Survey
from trucewatch.dossier.located import site_of
from trucewatch.ledger import Ledger, StoredCasebook
from trucewatch.pipeline import importing, view
from trucewatch.vocabulary.codes import Code, Placed
from trucewatch.vocabulary.subject import Event

LABELS = frozenset({"Idlib", "Hama", "Aleppo"})
ZONE = "idlib-deescalation-zone"
HEADS = ("label", "no point", "outline", "names", "in the zone", "perhaps", "label, outside", "in units")
IN_ZONE = (Placed.NAMED, Placed.OUTLINE, Placed.NAMES)


def quarter(day: str) -> str:
    """Such as 2018 Q4."""
    return f"{day[:4]} Q{(int(day[5:7]) + 2) // 3}"


def imported(incidents: Path, folder: Path) -> view.View:
    """A case of the incidents alone, with the Syrian casebook."""
    case = folder / "airwars.db"
    ledger = Ledger.open(case, create=True)
    ledger.set_casebook(StoredCasebook("syria", locate("syria").read_text(encoding="utf-8"), load("syria").version))
    importing.import_data(importing.Wanted("airwars", incidents, case))
    return view.View(ledger)


def counted(seen: view.View, events: Sequence[Event], units: OutlineIndex | None) -> dict[str, Counter[str]]:
    """Counts by quarter."""
    dossier = seen.dossier
    ground = Ground(dossier.zones, seen.knowledge)
    sites = [site_of(event, dossier.claims, dossier.resolved) for event in events]
    survey = Survey(ground, sites).how(ZONE)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for event, site, how in zip(events, sites, survey.tolist(), strict=True):
        count, is_placed = counts[quarter(event.date or "")], ORDER[how]
        labelled = any(place.mention in LABELS for place in event.places)
        if (is_placed in IN_ZONE) is not any(zone.id == ZONE for zone, _ in event.zones):
            raise ValueError(f"{event.event_id} is placed in two ways")
        count["no point"] += labelled and not site.points
        count[is_placed.value] += 1
        count["in the zone"] += is_placed in IN_ZONE
        count["label, outside"] += labelled and is_placed is Placed.OUTSIDE
        count["in units"] += bool(units and any(units.holding(*point) for point in site.points))
    return counts


def labels(incidents: Path) -> Counter[str]:
    """How many rows bear one of the labels, by quarter."""
    with incidents.open(encoding="utf-8", newline="") as file:
        return Counter(quarter(row["date"]) for row in csv.DictReader(file) if row["governorate"] in LABELS)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("incidents", type=Path)
    parser.add_argument("boundaries", type=Path, nargs="?")
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        seen = imported(given.incidents, Path(folder))
        zones = [zone for zone in seen.dossier.zones if zone.zone_id == ZONE]
        events = [e for e in seen.dossier.events if e.code is Code.ASSAULT and "2018-10" <= (e.date or "") < "2021"]
        units = None
        if given.boundaries:
            own = Atlas((Boundaries.read(given.boundaries, Expected(seen.knowledge).known()),))
            units = OutlineIndex(o for o in drawn(zones, seen.knowledge, own)[0].outlines if o.version == UNITS)
        counts = counted(seen, events, units)
        for name, count in labels(given.incidents).items():
            if name in counts:
                counts[name]["label"] = count
        seen.ledger.close()
    print(f"{'quarter':9}" + "".join(f"{head:>{len(head) + 3}}" for head in HEADS))
    for name in sorted(counts):
        print(f"{name:9}" + "".join(f"{counts[name][head]:>{len(head) + 3}}" for head in HEADS))


if __name__ == "__main__":
    main()
