"""The places of the world by name: towns from 500 people up, first and second divisions of states, states, regions.

Two files are read in place, as `training/gazetteer.py` wrote them from GeoNames (CC BY 4.0): `records.bin`, one fixed
row for each place, and `names.bin`, folded names in sorted blocks, each compressed. A look-up unpacks one block.
"""

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import numpy as np

from trucewatch.gazetteer.names import fold
from trucewatch.vocabulary.errors import TrucewatchError

TOWN, FIRST, SECOND, STATE, REGION = range(5)
"""Kinds: a populated place, a first and a second division of a state, a state, anything larger or without a state."""

ROW = np.dtype(
    [
        ("id", "<u4"),
        ("lat", "<f4"),
        ("lon", "<f4"),
        ("people", "<u4"),
        ("state", "S2"),
        ("first", "<u4"),
        ("second", "<u4"),
        ("kind", "u1"),
    ]
)


@dataclass(frozen=True, slots=True)
class Place:
    """One place: its GeoNames id, its point (degrees, WGS 84), how many live there (0: not known), what holds it.

    `state` is an ISO code of two letters, `first` and `second` the ids of the divisions that hold it (0: none). `main`:
    it was found by its own name and not by another that is used for it. The point of a division or a state is the
    middle of its towns.
    """

    id: int
    lat: float
    lon: float
    people: int
    state: str
    first: int
    second: int
    kind: int
    main: bool = True
    capital: bool = False
    """Whether a state is governed from it."""


def _read(name: str) -> bytes:
    return files("trucewatch.gazetteer").joinpath("data", name).read_bytes()


class Gazetteer:
    """Places by name and by id. One is enough for a process: `gazetteer()`."""

    def __init__(self) -> None:
        """Read the rows and the list of blocks; TrucewatchError where a file is not the one that was made."""
        head = json.loads(_read("manifest.json"))
        packed, self._names = _read("records.bin"), _read("names.bin")
        for file, data in (("records.bin", packed), ("names.bin", self._names)):
            if sha256(data).hexdigest() != head["sha256"][file]:
                raise TrucewatchError("TW-PLACE-1", "A file of the gazetteer is damaged.", file, "Install again.")
        self._rows = np.frombuffer(zlib.decompress(packed), dtype=ROW)
        self._firsts: list[str] = head["firsts"]
        self._offsets: list[int] = head["offsets"]
        self._capitals = frozenset(head["capitals"])
        self._by_id = np.argsort(self._rows["id"], kind="stable")
        self._ids = self._rows["id"][self._by_id]

    def called(self, name: str) -> tuple[Place, ...]:
        """The places that bear a name, in whatever spelling `fold` makes one of; the largest first."""
        return self._called(fold(name))

    @lru_cache(maxsize=20_000)  # noqa: B019 - one gazetteer lives as long as the process
    def _called(self, folded: str) -> tuple[Place, ...]:
        block = bisect_right(self._firsts, folded) - 1
        entry = self._block(block).get(folded) if folded and block >= 0 else None
        found = [self._place(int(row.rstrip("*"), 36), main=not row.endswith("*")) for row in (entry or "").split()]
        return tuple(sorted(found, key=lambda p: (-p.people, p.id)))

    def place(self, ident: int) -> Place | None:
        """The place with that GeoNames id."""
        at = int(np.searchsorted(self._ids, ident))
        if at >= len(self._ids) or self._ids[at] != ident:
            return None
        return self._place(int(self._by_id[at]), main=True)

    def states(self) -> dict[str, int]:
        """The id of each state by its ISO code."""
        return {r["state"].decode(): int(r["id"]) for r in self._rows[self._rows["kind"] == STATE]}

    def towns(self, state: str) -> list[tuple[float, float]]:
        """Longitude and latitude of the towns of a state, by its ISO code."""
        rows = self._rows[(self._rows["state"] == state.encode()) & (self._rows["kind"] == TOWN)]
        return list(zip(rows["lon"].astype(float).tolist(), rows["lat"].astype(float).tolist(), strict=True))

    def names(self) -> Iterator[str]:
        """Every folded name, sorted."""
        for block in range(len(self._firsts)):
            yield from self._block(block)

    @lru_cache(maxsize=512)  # noqa: B019 - the same
    def _block(self, number: int) -> dict[str, str]:
        text = zlib.decompress(self._names[self._offsets[number] : self._offsets[number + 1]]).decode()
        return dict(line.split("\t") for line in text.split("\n"))

    def _place(self, row: int, *, main: bool) -> Place:
        r: Any = self._rows[row]
        return Place(
            int(r["id"]), float(r["lat"]), float(r["lon"]), int(r["people"]), r["state"].decode(),
            int(r["first"]), int(r["second"]), int(r["kind"]), main, int(r["id"]) in self._capitals,
        )  # fmt: skip


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the package, read once."""
    return Gazetteer()
