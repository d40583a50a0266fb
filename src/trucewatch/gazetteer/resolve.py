"""Which place each name of a report means, decided for the whole report together.

A name means the same place throughout a report. First every place is weighed by its name alone; then twice more with
the likely places of the other names beside it. Weights: `weights.json`, learnt by `training/places.py`.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from trucewatch.gazetteer.candidates import Meanings, Names, forms
from trucewatch.gazetteer.features import STATIC, Group, Home, Named, contextual, groups, kilometres
from trucewatch.gazetteer.store import FIRST, REGION, SECOND, STATE, TOWN, Place, gazetteer


@dataclass(frozen=True, slots=True)
class Placed:
    """What a name was taken for: the place (None: in no list), how likely (0 to 1).

    `near`: only a part of the name was found. `around`: where no place fits, the place of the report that is named
    beside it, or of which the report has most to say: a guess at the area, never the place itself.
    """

    named: Named
    place: Place | None
    share: float = 0.0
    near: bool = False
    around: Place | None = None


@dataclass(frozen=True, slots=True)
class Layer:
    """Weights of one round: features → hidden units (tanh) → a score, with a direct way beside the hidden units."""

    direct: np.ndarray
    hidden: np.ndarray
    bias: np.ndarray
    out: np.ndarray

    def shares(self, rows: np.ndarray) -> np.ndarray:
        """How likely each row is, of all rows of one name."""
        scores = rows @ self.direct + np.tanh(rows @ self.hidden + self.bias) @ self.out
        power = np.exp(scores - scores.max())
        return np.asarray(power / power.sum())

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Layer":
        """From lists of numbers."""
        return cls(*(np.array(data[name], dtype=float) for name in ("direct", "hidden", "bias", "out")))


@cache
def layers() -> tuple[Layer, ...]:
    """The rounds: the name alone, then with the rest of the report (twice)."""
    data = json.loads(files("trucewatch.gazetteer").joinpath("data", "weights.json").read_text("utf-8"))
    return tuple(Layer.read(layer) for layer in data["layers"])


# "Anderson and Cherokee counties": the kind stands once, after the last.
_NAME = r"[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+)?"
_SECONDS = re.compile(rf"(?:(?:,\s|,?\sand\s){_NAME})*\s({'|'.join(forms()['seconds'])})\b")
_QUALIFIER = re.compile(r",\s((?:[A-Z][\w.]*)(?:\s[A-Z][\w.]*){0,2})")


def qualifiers(text: str, named: Sequence[Named], names: Names) -> list[Named]:
    """What stands after a name behind a comma and is a state or a division: "Greenwood, W. Va."; only unmarked ones."""
    found: list[Named] = []
    taken = {name.start for name in named}
    for name in sorted(named, key=lambda n: (n.start, n.end)):
        match = _QUALIFIER.match(text, name.end)
        if not match or match.start(1) in taken:
            continue
        words = match[1].split(" ")
        for count in range(len(words), 0, -1):
            said = " ".join(words[:count])
            meanings = names.meanings(said)
            if not meanings.near and any(p.kind in (FIRST, SECOND, STATE) or p.capital for p in meanings.places[:4]):
                found.append(Named(match.start(1), match.start(1) + len(said), said))
                taken.add(match.start(1))
                break
    return found


def _fits(
    place: Place, own: int, listed: Sequence[Group], shares: Sequence[np.ndarray], prior: str | None, home: Home | None
) -> bool:
    """Whether a place found by a part of its name has another name of the report, or the outlet's home, near it."""
    if place.kind in (STATE, REGION) or place.state == prior:
        return True
    if home is not None and (home.places.get(place.id, 0) > 0 or home.firsts.get(place.first, 0) > 0.2):
        return True
    for number, (group, likely) in enumerate(zip(listed, shares, strict=True)):
        other = group.meanings.places[int(np.argmax(likely))]
        if number != own and (
            other.first == place.first != 0 or kilometres((other.lat, other.lon), (place.lat, place.lon)) < 150
        ):
            return True
    return False


def _around(named: Named, placed: Sequence[Placed], home: Home | None) -> Place | None:
    """The place named nearest to a name that has none, smaller ones first."""
    known = [(p, p.place) for p in placed if p.place and p.place.kind != REGION]
    small = [(p, place) for p, place in known if place.kind in (TOWN, SECOND)]
    if small:
        return min(small, key=lambda pair: (abs(pair[0].named.start - named.start), pair[0].named.start))[1]
    if home is not None and home.places:
        best = max(home.places.items(), key=lambda item: (item[1], -item[0]))[0]
        place = gazetteer().place(best)
        if place is not None and place.kind in (TOWN, SECOND):
            return place
    divisions = [(p, place) for p, place in known if place.kind == FIRST]
    return min(divisions, key=lambda pair: abs(pair[0].named.start - named.start))[1] if divisions else None


class Resolver:
    """Resolves the names of one report after another; holds what it looked up."""

    def __init__(self, states: Mapping[str, str] | None = None, rounds: Sequence[Layer] | None = None) -> None:
        """`states`: names and adjectives of states → ISO codes. `rounds`: other weights than those of the package."""
        self.names = Names(states)
        self._rounds = tuple(rounds) if rounds is not None else layers()

    def resolve(
        self, text: str, named: Sequence[Named], *, prior: str | None = None, home: Home | None = None
    ) -> list[Placed]:
        """The place of each name, in the order given. `prior`: the state of the case or outlet (ISO code)."""
        listed = self.groups(text, named)
        shares = self.shares(listed, prior, home)
        best: dict[Named, Placed] = {}
        for number, (group, likely) in enumerate(zip(listed, shares, strict=True)):
            top = int(np.argmax(likely))
            place = group.meanings.places[top]
            stray = group.meanings.near and not _fits(place, number, listed, shares, prior, home)
            for name in group.named:
                best[name] = Placed(name, None if stray else place, float(likely[top]), group.meanings.near)
        placed = [best.get(name, Placed(name, None)) for name in named]
        return [p if p.place else replace(p, around=_around(p.named, placed, home)) for p in placed]

    def groups(self, text: str, named: Sequence[Named]) -> list[Group]:
        """The names that can mean a place at all, each once, with the qualifiers that stand after them unmarked."""
        everything = [*named, *qualifiers(text, named, self.names)]
        return groups(text, everything, {name: self._meanings(text, name) for name in everything})

    def _meanings(self, text: str, name: Named) -> Meanings:
        second = _SECONDS.match(text, name.end)
        if second:
            found = self.names.meanings(f"{name.text} {forms()['seconds'][second[1]]}")
            divisions = tuple(p for p in found.places if p.kind == SECOND)
            if divisions and not found.near:
                return Meanings(divisions, second=True)
        return self.names.meanings(name.text)

    def shares(self, listed: Sequence[Group], prior: str | None, home: Home | None) -> list[np.ndarray]:
        """How likely each place of each group is, after all rounds."""
        first, *rest = self._rounds
        likely = [first.shares(group.static) for group in listed]
        for layer in rest:
            likely = [layer.shares(contextual(i, listed, likely, prior, home)) for i in range(len(listed))]
        return likely


def home_of(reports: Iterable[Iterable[Placed]]) -> Home:
    """Where an outlet reports from, by the places that its (other) reports name; a report counts once for each."""
    places: dict[int, float] = defaultdict(float)
    firsts: dict[int, float] = defaultdict(float)
    states: dict[str, float] = defaultdict(float)
    points: dict[tuple[float, float], float] = defaultdict(float)
    for report in reports:
        seen = {placed.place.id: placed for placed in report if placed.place and placed.place.kind != REGION}
        for placed in seen.values():
            place = placed.place
            if place is None or placed.near:
                continue
            places[place.id] += placed.share
            states[place.state] += placed.share
            if place.first:
                firsts[place.first] += placed.share
            if place.kind in (TOWN, SECOND):
                points[place.lat, place.lon] += placed.share
    whole, inner, spots = (sum(d.values()) or 1.0 for d in (states, firsts, points))
    top = sorted(points.items(), key=lambda item: (-item[1], item[0]))[:40]
    return Home(
        {k: v / whole for k, v in places.items()},
        {k: v / inner for k, v in firsts.items()},
        {k: v / whole for k, v in states.items()},
        tuple((lat, lon, v / spots) for (lat, lon), v in top),
    )


__all__ = ["STATIC", "Layer", "Placed", "Resolver", "home_of", "layers"]
