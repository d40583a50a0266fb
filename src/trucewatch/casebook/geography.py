"""Checks on coordinates, figures and geometry recipes."""

import statistics
from collections.abc import Iterator

from trucewatch.casebook.forms import GeometryForm, NumberForm
from trucewatch.casebook.problems import Case, Level, Problem
from trucewatch.casebook.source import Place

_COORDINATES = "TW-CASEBOOK-13"
_FIGURES = "TW-CASEBOOK-14"
_RECIPE = "TW-CASEBOOK-15"
_ENOUGH = 3
"""Places needed before their middle says anything about an odd one out."""
_FAR = 8.0
"""Degrees from the middle of the others beyond which swapped coordinates are suspected."""


def coordinates(case: Case) -> Iterator[Problem]:
    """Latitudes and longitudes that are half given, off the globe, or the wrong way round."""
    points = [(p.lat, p.lon) for p in case.merged.places.values() if p.lat is not None and p.lon is not None]
    middle = (
        (statistics.median(lat for lat, _ in points), statistics.median(lon for _, lon in points)) if points else None
    )
    for key in case.own.places:
        place = case.merged.places[key]
        here: Place = ("places", key)
        lat, lon = place.lat, place.lon
        if (lat is None) != (lon is None):
            missing = "lat" if lat is None else "lon"
            yield case.problem(_COORDINATES, here, f"'{key}' has no '{missing}'.", "Give both lat and lon, or neither.")
        if lat is None or lon is None:
            continue
        if abs(lat) > 90 or abs(lon) > 180:
            swapped = " They look swapped." if abs(lon) <= 90 and abs(lat) <= 180 else ""
            what = f"'{key}' lies off the globe: lat {lat}, lon {lon}.{swapped}"
            yield case.problem(
                _COORDINATES, (*here, "lat"), what, "lat is -90 to 90 (north is positive), lon -180 to 180."
            )
        elif middle and len(points) >= _ENOUGH and _swapped((lat, lon), middle):
            what = f"the coordinates of '{key}' look swapped: lat {lat}, lon {lon} is far from all other places."
            yield case.problem(_COORDINATES, (*here, "lat"), what, f"Write lat: {lon} and lon: {lat} if that is so.")


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _swapped(point: tuple[float, float], middle: tuple[float, float]) -> bool:
    """Whether it is far off as given and, turned round, much nearer to the middle of all places."""
    there = _distance(point, middle)
    turned = _distance((point[1], point[0]), middle)
    near_middle_itself = abs(middle[0] - middle[1]) < 1
    return not near_middle_itself and turned < there / 3 and there > min(_FAR, abs(middle[0] - middle[1]) / 2)


def _numbers(case: Case) -> Iterator[tuple[Place, NumberForm]]:
    for key, zone in case.own.zones.items():
        for n, number in enumerate(zone.numbers):
            yield ("zones", key, "numbers", n), number
    for key, agreement in case.own.agreements.items():
        for c, clause in enumerate(agreement.clauses):
            for n, number in enumerate(clause.numbers):
                yield ("agreements", key, "clauses", c, "numbers", n), number


def figures(case: Case) -> Iterator[Problem]:
    """Ranges that are empty or upside down."""
    for place, number in _numbers(case):
        if number.min is None and number.max is None:
            yield case.problem(
                _FIGURES, place, f"the figure for '{number.what}' has neither min nor max.", "Give one of them."
            )
        elif number.min is not None and number.max is not None and number.min > number.max:
            what = f"the figure for '{number.what}' runs from {number.min:g} down to {number.max:g}."
            yield case.problem(_FIGURES, place, what, "Swap min and max.")


def _lack(shape: GeometryForm) -> str | None:
    """What a recipe needs and has not."""
    if (shape.side or shape.toward) and shape.recipe != "buffer":
        return f"only a buffer has sides, and this is a {shape.recipe}"
    if shape.side and shape.toward:
        return "it says which side twice, by side and by toward"
    if shape.recipe == "buffer" and (len(shape.places) < 2 or not shape.width_km):
        return "a buffer needs at least two places for its line, and a width_km"
    if shape.recipe == "hull" and len(shape.places) < 3 and not shape.width_km:
        return "a hull needs at least three places, or a width_km around fewer"
    return "admin units need at least one place" if not shape.places else None


def recipes(case: Case) -> Iterator[Problem]:
    """Geometry recipes that cannot be carried out."""
    for key, zone in case.own.zones.items():
        here: Place = ("zones", key, "geometry")
        if zone.geometry is None:
            continue
        lack = _lack(zone.geometry)
        if lack:
            yield case.problem(
                _RECIPE, here, f"the geometry of '{key}' cannot be built: {lack}.", "Complete the recipe."
            )
        for place in (*zone.geometry.places, *zone.geometry.toward):
            known = case.merged.places.get(place)
            if known is not None and known.lat is None:
                what = f"'{place}' has no coordinates, so the geometry of '{key}' leaves it out."
                yield case.problem(_RECIPE, here, what, f"Give lat and lon to '{place}'.", Level.WARNING)
