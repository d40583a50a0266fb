"""Which casebook a case is built with: named, kept from the last build, chosen by what the reports mention, or none."""

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.casebook import AgreementEntry, Knowledge, PartyEntry, PlaceEntry, ZoneEntry, load, shipped
from trucewatch.casebook.loading import locate
from trucewatch.learnt import HYBRID, RULES, missing
from trucewatch.ledger import Ledger, StoredCasebook
from trucewatch.vocabulary.errors import CasebookError, RequestError

NONE = "none"
AUTO = "auto"

_Named = PartyEntry | PlaceEntry | AgreementEntry | ZoneEntry

_SAMPLE = 1_000_000
"""Characters looked at in each file when a casebook is chosen."""
_SAMPLE_IN_ALL = 20_000_000
_FEWEST_NAMES = 4
"""Different names of a casebook, unknown to general knowledge, that the reports must hold for it to be chosen. Names of
one conflict turn up singly in reports on another (groups that fight in both); four do not in our trials."""


def usual_coder() -> str:
    """The coder that scores best: the rules with the learnt parts, or the rules alone where those are not installed."""
    return RULES if missing() else HYBRID


def checked_coder(asked: str | None) -> str:
    """The coder asked for, or the usual one. RequestError where there is none of that name."""
    coder = asked or usual_coder()
    if coder not in (RULES, HYBRID):
        raise RequestError("TW-BUILD-6", f"There is no coder {coder!r}.", do="Give rules or hybrid.")
    return coder


@dataclass(frozen=True, slots=True)
class Conflict:
    """The casebook in use (None: general knowledge alone), what is known with it, and why it was taken."""

    casebook: StoredCasebook | None
    knowledge: Knowledge
    why: str
    coder: str = RULES
    """How reports are coded: by rules, or by rules and the learnt parts."""

    @property
    def name(self) -> str:
        """For people."""
        return self.casebook.name if self.casebook else NONE


def of_case(ledger: Ledger) -> Conflict:
    """The casebook as it was at the last build, whatever became of its file since."""
    stored = ledger.casebook()
    return Conflict(stored, knowledge_of(stored), "the case was built with it")


def for_build(asked: str | None, kept: tuple[bool, StoredCasebook | None], files: Iterable[Path]) -> Conflict:
    """The casebook for a build. `asked` is a name, a path, none, auto or None; `kept` whether the case has one, and it.

    Raises CasebookError where there is no such casebook, or something is wrong with it.
    """
    was_chosen, stored = kept
    if asked is None and was_chosen:
        return _kept(stored)
    if asked is None or asked == AUTO:
        return _chosen(files)
    if asked == NONE:
        return Conflict(None, load(None), "as asked")
    return _named(asked, "as asked")


def knowledge_of(stored: StoredCasebook | None) -> Knowledge:
    """General knowledge with the casebook whose text is stored."""
    if stored is None:
        return load(None)
    if stored.name in shipped() and locate(stored.name).read_text(encoding="utf-8") == stored.text:
        return load(stored.name)
    with tempfile.TemporaryDirectory(prefix="trucewatch-") as folder:
        path = Path(folder) / f"{Path(stored.name).stem}.yaml"
        path.write_text(stored.text, encoding="utf-8")
        return load(path)


def _named(name: str, why: str) -> Conflict:
    knowledge = load(name)
    text = locate(name).read_text(encoding="utf-8")
    return Conflict(StoredCasebook(name, text, knowledge.version), knowledge, why)


def _kept(stored: StoredCasebook | None) -> Conflict:
    why = "the case has it from its last build"
    if stored is None:
        return Conflict(None, load(None), "the case was built without one")
    try:
        return _named(stored.name, why)
    except CasebookError as error:
        if error.code != "TW-CASEBOOK-1":
            raise
        knowledge = knowledge_of(stored)
        return Conflict(StoredCasebook(stored.name, stored.text, knowledge.version), knowledge, why)


def _chosen(files: Iterable[Path]) -> Conflict:
    text = _sample(files)
    counted = [(len(found), name, found) for name in shipped() if (found := _names_found(name, text))]
    best = max(counted, key=lambda item: (item[0], item[1]), default=None)
    if best is None or best[0] < _FEWEST_NAMES:
        return Conflict(None, load(None), "no shipped casebook fits the reports")
    count, name, found = best
    return _named(name, f"the reports mention {count} names that it knows, such as {_listed(found[:3])}")


def _names_found(casebook: str, text: str) -> list[str]:
    """Names that are the casebook's alone and stand in the text as whole words, longest first."""
    import ahocorasick_rs as ac  # noqa: PLC0415 - only a first build chooses

    names = sorted(_own_names(load(casebook), load(None)))
    automaton = ac.AhoCorasick(names, matchkind=ac.MatchKind.LeftmostLongest)
    found = set()
    for index, start, end in automaton.find_matches_as_indexes(text):
        if not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum():
            found.add(names[index])
    return sorted(found, key=lambda name: (-len(name), name))


def _own_names(knowledge: Knowledge, general: Knowledge) -> set[str]:
    entries: list[_Named] = [
        *(entry for key, entry in knowledge.parties.items() if key not in general.parties),
        *(entry for key, entry in knowledge.places.items() if key not in general.places),
        *knowledge.agreements.values(),
        *knowledge.zones.values(),
    ]
    known = {*general.party_names, *general.place_names, *general.outlet_names, *general.demonyms, *general.adjectives}
    names = {alias.name for entry in entries for alias in entry.aliases if not alias.ambiguous}
    names.update(entry.name for entry in entries)
    return {name for name in names if len(name) > 3 and name.casefold() not in known}


def _sample(files: Iterable[Path]) -> str:
    from trucewatch.reading.glimpse import glimpse  # noqa: PLC0415 - only a first build chooses

    left, parts = _SAMPLE_IN_ALL, []
    for path in files:
        if left <= 0:
            break
        parts.append(glimpse(path, min(_SAMPLE, left)))
        left -= len(parts[-1])
    return "\n".join(parts)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def version_of(stage_version: str, knowledge: Knowledge, learnt: str = "") -> str:
    """The version of a stage's output: its code, what was known to it, and the weights of the learnt parts."""
    return hashlib.sha256(f"{stage_version} {knowledge.version}{learnt}".encode()).hexdigest()[:16]
