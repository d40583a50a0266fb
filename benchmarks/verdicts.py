"""Verdicts of 100 ceasefires over synthetic acts, for one day and for many, beside a polars scan of the same rows.

    python benchmarks/verdicts.py --limit 1000000 --days 1000

The acts are spread over four years, 100 zones of 500 vertices and 40 parties, seeded; each is a point. The scan has the
zones of its rows given and answers a far smaller question: how many acts by each ceasefire's parties in its zone fall
into the 90 days before the day. Ratios are of one run. Whole findings name every claim and give reasons;
spells are the runs of days with one status.
"""

import argparse
import datetime as dt
import random
import resource
import time
from collections.abc import Callable

import numpy as np
import polars as pl
from shapely import Polygon

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.geometry_shapes import geojson
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
    Precision,
    ProvisionClass,
)
from trucewatch.vocabulary.records import Claim, Mention, Report
from trucewatch.vocabulary.subject import Commitment, Finding, Outline, Party, Thing, Zone

ZONES, PARTIES, SPAN, VERTICES = 100, 40, 1461, 500
FIRST = dt.date(2016, 1, 1)
WINDOW = 90
NOWHERE = Thing(None, None, "a village")


def outline(number: int) -> Outline:
    """A ragged round about half a degree wide, in a square of its own."""
    x, y = number % 10, number // 10
    chance = np.random.default_rng(number)
    angles = np.linspace(0, 2 * np.pi, VERTICES, endpoint=False)
    reach = 0.4 * (1 + 0.2 * chance.random(VERTICES))
    shape = geojson(Polygon(np.column_stack([30 + x + reach * np.cos(angles), 30 + y + reach * np.sin(angles)])))
    if shape is None:
        raise SystemExit("An outline came to nothing.")
    return Outline("v", Precision.SURVEYED, "made up", shape)


def made(limit: int) -> tuple[Dossier, Knowledge, pl.DataFrame]:
    """A dossier of `limit` acts, the gazetteer, and the same acts as rows of day, zone, party and claim."""
    chance = random.Random(5)  # noqa: S311 - the same acts in every run
    days = [(FIRST + dt.timedelta(days=n)).isoformat() for n in range(SPAN)]
    parties = [Thing(f"party-{n}", f"Party {n}", None) for n in range(PARTIES)]
    reports = {f"r{n}": Report(f"r{n}", f"r{n}", "", outlet=f"Paper {n % 30}", published=days[n]) for n in range(SPAN)}
    mentions = [(Mention(p.name or "", party=p.id),) for p in parties]
    claims, resolved = {}, {}
    rows = np.empty((limit, 3), dtype=np.int32)
    for number in range(limit):
        key, day = f"c{number:07}", chance.randrange(SPAN)
        zone, party = chance.randrange(ZONES), chance.randrange(PARTIES)
        rows[number] = (day, zone, party)
        point = (30 + zone // 10 + chance.uniform(-0.25, 0.25), 30 + zone % 10 + chance.uniform(-0.25, 0.25))
        claims[key] = Claim(
            key, f"r{day}", 0, 4, "They shelled it.", ClaimKind.EVENT, Code.ASSAULT, Modality.ACTUAL, Polarity.AFFIRM,
            actors=mentions[party], date=days[day], places=(Mention("a village", point=point),),
        )  # fmt: skip
        resolved[key] = Resolved(None, (), (parties[party],), (), (NOWHERE,), event=key)
    zones = tuple(Zone(f"zone-{n:03}", f"Zone {n}", None, outlines=(outline(n),)) for n in range(ZONES))
    commitments = tuple(
        Commitment(
            f"pact/{n:03}", (parties[n % PARTIES], parties[(n + 1) % PARTIES]), (), Force.PROHIBITION,
            Duration.CONTINUING, "hold fire in the zone", ProvisionClass.CESSATION, zone=Thing(z.zone_id, z.name, None),
        )
        for n, z in enumerate(zones)
    )  # fmt: skip
    who = tuple(Party(p.id or "", p.name or "", PartyKind.ARMED_GROUP) for p in parties)
    dossier = Dossier(who, (), zones, commitments, (), reports, claims, resolved)
    columns = {name: rows[:, n] for n, name in enumerate(("day", "zone", "party"))}
    return dossier, Knowledge(version="1"), pl.DataFrame({**columns, "claim": list(claims)})


def scan(frame: pl.DataFrame, day: int) -> list[int]:
    """Acts by the parties of each ceasefire in its zone, in the days before: one filter for each."""
    return [
        frame.filter(
            (pl.col("zone") == zone)
            & pl.col("party").is_in([zone % PARTIES, (zone + 1) % PARTIES])
            & pl.col("day").is_between(day - WINDOW, day)
        )["claim"].len()
        for zone in range(ZONES)
    ]


def one_pass(frame: pl.DataFrame, day: int) -> int:
    """The same for all of them at once: acts in the window by zone and party, in a single pass."""
    return frame.filter(pl.col("day").is_between(day - WINDOW, day)).group_by("zone", "party").len().height


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock and by the processor."""
    start, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - cpu


def main() -> None:
    """Time all and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--limit", type=int, default=1_000_000, help="how many acts")
    asked.add_argument("--days", type=int, default=1000, help="how many days for the series")
    options = asked.parse_args()
    dossier, knowledge, frame = made(options.limit)
    policy = load_policy()
    scanned, scanned_cpu = min(timed(lambda: scan(frame, SPAN - 1)) for _ in range(5))
    passed, _ = min(timed(lambda: one_pass(frame, SPAN - 1)) for _ in range(5))
    start, cpu = time.perf_counter(), time.process_time()
    monitor = Monitor(dossier, knowledge)
    indexed = f"{time.perf_counter() - start:.1f} s ({time.process_time() - cpu:.1f} s CPU)"
    last = FIRST + dt.timedelta(days=SPAN - 1)
    days = [last - dt.timedelta(days=n) for n in reversed(range(options.days))]

    def verdicts(day: dt.date) -> list[Finding]:
        return [monitor.on_commitment(c, day, None, policy)[0] for c in dossier.commitments]

    def whole() -> int:
        return sum(1 for c in dossier.commitments for _ in monitor.daily(c, days, None, policy))

    measured = {
        "1 day, the first question": timed(lambda: verdicts(last)),
        "1 day, none of its acts met before": timed(lambda: verdicts(last - dt.timedelta(days=WINDOW + 30))),
        "1 day": min(timed(lambda n=n: verdicts(last - dt.timedelta(days=n))) for n in range(1, 6)),
        f"{options.days} days, whole findings": timed(whole),
        f"{options.days} days, as spells": timed(
            lambda: [monitor.spells(c, days, None, policy) for c in dossier.commitments]
        ),
        f"{options.days} days of the zones, as spells": timed(
            lambda: [monitor.zone_spells(z, days, None, policy) for z in dossier.zones]
        ),
    }
    check(monitor, dossier, days, [len(f.against) for f in verdicts(last)] == scan(frame, SPAN - 1))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{options.limit:,} acts, {ZONES} ceasefires, zones of {VERTICES} vertices; {memory:.1f} GiB at most")
    print(f"indexed once, points placed: {indexed}")
    print(
        f"polars, a filter for each ceasefire: {scanned:.3f} s ({scanned_cpu:.3f} s CPU); in one pass: {passed:.3f} s"
    )
    for name, (clock, cpu) in measured.items():
        by = f"{clock / scanned:.1f} × a scan by the clock, {cpu / scanned_cpu:.1f} × by CPU"
        print(f"{name}: {clock:.3f} s ({cpu:.3f} s CPU), {by}, {clock / passed:.0f} × a pass")


def check(monitor: Monitor, dossier: Dossier, days: list[dt.date], rests: bool) -> None:  # noqa: FBT001 - as measured
    """Stop where verdicts rest on other acts than the scan counts, or a day of a series is not that day asked alone."""
    if not rests:
        raise SystemExit("The verdicts rest on other acts than the scan counts.")
    policy, some = load_policy(), days[:: max(1, len(days) // 8)]
    for commitment in dossier.commitments[::20]:
        by_day = {f.as_of: f for f in monitor.daily(commitment, days, None, policy)}
        alone = [monitor.on_commitment(commitment, day, None, policy)[0] for day in some]
        if [by_day[f.as_of] for f in alone] != alone:
            raise SystemExit("A day in the series is not as the day alone.")


if __name__ == "__main__":
    main()
