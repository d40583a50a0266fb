"""What speaks for each place that a name can mean: its size and kind, the words beside it, the rest of the report.

All numbers lie between about -1 and 2, so that one set of weights fits all of them.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from trucewatch.gazetteer.candidates import Meanings
from trucewatch.gazetteer.store import FIRST, REGION, SECOND, STATE, TOWN, Place

NAMES = (
    "people", "small", "largest", "share of people", "town", "first", "second", "state", "region", "own name",
    "second is said", "capital", "beside its first", "beside its second", "beside its state", "beside another",
    "states of the report", "firsts of the report", "seconds of the report", "within 30 km", "within 100 km",
    "within 300 km", "holds others", "of the prior state", "home is it", "home first", "home state",
    "home within 50 km", "home within 150 km", "town of its own first",
)  # fmt: skip
STATIC = 12
"""So many of them look at the name alone; the rest need the other names, or the outlet's home."""
BESIDE = NAMES.index("beside its first")
REPORT = NAMES.index("states of the report")
HOME = NAMES.index("home is it")
_BESIDE = re.compile(r"['’]?s?\s?(?:,|\(|\bin\b|-)?\s?(?:the\s|northern\s|southern\s|eastern\s|western\s|central\s)?")
_COMMA = re.compile(r",\s?")
# Places less likely than this do not speak for others; so many points at most are looked at.
_LEAST, _MOST_NEAR = 0.02, 400


@dataclass(frozen=True, slots=True)
class Named:
    """A name as it stands at `start:end` of a report."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where an outlet reports from: the places its other reports name, with how often (shares that sum to 1)."""

    places: Mapping[int, float] = field(default_factory=dict)
    firsts: Mapping[int, float] = field(default_factory=dict)
    states: Mapping[str, float] = field(default_factory=dict)
    points: tuple[tuple[float, float, float], ...] = ()
    """Latitude, longitude, share."""


@dataclass(slots=True)
class Group:
    """The mentions of one name in one report, which mean one place, and the places it can mean."""

    key: str
    named: list[Named]
    meanings: Meanings
    static: np.ndarray
    beside: list[int]
    """Groups that stand right beside a mention of this one, after it: "Paris, Texas"."""
    comma: list[int]
    """Those of them that a comma parts from it."""


def static(meanings: Meanings) -> np.ndarray:
    """The features that look at the name alone, a row for each place."""
    most = max((p.people for p in meanings.places), default=0)
    rows = []
    for rank, place in enumerate(meanings.places):
        rows.append(
            (
                math.log10(place.people + 1) / 6,
                float(place.people < 1000),
                float(rank == 0),
                (place.people + 1) / (most + 1),
                *(float(place.kind == kind) for kind in (TOWN, FIRST, SECOND, STATE, REGION)),
                float(place.main),
                float(meanings.second and place.kind == SECOND),
                float(place.capital),
            )
        )
    return np.array(rows, dtype=float).reshape(len(rows), STATIC)


def groups(text: str, named: Sequence[Named], look: Mapping[Named, Meanings]) -> list[Group]:
    """The names of a report, each once, in the order of the text, with what stands beside them."""
    found: dict[str, Group] = {}
    order = sorted((n for n in named if look[n].places), key=lambda n: (n.start, n.end))
    for name in order:
        meanings = look[name]
        key = " ".join(str(p.id) for p in meanings.places[:5])
        group = found.setdefault(key, Group(key, [], meanings, static(meanings), [], []))
        group.named.append(name)
    index = {key: i for i, key in enumerate(found)}
    numbers = {n: index[" ".join(str(p.id) for p in look[n].places[:5])] for n in order}
    listed = list(found.values())
    for left, right in pairwise(order):
        if right.start >= left.end and _BESIDE.fullmatch(text, left.end, right.start):
            listed[numbers[left]].beside.append(numbers[right])
            if _COMMA.fullmatch(text, left.end, right.start):
                listed[numbers[left]].comma.append(numbers[right])
            elif text[left.end : right.start].strip() in ("'s", "’s", ""):
                listed[numbers[right]].beside.append(numbers[left])
    return listed


def distances(left: Sequence[Place], right: Sequence[Place]) -> np.ndarray:
    """Kilometres between each of the one and each of the other, on a sphere."""
    a = np.radians([(p.lat, p.lon) for p in left]).reshape(-1, 2)
    b = np.radians([(p.lat, p.lon) for p in right]).reshape(-1, 2)
    inner = (
        np.sin((a[:, None, 0] - b[None, :, 0]) / 2) ** 2
        + np.cos(a[:, None, 0]) * np.cos(b[None, :, 0]) * np.sin((a[:, None, 1] - b[None, :, 1]) / 2) ** 2
    )
    return np.asarray(12742.0 * np.arcsin(np.sqrt(np.clip(inner, 0, 1))))


def kilometres(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Kilometres between two points (latitude and longitude in degrees)."""
    (a, b), (c, d) = (tuple(map(math.radians, point)) for point in (left, right))
    inner = math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2
    return 12742.0 * math.asin(math.sqrt(min(max(inner, 0.0), 1.0)))


def contextual(
    own: int, listed: Sequence[Group], shares: Sequence[np.ndarray], prior: str | None, home: Home | None
) -> np.ndarray:
    """All features of the places of one group, given how likely each place of every other group is."""
    group = listed[own]
    places = group.meanings.places
    rows = np.zeros((len(places), len(NAMES)))
    rows[:, :STATIC] = group.static
    _beside(rows, group, listed, shares)
    _report(rows, own, listed, shares)
    rows[:, HOME - 1] = [float(bool(prior) and p.state == prior) for p in places]
    if home is not None:
        _home(rows, places, home)
    rows[:, -1] = [float(p.kind == TOWN and any(q.kind == FIRST and q.id == p.first for q in places)) for p in places]
    return rows


def _beside(rows: np.ndarray, group: Group, listed: Sequence[Group], shares: Sequence[np.ndarray]) -> None:
    for number in sorted(set(group.beside)):
        others = list(zip(listed[number].meanings.places, shares[number].tolist(), strict=True))
        for i, place in enumerate(group.meanings.places):
            held = [0.0, 0.0, 0.0]
            for other, weight in others:
                if other.id != place.id and other.kind in (FIRST, SECOND, STATE):
                    held[0] += weight * (other.kind == FIRST and other.id == place.first)
                    held[1] += weight * (other.kind == SECOND and other.id == place.second)
                    held[2] += weight * (other.kind == STATE and other.state == place.state)
            rows[i, BESIDE : BESIDE + 3] = np.maximum(rows[i, BESIDE : BESIDE + 3], held)
            if number in group.comma:
                rows[i, BESIDE + 3] = max(rows[i, BESIDE + 3], 1 - sum(held))


@dataclass(slots=True)
class _Rest:
    """What the other names of a report mean, weighed by how likely each is: per state, per division, and as points."""

    states: dict[str, float] = field(default_factory=dict)
    divisions: dict[int, float] = field(default_factory=dict)
    near: list[Place] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    names: int = 0

    def add(self, place: Place, weight: float) -> None:
        """Count one place of another name."""
        self.states[place.state] = self.states.get(place.state, 0.0) + weight
        for division in (place.first, place.second):
            if division:
                self.divisions[division] = self.divisions.get(division, 0.0) + weight
        if place.kind in (TOWN, SECOND) and len(self.near) < _MOST_NEAR:
            self.near.append(place)
            self.weights.append(weight)


def _rest(own: int, listed: Sequence[Group], shares: Sequence[np.ndarray]) -> _Rest:
    ids = {p.id for p in listed[own].meanings.places}
    rest = _Rest()
    for number, group in enumerate(listed):
        if number == own or not ids.isdisjoint(p.id for p in group.meanings.places[:3]):
            continue
        rest.names += 1
        for place, weight in zip(group.meanings.places, shares[number].tolist(), strict=True):
            if weight >= _LEAST:
                rest.add(place, weight)
    return rest


def _report(rows: np.ndarray, own: int, listed: Sequence[Group], shares: Sequence[np.ndarray]) -> None:
    """How much of the rest of the report lies in the same state and division, and near."""
    places, rest = listed[own].meanings.places, _rest(own, listed, shares)
    if not rest.names:
        return
    for i, place in enumerate(places):
        rows[i, REPORT] = rest.states.get(place.state, 0.0) / rest.names if place.state else 0.0
        rows[i, REPORT + 1] = math.log1p(rest.divisions.get(place.first, 0.0)) / 2 if place.first else 0.0
        rows[i, REPORT + 2] = math.log1p(rest.divisions.get(place.second, 0.0)) if place.second else 0.0
        if place.kind in (FIRST, STATE):
            inside = rest.divisions.get(place.id, 0.0) if place.kind == FIRST else rest.states.get(place.state, 0.0)
            rows[i, REPORT + 6] = math.log1p(inside) / 2
    if rest.near:
        far = distances(places, rest.near)
        for column, reach in enumerate((30, 100, 300)):
            mass = ((far < reach) * np.array(rest.weights)[None, :]).sum(1)
            rows[:, REPORT + 3 + column] = np.log1p(mass) / 2


def _home(rows: np.ndarray, places: Sequence[Place], home: Home) -> None:
    for i, place in enumerate(places):
        rows[i, HOME] = min(4 * home.places.get(place.id, 0.0), 1.0)
        rows[i, HOME + 1] = home.firsts.get(place.first, 0.0) if place.first else 0.0
        rows[i, HOME + 2] = home.states.get(place.state, 0.0) if place.state else 0.0
        if place.kind in (TOWN, SECOND):
            far = [(kilometres((place.lat, place.lon), (lat, lon)), share) for lat, lon, share in home.points]
            rows[i, HOME + 3] = sum(share for km, share in far if km < 50)
            rows[i, HOME + 4] = sum(share for km, share in far if km < 150)
