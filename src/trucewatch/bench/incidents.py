"""Incidents, and how sure a report is of who did it: MUC-3/4, the slot PERP: ORGANIZATION CONFIDENCE first.

The organisation is given, as the template names it; which incident of the report is meant is not. Its standing is what
`dossier.blame` says of the sentences that speak of it, after the coder has coded them. The text is put back into upper
and lower case first. The other slots (type, day, place, organisation) are compared as sets for each report, which is
not the official alignment of templates.
"""

import datetime as dt
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from trucewatch.bench import coders
from trucewatch.bench.coders import general
from trucewatch.bench.folders import located
from trucewatch.bench.learnt_parts import choice
from trucewatch.bench.muc import Document, documents, report
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, f1, micro, precision, recall
from trucewatch.bench.splits import kept
from trucewatch.bench.truecasing import Truecaser
from trucewatch.dossier.blame import Standing, standing, weighed
from trucewatch.learnt import RULES
from trucewatch.vocabulary.codes import Code, Modality, Polarity
from trucewatch.vocabulary.records import Claim, Report, SentenceOutcome
from trucewatch.vocabulary.when import When

TASK = "incidents"
LAYOUT = "docs.jsonl and templates.jsonl"
STATUS = "claim status"
COMMONEST = "REPORTED AS FACT"
_VIOLENT = frozenset({Code.ASSAULT, Code.COERCE})


@dataclass
class _Scores:
    """Counts by measure, one a document; pairs of gold and found standing; misses in words."""

    counts: dict[str, list[Counts]] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def add(self, name: str, right: int, offered: int, wanted: int) -> None:
        self.counts.setdefault(name, []).append(Counts(right, offered, wanted))


def run(folder: Path, options: Options) -> Result:
    """Code every message of the set and score it. RequestError where the folder is not laid out so."""
    place = located(
        folder, lambda f: (f / "docs.jsonl").is_file() and (f / "templates.jsonl").is_file(), LAYOUT, (TASK,)
    )
    chosen = kept(TASK, list(documents(place)), options.half, lambda d: d.docid)[: options.limit]
    parts = choice(options, RULES)
    truecaser, coder = Truecaser(general()), coders.coder(parts.model)
    begun = time.perf_counter()
    reports = [report(d, truecaser) for d in chosen]
    scores = _Scores()
    for document, read, (_, outcomes, claims) in zip(chosen, reports, coder.code(reports), strict=True):
        _score_status(scores, document, sentences(read, outcomes, claims))
        _score_slots(scores, document, claims)
    seconds = time.perf_counter() - begun
    return Result(TASK, len(chosen), tuple(_figures(scores)), seconds, misses=tuple(scores.misses[: options.errors]))


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.bench").joinpath("incidents.yaml").read_text("utf-8"))
    return data


def sentences(
    read: Report, outcomes: Iterable[SentenceOutcome], claims: Iterable[Claim]
) -> list[tuple[str, list[Claim]]]:
    """Each sentence with its claims."""
    by_start: dict[int, list[Claim]] = {}
    for claim in claims:
        by_start.setdefault(claim.start, []).append(claim)
    return [(read.text[o.start : o.end], by_start.get(o.start, [])) for o in outcomes]


def status_of(told: Sequence[tuple[str, list[Claim]]], names: Sequence[str]) -> str | None:
    """MUC's word for how the report stands on this organisation; None where it does not name it."""
    found = [s for quote, claims in told if (s := standing(quote, claims, names))]
    word: Standing | None = weighed(found)
    return str(_data()["standings"][word.value]) if word else None


def _score_status(scores: _Scores, document: Document, told: Sequence[tuple[str, list[Claim]]]) -> None:
    """One item an organisation of a template: right if the word is one that the template allows."""
    items = [b for i in document.incidents for b in i.blamed]
    tally: dict[str, list[int]] = {name: [0, 0, 0] for name in (STATUS, f"always {COMMONEST.lower()}")}
    for blamed in items:
        found, wanted = status_of(told, blamed.names), blamed.standings[0]
        right = found in blamed.standings
        for name in (STATUS, f"status {(wanted if not right else found or wanted).lower()}"):
            tally.setdefault(name, [0, 0, 0])[2] += 1
        for name in (STATUS, f"status {found.lower()}") if found else ():
            _add(tally.setdefault(name, [0, 0, 0]), right=right)
        _add(tally[f"always {COMMONEST.lower()}"], right=COMMONEST in blamed.standings)
        tally[f"always {COMMONEST.lower()}"][2] += 1
        if not right:
            scores.misses.append(f"{document.docid}: {blamed.names[0]}: {' / '.join(blamed.standings)}; found: {found}")
    for name, (right_ones, offered, all_wanted) in tally.items():
        if all_wanted or offered:
            scores.add(name, right_ones, offered, all_wanted)


def _add(row: list[int], *, right: bool) -> None:
    row[0] += right
    row[1] += 1


# ---- the other slots


def _score_slots(scores: _Scores, document: Document, claims: Sequence[Claim]) -> None:
    violent = [
        c for c in claims if c.code in _VIOLENT and c.modality is Modality.ACTUAL and c.polarity is Polarity.AFFIRM
    ]
    wanted = [i for i in document.incidents if not i.optional] or list(document.incidents)
    _compare(scores, "type", {k for c in violent if (k := kind_of(c))}, {i.kind for i in wanted})
    places = {m.text.casefold() for c in violent for m in c.places}
    _compare(scores, "place", places, {i.places[-1].casefold() for i in wanted if i.places})
    days = {d for c in violent if (d := _only_day(c.date))}
    _compare(scores, "day", days, {i.days[0] for i in wanted if i.days and i.days[0] == i.days[1]})
    named = [n.casefold() for n in document.organisations]
    blamed = {b.names: any(_acts(c, b.names) for c in violent) for i in wanted for b in i.blamed}
    others = {m.name for c in violent for m in c.actors if m.party and not any(n in m.name.casefold() for n in named)}
    right = sum(blamed.values())
    if blamed or others:
        scores.add("organisation", right, right + len(others), len(blamed))


def _compare(scores: _Scores, name: str, found: set[Any], wanted: set[Any]) -> None:
    if found or wanted:
        scores.add(name, len(found & wanted), len(found), len(wanted))


def kind_of(claim: Claim) -> str | None:
    """MUC's type of incident by the words of the sentence; None for coercion that is none of them."""
    low = f" {claim.quote.casefold()}"
    kinds: Mapping[str, Sequence[str]] = _data()["kinds"]
    for kind, stems in kinds.items():
        if any(f" {stem}" in low for stem in stems):
            return kind
    return "ATTACK" if claim.code is Code.ASSAULT else None


def _only_day(edtf: str | None) -> dt.date | None:
    try:
        when = When.parse(edtf) if edtf else None
    except ValueError:
        return None
    return when.earliest if when and when.earliest == when.latest else None


def _acts(claim: Claim, names: Sequence[str]) -> bool:
    return any(n.casefold() in m.name.casefold() for m in claim.actors for n in names)


def _figures(scores: _Scores) -> Iterable[Figure]:
    order = sorted(scores.counts, key=lambda n: (n != STATUS, not n.startswith(("always", "status")), n))
    for name in order:
        counts = scores.counts[name]
        figure = micro(name, counts, f1)
        sums = [sum(column) for column in zip(*((c.right, c.offered, c.wanted) for c in counts), strict=True)]
        note = f"precision {precision(*sums):.3f}, recall {recall(*sums):.3f}"
        yield Figure(name, figure.value, figure.low, figure.high, figure.of, note)
