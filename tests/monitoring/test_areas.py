"""Whether something happened in a zone: where it lies first, names otherwise, and nothing where neither tells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.casebook.knowledge import Knowledge, PlaceEntry
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring.areas import NUMBERS, Areas, Spot, Survey
from trucewatch.monitoring.evidence import Truth
from trucewatch.vocabulary.codes import Precision
from trucewatch.vocabulary.subject import Outline, Thing, Zone

SQUARE = {"type": "Polygon", "coordinates": [[[20.0, 45.0], [21.0, 45.0], [21.0, 46.0], [20.0, 46.0], [20.0, 45.0]]]}
WIDER = {"type": "Polygon", "coordinates": [[[20.0, 45.0], [22.0, 45.0], [22.0, 46.0], [20.0, 46.0], [20.0, 45.0]]]}
DRAWN, NAMED = Thing("drawn", "Drawn zone", None), Thing("named", "Named zone", None)
PLACES = {
    "vell": PlaceEntry("vell", "Vell", "district"),
    "hill": PlaceEntry("hill", "Hill", "village", part_of="vell", lat=45.5, lon=20.5),
    "ford": PlaceEntry("ford", "Ford", "village", part_of="vell", lat=45.5, lon=25.0),
    "tarn": PlaceEntry("tarn", "Tarn", "village", lat=45.5, lon=25.0),
    "mill": PlaceEntry("mill", "Mill", "village"),
    "gate": PlaceEntry("gate", "Gate", "village", part_of="vell", lat=45.5, lon=21.01),
    "weir": PlaceEntry("weir", "Weir", "village", lat=45.5, lon=21.01),
}
IN_VELL = (Thing("vell", "Vell", None), Thing("tarn", "Tarn", None))
ZONES = (
    Zone(
        "drawn",
        "Drawn zone",
        None,
        places=IN_VELL,
        outlines=(Outline("one", Precision.SCHEMATIC, "", SQUARE), Outline("two", Precision.SCHEMATIC, "", WIDER)),
    ),
    Zone("named", "Named zone", None, places=IN_VELL),
)
AREAS = Areas(Dossier((), (), ZONES, (), (), {}, {}, {}), Knowledge(version="1", places=PLACES))


def spot(*places: str | None, at: tuple[float, float] | None = None, zone: str | None = None) -> Spot:
    return zone, None, places, (at,) if at else ()


@pytest.mark.parametrize(
    ("where", "drawn", "named"),
    [
        (spot("hill"), Truth.YES, Truth.YES),
        (spot("ford"), Truth.NO, Truth.YES),  # of the district, and far outside the outline
        (spot("tarn"), Truth.YES, Truth.YES),  # the zone is said to be made of it
        (spot("tarn", at=(25.0, 45.5)), Truth.NO, Truth.YES),
        (spot("mill"), Truth.NO, Truth.NO),  # no point: by names
        (spot("gate"), Truth.YES, Truth.YES),  # at the edge: by names
        (spot(None, at=(21.01, 45.5)), Truth.UNKNOWN, Truth.UNKNOWN),  # at the edge, and nobody names a place
        (spot(None, at=(21.5, 45.5)), Truth.UNKNOWN, Truth.UNKNOWN),  # in the other version alone
        (spot(None, at=(20.5, 45.5)), Truth.YES, Truth.UNKNOWN),
        (spot(None, at=(25.0, 45.5)), Truth.NO, Truth.UNKNOWN),
        (spot("hill", None), Truth.YES, Truth.YES),  # one of its places is not known: by names
        (spot("tarn", zone="drawn"), Truth.YES, Truth.YES),
        (spot(at=(25.0, 45.5), zone="drawn"), Truth.YES, Truth.UNKNOWN),  # a report says so
        (spot(), Truth.UNKNOWN, Truth.UNKNOWN),
    ],
)
def test_where_it_lies_comes_before_what_it_is_called(where: Spot, drawn: Truth, named: Truth) -> None:
    assert AREAS.inside(where, DRAWN, None) is drawn
    assert AREAS.inside(where, NAMED, None) is named


spots = st.tuples(
    st.sampled_from([None, None, "drawn", "named"]),
    st.none(),
    st.lists(st.sampled_from([None, *sorted(PLACES)]), max_size=2).map(tuple),
    st.lists(st.tuples(st.floats(19.5, 22.5), st.floats(44.5, 46.5)), max_size=2).map(tuple),
)


@given(st.lists(spots, max_size=12), st.sampled_from([DRAWN, NAMED, None]))
def test_many_at_once_get_the_answers_of_each(many: list[Spot], zone: Thing | None) -> None:
    each = [NUMBERS[AREAS.inside(one, zone, None)] for one in many]
    assert Survey(AREAS, many).answers(zone, None).tolist() == each
