"""How reports stand on who did it: owned, told as a fact, laid to somebody by an authority or by others, denied.

`standing` reads one sentence with its claims, `weighed` makes one word of many sentences.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trucewatch.vocabulary.codes import Code, Modality, Polarity
from trucewatch.vocabulary.records import Claim, Mention


class Standing(StrEnum):
    """What a sentence says of somebody and a deed, the stronger first."""

    CLAIMED = "claimed"
    DENIED = "denied"
    ACCUSED_BY_AUTHORITIES = "accused by authorities"
    ACCUSED = "accused"
    TOLD = "told"
    SUPPOSED = "supposed"
    NAMED = "named"


_VIOLENCE = frozenset({Code.ASSAULT, Code.COERCE, Code.THREATEN})
_NEAR = r"(?:\W+\w+){0,4}?\W+"
_BY = r"\bby\W+(?:\w+\W+){0,3}?"


def raw() -> dict[str, Any]:
    """The word lists with their examples."""
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.dossier").joinpath("blame.yaml").read_text("utf-8"))
    return data


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + ")"


@dataclass(frozen=True, slots=True)
class _Patterns:
    owns: re.Pattern[str]
    disowns: re.Pattern[str]
    accuses: re.Pattern[str]
    hedges: re.Pattern[str]
    authority: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    data = raw()
    owned = rf"\b{_any_of(data['owning'])}{_NEAR}{_any_of(data['owned'])}\b"
    confessed = rf"\b{_any_of(data['confessing'])}\b"
    own = rf"(?:{owned}|{confessed})"
    return _Patterns(
        owns=re.compile(own),
        disowns=re.compile(rf"(?:\b|(?=n't)){_any_of(data['disowning'])}(?:{_NEAR}|\W+){_any_of(data['owned'])}\b"),
        accuses=re.compile(rf"\b{_any_of(data['accusing'])}\b"),
        hedges=re.compile(rf"\b{_any_of(data['hedging'])}\b"),
        authority=re.compile(rf"\b{_any_of(data['authorities'])}\b"),
    )


def standing(quote: str, claims: Sequence[Claim], names: Sequence[str]) -> Standing | None:
    """How one sentence, coded as `claims`, stands on somebody of these `names`; None where it does not speak of him."""
    low, called = quote.casefold(), tuple(n.casefold() for n in names)
    doing = [c for c in claims if _violent(c) and _one_of(c.actors, called)]
    speaking = [c for c in claims if c.speaker and _one_of([c.speaker], called)]
    accused = [c for c in claims if c.code is Code.ACCUSE and _one_of(c.recipients, called)]
    if not (doing or speaking or accused or any(n in low for n in called)):
        return None
    patterns = _patterns()
    if (disowned := patterns.disowns.search(low)) and _before(low, called, disowned.end(), speaking):
        return Standing.DENIED if re.search(r"\b(?:den[iy]|reject)", disowned.group()) else Standing.NAMED
    owned = patterns.owns.search(low) if disowned is None else None
    if owned and _before(low, called, owned.start(), speaking):
        return Standing.CLAIMED
    if any(_violent(c) and c.polarity is Polarity.AFFIRM for c in speaking):
        return Standing.CLAIMED
    told = bool(doing) or _by(low, called)
    hedged = patterns.hedges.search(low)
    laid = patterns.accuses.search(low) or owned or (hedged if told else None)
    if accused or laid:
        by = _by_authority(claims, called) or (owned is not None and patterns.authority.search(low[: owned.start()]))
        return Standing.ACCUSED_BY_AUTHORITIES if by else Standing.ACCUSED
    return Standing.TOLD if told else Standing.SUPPOSED if hedged else Standing.NAMED


def weighed(found: Sequence[Standing]) -> Standing | None:
    """One word of many: what the doer owns, else what he is accused of, else what is told; None where nothing is."""
    supposed = Standing.SUPPOSED in found and Standing.TOLD not in found
    for word in Standing:
        if word is Standing.DENIED:
            continue
        if word in found or (word is Standing.ACCUSED and supposed):
            return word
    return Standing.DENIED if found else None


def _before(low: str, called: tuple[str, ...], end: int, speaking: Sequence[Claim]) -> bool:
    """Whether it is he who owns or denies: named before the verb, or the speaker."""
    return bool(speaking) or any(n in low[:end] for n in called)


def _violent(claim: Claim) -> bool:
    return claim.code in _VIOLENCE and claim.modality in {Modality.ACTUAL, Modality.THREATENED}


def _one_of(mentions: Iterable[Mention], called: tuple[str, ...]) -> bool:
    return any(n in m.name.casefold() or n in m.text.casefold() for m in mentions for n in called)


def _by(low: str, called: tuple[str, ...]) -> bool:
    return re.search(_BY + _any_of(called), low) is not None


def _by_authority(claims: Sequence[Claim], called: tuple[str, ...]) -> bool:
    """Whether an authority, not the accused, says so or accuses."""
    said = [c.speaker for c in claims if c.speaker]
    accusers = [m for c in claims if c.code is Code.ACCUSE for m in c.actors]
    authority = _patterns().authority
    return any(authority.search(m.name.casefold()) and not _one_of([m], called) for m in (*said, *accusers))
