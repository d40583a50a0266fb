"""Resolving made-up claims to a dossier: how the time grows when there are twice as many.

    python benchmarks/resolving.py [--sizes 100000 200000] [--shape longer|denser] [--repeats 3]

Reports of some nine claims each are made at run time from a fixed seed: deals of two parties with a day and a town,
told by name, by a short word, or by their parties; provisions with deadlines in zones; people whose names are spelled
in four ways, with titles; acts in villages with actors and harm, told again by other outlets a day apart, with other
counts, or denied; words on whether a truce holds. `longer` is a longer conflict: twice the days, deals and people.
`denser` is twice the reports of the same days, deals and people. Each measure is a process of its own; `CPU s` is its
processor time for `dossier.build` alone.
"""

# ruff: noqa: PLC0415 - a measure loads what it measures after its arguments are read
import argparse
import datetime as dt
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.casebook.knowledge import Knowledge
    from trucewatch.vocabulary.records import Claim, Report

FIRST = dt.date(2010, 1, 1)
STATES, GROUPS, PLACES, OUTLETS = 24, 60, 1_500, 40
GIVEN = ("Ahmad", "Omar", "Khalid", "Yusuf", "Karim", "Salim", "Tariq", "Nabil", "Sergei", "Anna", "Maria", "Pavel")
ONSETS = ("b", "d", "f", "h", "j", "k", "kh", "l", "m", "n", "q", "r", "s", "sh", "t", "z")
VOWELS = ("a", "i", "u", "aa", "ou", "ee")
SPELLED = ("{given} {surname}", "{given} al-{surname}", "{given} Al {surname}", "{surname}")
TITLES = ("foreign minister", "spokesman", "general")
DEALS = ("ceasefire", "memorandum", "truce", "agreement")
DOES = ("withdraw heavy weapons", "open the road", "release the detainees", "let aid in")


def word(draw: random.Random, syllables: int = 3) -> str:
    """A made-up name."""
    return "".join(draw.choice(ONSETS) + draw.choice(VOWELS) for _ in range(syllables)).capitalize()


class World:
    """What a corpus of `size` claims is about."""

    def __init__(self, size: int) -> None:
        draw = random.Random(11)  # noqa: S311 - the same world in every run
        self.states = [word(draw, 2) + "ia" for _ in range(STATES)]
        self.groups = [f"{word(draw)} Front" for _ in range(GROUPS)]
        self.places = [word(draw) for _ in range(PLACES)]
        self.outlets = [f"{word(draw, 2)} Post" for _ in range(OUTLETS)]
        self.days = max(60, size // 50)
        self.people = [(draw.choice(GIVEN), word(draw)) for _ in range(max(20, size // 100))]
        self.deals = [self._deal(draw) for _ in range(max(5, size // 400))]

    def _deal(self, draw: random.Random) -> dict[str, Any]:
        day = FIRST + dt.timedelta(days=draw.randrange(self.days))
        town, kind = draw.choice(self.places), draw.choice(DEALS)
        return {"day": day, "town": town, "kind": kind, "who": (draw.choice(self.states), draw.choice(self.groups))}

    def knowledge(self) -> "Knowledge":
        """States with their adjectives, armed groups, places."""
        from trucewatch.casebook.knowledge import AliasEntry, Knowledge, NameForm, PartyEntry, PlaceEntry
        from trucewatch.dossier.names import slug
        from trucewatch.vocabulary.codes import PartyKind

        parties = {
            slug(n): PartyEntry(slug(n), n, PartyKind.STATE, (AliasEntry(f"{n}n", NameForm.ADJECTIVE),))
            for n in self.states
        }
        parties |= {slug(n): PartyEntry(slug(n), n, PartyKind.ARMED_GROUP) for n in self.groups}
        places = {
            slug(n): PlaceEntry(slug(n), n, "town", lat=30 + i % 97 / 10, lon=30 + i % 89 / 10)
            for i, n in enumerate(self.places)
        }
        return Knowledge(version="1", parties=parties, places=places)


def told(world: World, size: int) -> tuple[list["Claim"], list["Report"]]:
    """The claims and their reports."""
    from trucewatch.vocabulary.records import Report

    draw = random.Random(12)  # noqa: S311 - the same corpus in every run
    claims: list[Claim] = []
    reports: list[Report] = []
    acts: dict[int, list[tuple[str, str, str, int]]] = {}
    while len(claims) < size:
        number = len(reports)
        day = draw.randrange(world.days)
        published = FIRST + dt.timedelta(days=day)
        report_id = f"r{number:07}"
        reports.append(
            Report(report_id, report_id, "", outlet=draw.choice(world.outlets), published=published.isoformat())
        )
        claims.extend(_Telling(draw, world, report_id, published).claims(acts.setdefault(day, [])))
    return claims[:size], reports


class _Telling:
    """One report."""

    def __init__(self, draw: random.Random, world: World, report_id: str, day: dt.date) -> None:
        self._draw, self._world, self._report, self._day = draw, world, report_id, day
        self._number = count()

    def claims(self, acts: list[tuple[str, str, str, int]]) -> "Iterator[Claim]":
        from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity
        from trucewatch.vocabulary.records import Mention, Quantity, Terms

        draw, world = self._draw, self._world
        deal = draw.choice(world.deals)
        name = f"{deal['town']} {deal['kind']}" if draw.random() < 0.6 else f"the {deal['kind']}"
        yield self._claim(
            ClaimKind.AGREEMENT, Code.AGREE, actors=tuple(map(Mention, deal["who"])), date=deal["day"].isoformat(),
            terms=Terms(agreement=name, agreement_kind=deal["kind"], agreed_at=Mention(deal["town"])),
        )  # fmt: skip
        yield self._claim(
            ClaimKind.COMMITMENT, Code.COOPERATE, Modality.PROMISED, actors=(Mention(draw.choice(deal["who"])),),
            speaker=self._person(),
            terms=Terms(
                agreement=f"the {deal['kind']}", does=draw.choice(DOES), zone=f"{deal['town']} demilitarized zone",
                zone_kind="demilitarized", zone_places=(Mention(deal["town"]),),
                deadline=(deal["day"] + dt.timedelta(days=draw.randrange(5, 60))).isoformat(),
            ),
        )  # fmt: skip
        yield self._claim(
            ClaimKind.ASSESSMENT, draw.choice((Code.HOLDING, Code.NOT_HOLDING)), speaker=self._person(),
            terms=Terms(agreement=f"the {deal['kind']}"),
        )  # fmt: skip
        yield self._claim(ClaimKind.STATEMENT, None, speaker=self._person())
        for _ in range(5):
            if acts and draw.random() < 0.4:
                who, whom, where, killed = draw.choice(acts)
                killed = max(0, killed + draw.randrange(-1, 3))
            else:
                who, whom = draw.choice(world.groups), draw.choice(world.states)
                where, killed = draw.choice(world.places), draw.randrange(20)
                acts.append((who, whom, where, killed))
            denied = draw.random() < 0.05
            yield self._claim(
                ClaimKind.EVENT, Code.ASSAULT, polarity=Polarity.DENY if denied else Polarity.AFFIRM,
                actors=(Mention(who),) if draw.random() < 0.8 else (), recipients=(Mention(f"{whom}n forces"),),
                places=(Mention(where),), date=(self._day - dt.timedelta(days=draw.randrange(2))).isoformat(),
                speaker=self._person() if draw.random() < 0.5 else None,
                numbers=(Quantity("killed", killed, killed, "people", str(killed)),) if killed else (),
            )  # fmt: skip

    def _person(self) -> Any:  # noqa: ANN401 - a Mention, loaded late
        from trucewatch.vocabulary.records import Mention

        given, surname = self._draw.choice(self._world.people)
        name = self._draw.choice(SPELLED).format(given=given, surname=surname)
        title = f"{self._draw.choice(self._world.states)}n {self._draw.choice(TITLES)} "
        return Mention(title + name if self._draw.random() < 0.3 else name)

    def _claim(self, kind: Any, code: Any, modality: Any = None, polarity: Any = None, **parts: Any) -> "Claim":  # noqa: ANN401 - codes, loaded late
        from trucewatch.vocabulary.codes import Modality, Polarity
        from trucewatch.vocabulary.records import Claim

        number = next(self._number)
        start = 100 * number
        return Claim(
            f"{self._report}-{number}", self._report, start, start + 90, "They said so again on that day.", kind, code,
            modality or Modality.ACTUAL, polarity or Polarity.AFFIRM, **parts,
        )  # fmt: skip


def measure(size: int, about: int) -> dict[str, float]:
    """Build once; CPU seconds, peak memory, and what came of it."""
    from trucewatch.dossier.build import build

    world = World(about)
    knowledge = world.knowledge()
    few = World(500)
    build(*told(few, 500), few.knowledge())
    claims, reports = told(world, size)
    start, cpu = time.perf_counter(), time.process_time()
    dossier = build(claims, reports, knowledge)
    found = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    for table in ("parties", "agreements", "zones", "commitments", "events"):
        found[table] = len(getattr(dossier, table))
    return {**found, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    """Measure each size in a process of its own, print a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[100_000, 200_000], help="how many claims")
    parser.add_argument(
        "--repeats", type=int, default=3, help="rounds, in turn; the least CPU time of each size counts"
    )
    parser.add_argument("--shape", choices=("longer", "denser"), default="longer")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--about", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure, options.about)))
        return
    names = ("seconds", "cpu", "parties", "agreements", "zones", "commitments", "events", "memory")
    print(f"{'claims':>9}" + "".join(f"{name:>13}" for name in names) + f"{'× the first':>13}")
    best: dict[int, dict[str, float]] = {}
    for _ in range(options.repeats):
        for size in options.sizes:
            about = size if options.shape == "longer" else options.sizes[0]
            command = [sys.executable, __file__, "--measure", str(size), "--about", str(about)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            found = json.loads(done.stdout)
            best[size] = min(found, best.get(size, found), key=lambda each: each["cpu"])
    first = best[options.sizes[0]]["cpu"]
    for size, found in best.items():
        cells = "".join(f"{found[n]:13,.1f}" if n in names[:2] else f"{found[n]:13,.0f}" for n in names)
        print(f"{size:9,}{cells}{found['cpu'] / first:12.2f}×")


if __name__ == "__main__":
    main()
