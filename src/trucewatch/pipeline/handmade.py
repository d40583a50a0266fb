"""Claims made by hand, of what a monitor knows from a source that nobody published: a phone call, a bulletin.

Each is a note: a report of its own with one claim, of the outlet "monitor's note". It is added to the ledger like the
row of a data set, so that no build touches it, and taken back by a later mark. A confidential one is left out of every
answer, table and page unless it is asked for: it is not shown, not counted, and moves no verdict (docs/decisions.md).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from trucewatch import __version__
from trucewatch.codebook.definitions import codes, provisions
from trucewatch.codebook.rulebook import rulebook
from trucewatch.language.lexicon import Lexicon
from trucewatch.language.places import Places
from trucewatch.ledger import IMPORT, IMPORTED, Decision, Input, Ledger
from trucewatch.pipeline import conflict, withdrawal
from trucewatch.pipeline.sums import counted
from trucewatch.pipeline.view import CONFIDENTIAL
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass, PublishedHow
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Report, Terms

NOTE = "note"
"""The coder of a claim made by hand."""
OUTLET = "monitor's note"
_KEY = f"{IMPORT}:{NOTE}:"
_VERSION = f"{IMPORT}:{NOTE} 1"
_NUMBER = re.compile(r"(?P<what>[a-z_]+)=(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?)|(?P<more>\+))?")
_UNITS = {"width": "km", "killed": "people", "injured": "people", "displaced": "people", "population": "people"}
_PERFORMANCE = frozenset({Code.RETREAT, Code.COOPERATE, Code.AID, Code.HOLDING, Code.NOT_HOLDING, Code.MOBILIZE})

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Note:
    """What is noted, in the words of the person who notes it. `day` is when it became known, in EDTF.

    Names are as a person writes them; `numbers` are such as killed=4, killed=4-6, vehicles=3+. `what` is what it is
    about; `class_` a class of provision.
    """

    text: str
    who: str
    day: str
    code: str | None = None
    mode: str | None = None
    modality: str = Modality.ACTUAL
    polarity: str = Polarity.AFFIRM
    speaker: str | None = None
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    places: Sequence[str] = ()
    what: str | None = None
    date: str | None = None
    numbers: Sequence[str] = ()
    agreement: str | None = None
    zone: str | None = None
    class_: str | None = None
    confidential: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """The claim as it is in the case; `unknown` are names of parties and places that nothing known bears."""

    claim: Claim
    unknown: tuple[str, ...]
    is_new: bool


def add(case: Path, note: Note) -> Added:
    """Add a note to a case. RequestError for what the codebook does not know, CaseError where there is no case."""
    if not note.text.strip() or not note.who.strip():
        raise RequestError("TW-NOTE-1", "A note needs words, and somebody who vouches for it.", do="Give both.")
    with Ledger.open(case) as ledger:
        names = _Names(Lexicon(conflict.of_case(ledger).knowledge))
        report, claim = _made(note, names)
        key = f"{_KEY}{claim.claim_id}"
        is_new = not any(source.file == key for source in ledger.inputs())
        if is_new:
            mark = sha256(repr((report, claim)).encode()).hexdigest()[:32]
            run = ledger.begin_run(__version__)
            with ledger.batch():
                source = Input(key, mark, len(report.text.encode()), IMPORTED, _VERSION)
                ledger.add_imported(source, [(report, [claim])])
                if note.confidential:
                    ledger.decide(Decision(CONFIDENTIAL, report.report_id, value="yes", who=note.who))
            ledger.end_run(run, counted(ledger, conflict.of_case(ledger).name).as_mapping())
        return Added(claim, tuple(dict.fromkeys(names.unknown)), is_new)


def withdraw(case: Path, claim_id: str, why: str, *, who: str | None) -> Report:
    """Take a note back: it stays in the case, and counts for no day. RequestError for a claim that is none."""
    with Ledger.open(case) as ledger:
        claim = next((claim for claim in ledger.claims() if claim.claim_id == claim_id), None)
    if claim is None or claim.coder != NOTE:
        what = f"{claim_id!r} is not the id of a claim made by hand."
        raise RequestError("TW-NOTE-2", what, do="`trucewatch withdraw REPORT` takes back a whole report.")
    return withdrawal.withdraw(case, claim.report_id, why, who=who, corrected_by=None, on=None)


class _Names:
    """Names as people write them to mentions; those that nothing known bears are remembered."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon, self._places = lexicon, Places(lexicon)
        self.unknown: list[str] = []

    def party(self, name: str) -> Mention:
        key = self._lexicon.party(name)
        if key is None:
            self.unknown.append(name)
        return Mention(name, party=key)

    def place(self, name: str) -> Mention:
        key = self._places.key(name)
        if key is None:
            self.unknown.append(name)
        return Mention(name, place=key)


def _made(note: Note, names: _Names) -> tuple[Report, Claim]:
    text = " ".join(note.text.split())
    code = _word(Code, note.code, "code") if note.code else None
    modality, polarity = _word(Modality, note.modality, "modality"), _word(Polarity, note.polarity, "polarity")
    kind = _kind(code, modality)
    claim = Claim(
        claim_id="",
        report_id="",
        start=0,
        end=len(text),
        quote=text,
        kind=kind,
        code=code,
        modality=modality,
        polarity=polarity,
        speaker=names.party(note.speaker) if note.speaker else None,
        via=(Mention(note.who),),
        mode=_mode(code, note.mode),
        actors=tuple(map(names.party, note.actors)),
        recipients=tuple(map(names.party, note.recipients)),
        object=note.what,
        places=tuple(map(names.place, note.places)),
        date=note.date,
        said=note.day if note.speaker else None,
        numbers=tuple(map(_number, note.numbers)),
        coder=NOTE,
        rule=NOTE,
    )
    claim = replace(claim, terms=_terms(note, claim))
    mark = sha256(f"{NOTE}\x1f{note.who}\x1f{note.day}\x1f{claim!r}".encode()).hexdigest()
    report = Report(
        report_id=mark[:16],
        text_hash=sha256(text.encode()).hexdigest()[:16],
        text=text,
        part=f"{NOTE} {mark[16:24]}",
        outlet=OUTLET,
        title=f"Note by {note.who}, {note.day}",
        published=note.day,
        published_how=PublishedHow.METADATA,
        language="en",
    )
    return report, replace(claim, claim_id=mark[32:48], report_id=report.report_id)


def _kind(code: Code | None, modality: Modality) -> ClaimKind:
    if code is None:
        return ClaimKind.STATEMENT
    kind = next(rule.kind for rule in rulebook().rules if rule.code is code)
    ahead = modality in {Modality.PROMISED, Modality.CONDITIONAL} and kind in {ClaimKind.EVENT, ClaimKind.AGREEMENT}
    return ClaimKind.COMMITMENT if ahead else kind


def _terms(note: Note, claim: Claim) -> Terms | None:
    terms = Terms(agreement=note.agreement, zone=note.zone)
    if note.class_:
        class_ = _word(ProvisionClass, note.class_, "class")
        known = provisions()[class_]
        terms = replace(terms, class_=class_)
        if claim.kind is ClaimKind.COMMITMENT:
            does = note.what or claim.quote
            terms = replace(terms, does=does, force=known.force, duration=known.duration, deadline=note.date)
        elif claim.code in _PERFORMANCE and claim.modality is Modality.ACTUAL:
            done = (claim.polarity is Polarity.AFFIRM) is (claim.code is not Code.NOT_HOLDING)
            terms = replace(terms, done=done)
    return terms if terms != Terms() else None


def _mode(code: Code | None, mode: str | None) -> str | None:
    if mode is None:
        return None
    known = [name for name, _ in codes()[code].modes] if code else []
    if mode not in known:
        raise _unknown("mode", mode, known)
    return mode


def _word(words: type[Word], given: str, what: str) -> Word:
    for word in words:
        if given.casefold() == word.value.casefold():
            return word
    raise _unknown(what, given, [word.value for word in words])


def _number(given: str) -> Quantity:
    found = _NUMBER.fullmatch(given.replace(" ", ""))
    if found is None:
        raise RequestError("TW-NOTE-4", f"{given!r} is no number.", do="Write killed=4, killed=4-6 or vehicles=3+.")
    low = float(found["low"])
    high = None if found["more"] else float(found["high"] or low)
    return Quantity(found["what"], low, high, _UNITS.get(found["what"]), given.partition("=")[2])


def _unknown(what: str, given: str, known: Iterable[str]) -> RequestError:
    choices = ", ".join(known)
    advice = f"Choose one of: {choices}." if choices else "This code has none."
    return RequestError("TW-NOTE-3", f"The codebook has no {what} called {given!r}.", do=advice)
