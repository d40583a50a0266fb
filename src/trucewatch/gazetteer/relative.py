"""Places told by distance and direction from another: "20 km south of Aleppo"."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

RADIUS = 6371.0


@dataclass(frozen=True, slots=True)
class Offset:
    """So many kilometres in a direction (degrees, clockwise from north) from the place named after `end` of a text.

    `start:end` holds the words up to that name.
    """

    start: int
    end: int
    kilometres: float
    bearing: float


@cache
def _words() -> Mapping[str, Mapping[str, float]]:
    return dict(yaml.safe_load(files("trucewatch.gazetteer").joinpath("data", "offsets.yaml").read_text("utf-8")))


@cache
def _pattern() -> re.Pattern[str]:
    units, directions, numbers = ("|".join(sorted(_words()[k], key=lambda w: (-len(w), w))) for k in _words())
    return re.compile(
        rf"(?:\b(?P<number>\d{{1,3}}(?:\.\d+)?)|\b(?P<word>{numbers}))[\s-]?(?P<unit>{units})\b"
        rf"(?:\s\([^)]{{1,20}}\))?,?\s(?:to\sthe\s)?(?P<direction>{directions})(?:\sof|\sfrom)\s(?:the\s)?(?:\w+\sof\s)?$",
        re.IGNORECASE,
    )


def offset_before(text: str, start: int) -> Offset | None:
    """The distance and direction that stand right before the name at `start`; None where none do."""
    low = max(start - 70, 0)
    match = _pattern().search(text[low:start])
    if match is None:
        return None
    units, directions, numbers = _words().values()
    count = float(match["number"]) if match["number"] else numbers[match["word"].lower()]
    bearing = directions[match["direction"].lower()]
    return Offset(low + match.start(), start, count * units[match["unit"].lower()], bearing)


def moved(lat: float, lon: float, offset: Offset) -> tuple[float, float]:
    """The point at that distance and direction (degrees, WGS 84, on a sphere)."""
    far, turn = offset.kilometres / RADIUS, math.radians(offset.bearing)
    a, b = math.radians(lat), math.radians(lon)
    c = math.asin(math.sin(a) * math.cos(far) + math.cos(a) * math.sin(far) * math.cos(turn))
    d = b + math.atan2(math.sin(turn) * math.sin(far) * math.cos(a), math.cos(far) - math.sin(a) * math.sin(c))
    return math.degrees(c), (math.degrees(d) + 540) % 360 - 180
