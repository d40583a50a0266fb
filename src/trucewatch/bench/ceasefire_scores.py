"""One coded report against what the program makes of it: claims, their slots, agreements and commitments."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trucewatch.bench.meeting import any_meets, dates_meet, fillers, matched, numbers_meet
from trucewatch.bench.scoring import Counts

Row = Mapping[str, Any]
Span = tuple[int, int]
OUTLET = "outlet"
"""The coders' word for the reporter's own voice."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the program made of one file: rows of the exported tables."""

    reports: Sequence[Row]
    claims: Sequence[Row]
    agreements: Sequence[Row]
    commitments: Sequence[Row]


@dataclass(slots=True)
class Scores:
    """The counts of one document by measure: those that give an F1, those that give a share, and the rest."""

    f1: dict[str, Counts] = field(default_factory=dict)
    share: dict[str, Counts] = field(default_factory=dict)
    in_negatives: int = 0
    misses: list[str] = field(default_factory=list)
    judged: list[tuple[str, bool]] = field(default_factory=list)
    """The id of each found claim with a code, and whether the coders have it too."""


@dataclass(frozen=True, slots=True)
class _Near:
    """A coded claim and a found one whose sentences overlap."""

    agreement: float
    same_code: bool
    gold: int
    found: int


def score(gold: Row, original: str, found: Found) -> Scores:
    """Every measure of one document; `gold` is its coding, `original` its text as the coders had it."""
    scores = Scores()
    head = (gold.get("headline") or [0, 0])[1]
    spans = [(locate(claim, original), claim) for claim in found.claims if claim.get("code")]
    claims = [(span, claim) for span, claim in spans if span[1] > head + 1]
    golds: list[Row] = gold["claims"]
    if gold.get("relevance") == "negative":
        scores.in_negatives = len(claims)
    near = [
        _Near(_likeness(g, claim), claim["code"] == g["code"], i, j)
        for i, g in enumerate(golds)
        for j, (span, claim) in enumerate(claims)
        if overlap((g["start"], g["end"]), span) > 0.5
    ]
    rows = [claim for _, claim in claims]
    shares: dict[str, list[bool]] = defaultdict(list)
    by_sentence = pairs([(n.agreement + 2 * n.same_code, n.gold, n.found) for n in near])
    for i, j in by_sentence:
        _compare_sentences(golds[i], rows[j], shares)
    by_code = pairs([(n.agreement, n.gold, n.found) for n in near if n.same_code])
    scores.f1["claims (sentence + code)"] = Counts(len(by_code), len(claims), len(golds))
    scores.f1["claims (sentence)"] = Counts(len(by_sentence), len(claims), len(golds))
    slots = _compare_slots([(golds[i], rows[j]) for i, j in by_code], shares)
    scores.f1 |= slots
    scores.f1["agreements"] = _paired_off(gold["agreements"], found.agreements, _same_agreement)
    scores.f1["commitments"] = _paired_off(gold["commitments"], found.commitments, _same_commitment)
    _compare_days(gold, found.reports, shares)
    scores.share = {name: Counts(sum(values), 0, len(values)) for name, values in shares.items()}
    hits = {j for _, j in by_code}
    scores.judged = [(str(row.get("claim_id")), j in hits) for j, row in enumerate(rows)]
    scores.misses = _misses(gold, original, rows, by_code)
    return scores


def locate(claim: Row, original: str) -> Span:
    """Where a claim's sentence stands in the coders' text; white space may have been cleaned."""
    quote = claim["quote"]
    for part in (quote, quote[:60], quote[:30]):
        match = re.search(r"\s+".join(re.escape(word) for word in part.split()), original)
        if match:
            return match.start(), match.start() + max(len(quote), match.end() - match.start())
    return claim["start"], claim["end"]


def overlap(a: Span, b: Span) -> float:
    """The share of the shorter that lies in both."""
    return max(min(a[1], b[1]) - max(a[0], b[0]), 0) / max(1, min(a[1] - a[0], b[1] - b[0]))


def pairs(scored: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """One to one, the best first."""
    golds, founds, met = set[int](), set[int](), list[tuple[int, int]]()
    for _, i, j in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if i not in golds and j not in founds:
            golds.add(i)
            founds.add(j)
            met.append((i, j))
    return met


def _likeness(gold: Row, claim: Row) -> float:
    parts: list[bool] = [
        _speaker_meets(gold, claim),
        claim.get("polarity") == gold["polarity"],
        claim.get("modality") == gold["modality"],
    ]
    if gold["actor"]:
        parts.append(matched(gold["actor"], claim.get("actors")) > 0)
    if gold["date"]:
        parts.append(dates_meet(gold["date"], claim.get("date")))
    return sum(parts) / len(parts)


def _speaker_meets(gold: Row, claim: Row) -> bool:
    who = fillers(claim.get("speaker"))
    if gold["speaker"] == OUTLET or not who or who == [OUTLET]:
        return gold["speaker"] == OUTLET and (not who or who == [OUTLET])
    wanted = (gold["speaker"], gold["speaker_text"] or gold["speaker"])
    return any(any_meets(name, filler) for name in wanted for filler in who)


def _compare_sentences(gold: Row, claim: Row, shares: dict[str, list[bool]]) -> None:
    shares["code right"].append(gold["code"] == claim["code"])
    shares["speaker right"].append(_speaker_meets(gold, claim))
    if gold["speaker"] != OUTLET:
        shares["named speaker right"].append(_speaker_meets(gold, claim))


def _compare_slots(met: Iterable[tuple[Row, Row]], shares: dict[str, list[bool]]) -> dict[str, Counts]:
    sums = {name: [0, 0, 0] for name in ("actor", "recipient", "place")}
    for gold, claim in met:
        values = (claim.get("actors"), claim.get("recipients"), [claim.get("places"), claim.get("zone")])
        for (name, total), value in zip(sums.items(), values, strict=True):
            hit, wanted = matched(gold[name], value), len(gold[name])
            # Part-of relations make further places harmless once one is right.
            offered = wanted if name == "place" and hit else len(fillers(value))
            sums[name] = [sum(each) for each in zip(total, (hit, offered, wanted), strict=True)]
        shares["polarity right"].append(claim.get("polarity") == gold["polarity"])
        shares["modality right"].append(claim.get("modality") == gold["modality"])
        if gold["date"]:
            days = (claim.get("date"), claim.get("said"))
            shares["date right"].append(any(dates_meet(gold["date"], day) for day in days))
        if gold["numbers"]:
            shares["numbers right"].append(numbers_meet(gold["numbers"], claim.get("numbers")))
    return {name: Counts(*total) for name, total in sums.items()}


def _paired_off(golds: Sequence[Row], founds: Sequence[Row], same: Callable[[Row, Row], bool]) -> Counts:
    left, hit = list(founds), 0
    for gold in golds:
        first = next((row for row in left if same(gold, row)), None)
        if first is not None:
            left.remove(first)
            hit += 1
    return Counts(hit, len(founds), len(golds))


def _same_agreement(gold: Row, row: Row) -> bool:
    party = matched(gold["parties"], row.get("parties")) > 0 if gold["parties"] else None
    named = any(any_meets(gold["name"], name) for name in fillers(row.get("name")))
    date = row.get("date")
    rivals = date if isinstance(date, list) else [date]
    days = [day["value"] if isinstance(day, Mapping) and "value" in day else day for day in rivals]
    dated = bool(gold["date"]) and any(dates_meet(gold["date"], day) for day in days)
    return (dated and party is not False) or bool(party and named) or (named and not (gold["date"] or gold["parties"]))


def _same_commitment(gold: Row, row: Row) -> bool:
    return row.get("class") == gold["class"] and (not gold["who"] or matched(gold["who"], row.get("who")) > 0)


def _compare_days(gold: Row, reports: Sequence[Row], shares: dict[str, list[bool]]) -> None:
    day = gold["published"] or gold["published_inferable"]
    if day:
        shares["published right"].append(any(dates_meet(day, row.get("published"), 3) for row in reports))


def _misses(gold: Row, original: str, rows: Sequence[Row], hits: Sequence[tuple[int, int]]) -> list[str]:
    golds, founds = {i for i, _ in hits}, {j for _, j in hits}
    missed = [
        f"{gold['id']} missed {g['code']} [{g['speaker']}] {g['actor']}: {original[g['start'] : g['end']][:140]!r}"
        for i, g in enumerate(gold["claims"])
        if i not in golds
    ]
    extra = [
        f"{gold['id']} extra {row['code']} {fillers(row.get('speaker')) or OUTLET} {fillers(row.get('actors'))}: "
        f"{row['quote'][:140]!r}"
        for j, row in enumerate(rows)
        if j not in founds
    ]
    return missed + extra
