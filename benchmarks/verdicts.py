"""Verdicts of 100 ceasefires over synthetic acts, for one day and for many, beside a scan of the same rows with numpy.

    python benchmarks/verdicts.py --limit 100000 --days 20

The acts are spread over four years, 100 zones and 40 parties, seeded. The scan answers a far smaller question: how many
acts by each ceasefire's parties in its zone fall into the 90 days before the day. Ratios are of one run.
"""

import argparse
import datetime as dt
import random
import resource
import time

import numpy as np

from trucewatch.casebook.knowledge import Knowledge, PlaceEntry
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.monitoring import Monitor, load_policy
from trucewatch.vocabulary.codes import (
    ClaimKind,
    Code,
    Duration,
    Force,
    Modality,
    PartyKind,
    Polarity,
    ProvisionClass,
)
from trucewatch.vocabulary.records import Claim, Mention, Report
from trucewatch.vocabulary.subject import Commitment, Party, Thing, Zone

ZONES, PARTIES, SPAN = 100, 40, 1461
FIRST = dt.date(2016, 1, 1)
WINDOW = 90


def made(limit: int) -> tuple[Dossier, Knowledge, np.ndarray]:
    """A dossier of `limit` acts, the gazetteer, and the same acts as rows of day, zone and party."""
    chance = random.Random(5)  # noqa: S311 - the same acts in every run
    days = [(FIRST + dt.timedelta(days=n)).isoformat() for n in range(SPAN)]
    parties = [Thing(f"party-{n}", f"Party {n}", None) for n in range(PARTIES)]
    villages = [Thing(f"village-{n}", f"Village {n}", None) for n in range(ZONES)]
    reports = {f"r{n}": Report(f"r{n}", f"r{n}", "", outlet=f"Paper {n % 30}", published=days[n]) for n in range(SPAN)}
    mentions = [(Mention(p.name or "", party=p.id),) for p in parties]
    claims, resolved = {}, {}
    rows = np.empty((limit, 3), dtype=np.int32)
    for number in range(limit):
        key, day = f"c{number:07}", chance.randrange(SPAN)
        zone, party = chance.randrange(ZONES), chance.randrange(PARTIES)
        rows[number] = (day, zone, party)
        claims[key] = Claim(
            key, f"r{day}", 0, 4, "They shelled it.", ClaimKind.EVENT, Code.ASSAULT, Modality.ACTUAL, Polarity.AFFIRM,
            actors=mentions[party], date=days[day],
        )  # fmt: skip
        resolved[key] = Resolved(None, (), (parties[party],), (), (villages[zone],), event=key)
    zones = tuple(
        Zone(f"zone-{n:03}", f"Zone {n}", None, places=(Thing(f"district-{n}", f"District {n}", None),))
        for n in range(ZONES)
    )
    commitments = tuple(
        Commitment(
            f"pact/{n:03}", (parties[n % PARTIES], parties[(n + 1) % PARTIES]), (), Force.PROHIBITION,
            Duration.CONTINUING, "hold fire in the zone", ProvisionClass.CESSATION, zone=Thing(z.zone_id, z.name, None),
        )
        for n, z in enumerate(zones)
    )  # fmt: skip
    places = {f"village-{n}": PlaceEntry(f"village-{n}", "", "village", part_of=f"district-{n}") for n in range(ZONES)}
    places |= {f"district-{n}": PlaceEntry(f"district-{n}", "", "district") for n in range(ZONES)}
    who = tuple(Party(p.id or "", p.name or "", PartyKind.ARMED_GROUP) for p in parties)
    dossier = Dossier(who, (), zones, commitments, (), reports, claims, resolved)
    return dossier, Knowledge(version="1", places=places), rows


def scan(rows: np.ndarray, day: int) -> list[int]:
    """Acts by the parties of each ceasefire in its zone, in the days before."""
    counts = []
    for zone in range(ZONES):
        party = rows[:, 2]
        hit = (rows[:, 1] == zone) & ((party == zone % PARTIES) | (party == (zone + 1) % PARTIES))
        counts.append(int(np.count_nonzero(hit & (rows[:, 0] <= day) & (rows[:, 0] >= day - WINDOW))))
    return counts


def main() -> None:
    """Time both and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--limit", type=int, default=1_000_000, help="how many acts")
    asked.add_argument("--days", type=int, default=1000, help="how many days for the second figure")
    options = asked.parse_args()
    dossier, knowledge, rows = made(options.limit)
    policy = load_policy()
    start = time.perf_counter()
    monitor = Monitor(dossier, knowledge)
    gathered = time.perf_counter() - start
    days = [SPAN - 1 - n * max(1, (SPAN - WINDOW) // options.days) % (SPAN - WINDOW) for n in range(options.days)]

    def verdicts(day: int) -> list[int]:
        as_of = FIRST + dt.timedelta(days=day)
        found = (monitor.on_commitment(c, as_of, None, policy)[0] for c in dossier.commitments)
        return [len(f.against) for f in found]

    timed = {}
    for name, answer in (("scan", lambda day: scan(rows, day)), ("verdicts", verdicts)):
        start = time.perf_counter()
        first = answer(days[0])
        one = time.perf_counter() - start
        start = time.perf_counter()
        for day in days:
            answer(day)
        timed[name] = (one, time.perf_counter() - start, first)
    if timed["scan"][2] != timed["verdicts"][2]:
        raise SystemExit("The verdicts rest on other acts than the scan counts.")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{options.limit:,} acts, {ZONES} ceasefires; indexed once in {gathered:.2f} s; {memory:.1f} GiB at most")
    for at, name in ((0, "1 day"), (1, f"{options.days} days")):
        ours, plain = timed["verdicts"][at], timed["scan"][at]
        print(f"{name}: verdicts {ours:.3f} s, numpy scan {plain:.3f} s, ratio {ours / plain:.2f}")


if __name__ == "__main__":
    main()
