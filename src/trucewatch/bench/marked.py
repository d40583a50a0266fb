"""Claims, their codes and speakers in reports whose predicates are marked: DIR/*.txt as `learnt.marked` reads them.

Each report is coded by itself, with general knowledge and its day of publication. A claim is one predicate that became
one; who tells it counts once. It meets a mark when their sentences overlap by more than half of the shorter and their
codes are equal; claims in the headline, which has no marks, are left out.
"""

import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from trucewatch.bench import coders
from trucewatch.bench.ceasefire_scores import Span, overlap, pairs
from trucewatch.bench.folders import damaged, files
from trucewatch.bench.learnt_parts import choice
from trucewatch.bench.meeting import any_meets
from trucewatch.bench.result import Figure, Options, Result
from trucewatch.bench.scoring import Counts, f1, micro, precision, recall, share
from trucewatch.coding.acts import words_of
from trucewatch.coding.traced import Traced
from trucewatch.learnt.marked import Mark, MarkedReport, read, unseen
from trucewatch.vocabulary.codes import Code, Modality, Polarity
from trucewatch.vocabulary.records import Claim, Mention, Report
from trucewatch.vocabulary.when import When

TASK = "marked"
LAYOUT = "*.txt, each report headed === ID | conflict | day"
TRAINED = "The learnt part that reads acts was trained on the dev half: quote --half held_out."
CLAIMS, SENTENCES, UNMARKED = "claims (sentence + code)", "claims (sentence)", "claims in unmarked reports"
USUAL = {Code.REQUEST: Modality.DEMANDED, Code.THREATEN: Modality.THREATENED}
"""The modality of a code whose mark names none; of the others it is actual."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim, marked or found. `place` is its sentence, `words` the characters of its predicate, both in the text.

    `speakers` has a text for each who tells it, all names known for him joined by bars; nobody is the reporter.
    """

    place: Span
    words: tuple[Span, ...]
    code: Code
    polarity: Polarity
    modality: Modality
    speakers: tuple[str, ...]


@dataclass(slots=True)
class Scores:
    """The counts of one report by measure, the claims found where nothing is marked, and misses in words."""

    f1: dict[str, Counts] = field(default_factory=dict)
    share: dict[str, Counts] = field(default_factory=dict)
    unmarked: int = 0
    misses: list[str] = field(default_factory=list)


def run(folder: Path, options: Options) -> Result:
    """Code every marked report in DIR and score it.

    Raises:
        RequestError: there is none, or one has an id without a number or a day that is none.
        InputError: a line of a file cannot be read.
    """
    reports = [marked for marked in _reports(folder) if _in_half(marked, options.half)][: options.limit]
    chosen = choice(options)
    trace: list[Traced] = []
    begun = time.perf_counter()
    scores = []
    coded = coders.coder(chosen.model).code(map(as_report, reports), trace)
    for marked, _ in zip(reports, coded, strict=True):
        scores.append(score(marked, [told for each in trace for told in found(each)]))
        trace.clear()
    seconds = time.perf_counter() - begun
    misses = [miss for each in scores for miss in each.misses][: options.errors]
    notes = (TRAINED,) if chosen.model is not None and options.half != "held_out" else ()
    return Result(TASK, len(scores), tuple(figures(scores)), seconds, chosen.skipped, misses=tuple(misses), notes=notes)


def as_report(marked: MarkedReport) -> Report:
    """What the coder is given."""
    return Report(marked.id, "", marked.text.rstrip(), published=marked.published or None, language="en")


def wanted(marked: MarkedReport) -> list[Told]:
    """The claims that are marked in a report."""
    return [
        Told(
            (sentence.start, sentence.start + len(sentence.text)),
            ((sentence.start + mark.start, sentence.start + mark.end),),
            mark.code,
            Polarity.DENY if "deny" in mark.attributes else Polarity.AFFIRM,
            _modality(mark),
            mark.speakers,
        )
        for sentence in marked.sentences
        for mark in sentence.marks
    ]


def found(traced: Traced) -> Iterator[Told]:
    """The claims that were made of a sentence, one a predicate."""
    sentence = traced.sentence
    begins = sentence.start + sentence.shift
    for chosen, drafts in zip(traced.chosen, traced.drafts, strict=False):  # a statement without a code comes behind
        words = tuple((begins + t.idx, begins + t.idx + len(t)) for t in words_of(chosen.match))
        yield Told(
            (sentence.start, sentence.end), words, chosen.code, chosen.polarity, chosen.modality, _speakers(drafts)
        )


def score(marked: MarkedReport, told: Sequence[Told]) -> Scores:
    """Every measure of one report."""
    body = marked.sentences[0].start if marked.sentences else len(marked.text)
    golds, claims = wanted(marked), [claim for claim in told if claim.place[0] >= body]
    near = [
        (_likeness(gold, claim), gold.code is claim.code, i, j)
        for i, gold in enumerate(golds)
        for j, claim in enumerate(claims)
        if overlap(gold.place, claim.place) > 0.5
    ]
    by_sentence = pairs((likeness + 2 * same, i, j) for likeness, same, i, j in near)
    by_code = pairs((likeness, i, j) for likeness, same, i, j in near if same)
    scores = Scores(unmarked=0 if golds else len(claims))
    scores.f1[CLAIMS] = Counts(len(by_code), len(claims), len(golds))
    scores.f1[SENTENCES] = Counts(len(by_sentence), len(claims), len(golds))
    shares: dict[str, list[bool]] = defaultdict(list)
    shares["code right"] = [golds[i].code is claims[j].code for i, j in by_sentence]
    for i, j in by_code:
        _compare(golds[i], claims[j], shares)
    scores.share = {name: Counts(sum(values), 0, len(values)) for name, values in shares.items()}
    scores.misses = _misses(marked, golds, claims, by_code)
    return scores


def figures(scores: Sequence[Scores]) -> Iterator[Figure]:
    """Each measure over all reports."""
    for name in (CLAIMS, SENTENCES):
        counts = [each.f1[name] for each in scores]
        figure = micro(name, counts, f1)
        sums = [sum(column) for column in zip(*((c.right, c.offered, c.wanted) for c in counts), strict=True)]
        note = f"precision {precision(*(sums or [0] * 3)):.3f}, recall {recall(*(sums or [0] * 3)):.3f}"
        yield Figure(name, figure.value, figure.low, figure.high, figure.of, note)
    for name in dict.fromkeys(name for each in scores for name in each.share):
        yield share(name, [each.share.get(name, Counts()) for each in scores])
    yield Figure(UNMARKED, sum(each.unmarked for each in scores), note="fewer is better")


def _reports(folder: Path) -> Iterator[MarkedReport]:
    for path in files(folder, "*.txt", LAYOUT):
        for marked in read([path]):
            _check(marked, path)
            yield marked


def _check(marked: MarkedReport, path: Path) -> None:
    if not marked.id.rpartition("-")[2].isdecimal():
        raise damaged(path, f"The id {marked.id} does not end in a number, which tells its half.")
    try:
        if marked.published:
            When.parse(marked.published)
    except ValueError as error:
        raise damaged(path, f"The day of {marked.id} is none: {marked.published}.") from error


def _in_half(marked: MarkedReport, half: str | None) -> bool:
    return half is None or unseen(marked.id) is (half == "held_out")


def _modality(mark: Mark) -> Modality:
    named = (mode for mode in Modality if mode.value in mark.attributes)
    return next(named, USUAL.get(mark.code, Modality.ACTUAL))


def _speakers(drafts: Iterable[Claim]) -> tuple[str, ...]:
    who = (claim.speaker for claim in drafts)
    return tuple(dict.fromkeys(_names(mention) for mention in who if mention is not None))


def _names(mention: Mention) -> str:
    """As written, the fuller name in the report, and that of the party, where it is known."""
    party = coders.general().parties.get(mention.party or "")
    names = (mention.refers, mention.text, party.name if party is not None else None)
    return " | ".join(dict.fromkeys(name for name in names if name))


def _likeness(gold: Told, claim: Told) -> float:
    parts = (gold.polarity is claim.polarity, gold.modality is claim.modality, _speakers_meet(gold, claim))
    return (sum(parts) + _word_meets(gold, claim)) / (len(parts) + 1)


def _compare(gold: Told, claim: Told, shares: dict[str, list[bool]]) -> None:
    shares["word right"].append(_word_meets(gold, claim))
    shares["polarity right"].append(gold.polarity is claim.polarity)
    shares["modality right"].append(gold.modality is claim.modality)
    shares["speaker right"].append(_speakers_meet(gold, claim))
    if gold.speakers:
        shares["named speaker right"].append(_speakers_meet(gold, claim))


def _word_meets(gold: Told, claim: Told) -> bool:
    return any(a < d and c < b for a, b in gold.words for c, d in claim.words)


def _speakers_meet(gold: Told, claim: Told) -> bool:
    """Whether everyone who tells it is found, or nobody where the reporter does."""
    if not gold.speakers or not claim.speakers:
        return not gold.speakers and not claim.speakers
    return all(any(any_meets(name, speaker) for speaker in claim.speakers) for name in gold.speakers)


def _misses(
    marked: MarkedReport, golds: Sequence[Told], claims: Sequence[Told], hits: Sequence[tuple[int, int]]
) -> list[str]:
    right, met = {i for i, _ in hits}, {j for _, j in hits}
    rows = [("missed", gold) for i, gold in enumerate(golds) if i not in right]
    rows += [("extra", claim) for j, claim in enumerate(claims) if j not in met]
    return [
        f"{marked.id} {how} {told.code} [{'; '.join(told.speakers) or 'outlet'}] "
        f"{' '.join(marked.text[a:b] for a, b in told.words)}: {marked.text[slice(*told.place)][:140]!r}"
        for how, told in rows
    ]
