"""The places that a written name can mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trucewatch.gazetteer.names import fold
from trucewatch.gazetteer.store import FIRST, SECOND, TOWN, Gazetteer, Place, gazetteer

MOST = 80
_POSSESSIVE = re.compile(r"(?:['’]s|['’])$")
# Endings of what people of a place are called, where no list has them: Ossetians → Ossetia.
_PEOPLE = ("ns", "n", "ans", "an", "ians", "ian", "is", "i", "ers", "er")
_SHORTEST = 4


@cache
def forms() -> Mapping[str, Any]:
    """`forms.yaml`: abbreviations, and words that are taken off."""
    return dict(yaml.safe_load(files("trucewatch.gazetteer").joinpath("data", "forms.yaml").read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Meanings:
    """What a name can mean. `near`: only a part of it was found, so that a place is near to it rather than it."""

    places: tuple[Place, ...]
    near: bool = False
    second: bool = False
    """Whether a word in it says that a second division is meant."""


class Names:
    """Looks names up: abbreviations, states by any name or by their people, then the gazetteer, then parts of the name.

    `states`: folded name or adjective → ISO code, of the states that the caller knows.
    """

    def __init__(self, states: Mapping[str, str] | None = None, places: Gazetteer | None = None) -> None:
        """Take the caller's names of states, and the gazetteer (None: that of the package)."""
        self._places = places or gazetteer()
        own = {fold(str(name)): str(iso) for name, iso in forms()["state"].items()}
        self._states = {**{fold(name): iso for name, iso in (states or {}).items()}, **own}
        self._known: dict[str, Meanings] = {}

    def meanings(self, written: str) -> Meanings:
        """The places that a name can mean, the largest first; none where nobody knows it."""
        if written not in self._known:
            if len(self._known) > 20_000:
                self._known.clear()
            self._known[written] = self._meanings(written)
        return self._known[written]

    def _meanings(self, written: str) -> Meanings:
        bare = _POSSESSIVE.sub("", " ".join(written.split()).strip(' ,;:()"“”-'))
        folded = fold(bare)
        folded = folded.removeprefix("the ") if not self._places.called(folded) else folded
        words = folded.split()
        second = bool(words) and (words[-1] in forms()["second"] or words[0] == "county")
        found = self._whole(bare, folded)
        if found:
            return Meanings(found[:MOST], second=second)
        for part in _parts(folded):
            found = self._whole(part, part)
            if found:
                if second:
                    divisions = tuple(p for p in found if p.kind == SECOND)
                    found = divisions or found
                return Meanings(found[:MOST], near=True, second=second)
        return Meanings(())

    def _whole(self, bare: str, folded: str) -> tuple[Place, ...]:
        if bare in forms()["exact"]:
            return tuple(p for p in self._places.called(str(forms()["exact"][bare])) if p.kind == TOWN)
        if bare in forms()["postal"]:
            return self._first(str(forms()["postal"][bare]))
        if folded in forms()["first"] and (bare.endswith(".") or bare[:1].isupper()):
            return self._first(str(forms()["first"][folded])) + self._places.called(folded)
        found = self._places.called(folded)
        iso = self._states.get(folded)
        if iso:
            state = tuple(p for p in self._state(iso) if p.id not in {q.id for q in found})
            found = (*state, *found)
        if not found and len(folded) > _SHORTEST:
            found = self._of_people(folded)
        return found

    def _first(self, name: str) -> tuple[Place, ...]:
        return tuple(p for p in self._places.called(name) if p.kind == FIRST and p.state in ("US", "CA"))

    def _state(self, iso: str) -> tuple[Place, ...]:
        ident = _state_ids().get(iso)
        place = self._places.place(ident) if ident else None
        return (replace(place, main=True),) if place else ()

    def _of_people(self, folded: str) -> tuple[Place, ...]:
        for ending in _PEOPLE:
            stem = folded.removesuffix(ending)
            if stem == folded or len(stem) < _SHORTEST:
                continue
            for base in (stem, stem + "a"):
                found = tuple(p for p in self._places.called(base) if p.kind != TOWN or p.people > 100_000)
                if found:
                    return found
        return ()


def _parts(folded: str) -> list[str]:
    """What remains of a name without the words that only say what or where it is, the longest first."""
    found: list[str] = []
    waiting = [folded]
    while waiting:
        name = waiting.pop(0)
        waiting += [name.removesuffix(f" {word}") for word in forms()["after"] if name.endswith(f" {word}")]
        waiting += [name.removeprefix(f"{word} ") for word in forms()["before"] if name.startswith(f"{word} ")]
        if name != folded and name not in found:
            found.append(name)
    return sorted(found, key=lambda name: (-len(name), name))


@cache
def _state_ids() -> Mapping[str, int]:
    return gazetteer().states()
