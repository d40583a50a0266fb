"""Events in zones: by name, by point in the outline of their day, by the name of their place, or left open."""

from dataclasses import replace

import pytest

from trucewatch.casebook.knowledge import Knowledge, PlaceEntry, ZoneEntry
from trucewatch.dossier.geometry import UNITS
from trucewatch.dossier.ground import ORDER, Ground, Site, Survey
from trucewatch.dossier.located import located
from trucewatch.dossier.model import Resolved
from trucewatch.vocabulary.codes import Attribution, ClaimKind, Code, Modality, Placed, Polarity, Precision
from trucewatch.vocabulary.records import Claim, Mention
from trucewatch.vocabulary.subject import Event, Outline, Thing, Zone
from trucewatch.vocabulary.when import When


def box(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def outline(west: float, south: float, east: float, north: float, **more: str) -> Outline:
    return Outline(more.pop("version", "v"), Precision.SURVEYED, "map", box(west, south, east, north), **more)  # type: ignore[arg-type] - all are texts


PLACES = {
    "upland": PlaceEntry("upland", "Upland", "governorate", lat=45.5, lon=20.5),
    "vell": PlaceEntry("vell", "Vell", "town", part_of="upland", lat=45.5, lon=20.5),
    "orm": PlaceEntry("orm", "Orm", "town", part_of="upland", lat=45.5, lon=22.5),
    "mill": PlaceEntry("mill", "Mill", "village", part_of="upland"),
    "tarn": PlaceEntry("tarn", "Tarn", "town", lat=48.0, lon=20.0),
}
UPLAND, VELL, ORM = (Thing(key, PLACES[key].name, key) for key in ("upland", "vell", "orm"))
WIDE = Zone("wide", "Wide", None, (UPLAND,), valid="2018", outlines=(outline(20, 45, 23, 46),))
STRIP = Zone("strip", "Strip", None, (UPLAND,), outlines=(outline(20, 45, 21, 46), outline(21, 45, 22, 46)))
KNOWLEDGE = Knowledge("1", places=PLACES, zones={k: ZoneEntry(k, k, "zone", places=("upland",)) for k in ("wide",)})
CLAIM = Claim("c", "r", 0, 1, "q", ClaimKind.EVENT, Code.ASSAULT, Modality.ACTUAL, Polarity.AFFIRM, coder="t")


def found(
    place: str | None, point: tuple[float, float] | None = None, date: str | None = "2018-05-01", named: str = ""
) -> list[tuple[str | None, str]]:
    things = (Thing(place, place, place),) if place else ()
    event = Event("e", Code.ASSAULT, None, date, things, (), (), Attribution.UNATTRIBUTED, claims=("c",))
    zone = Thing(named, named, None) if named else None
    resolved = {"c": Resolved(None, (), (), (), things, zone)}
    claims = {"c": replace(CLAIM, places=(Mention(place or "there", point=point),))}
    [event] = located([event], (STRIP, WIDE), KNOWLEDGE, claims, resolved)
    assert (event.zone, event.zone_basis) == (event.zones[0] if event.zones else (None, None))
    return [(thing.id, how.value) for thing, how in event.zones]


@pytest.mark.parametrize(
    ("where", "zones"),
    [
        (("vell",), [("strip", "outline"), ("wide", "outline")]),  # the smallest that holds it comes first
        (("orm",), [("wide", "outline")]),
        (("mill", (45.5, 20.5)), [("strip", "outline"), ("wide", "outline")]),
        (("mill", (45.5, 21.5)), [("wide", "outline")]),  # in a rival version of the strip alone
        (("mill", (49.0, 20.5)), []),  # a point decides before names
        (("mill",), [("wide", "names"), ("strip", "names")]),  # no point: the casebook's zone first
        (("upland",), [("wide", "names")]),  # half of the province lies outside the strip
        (("vell", None, "2020"), [("strip", "outline")]),  # the wide zone was over
        (("tarn", None, "2020", "wide"), [("wide", "named")]),  # but a claim may name it
        (("orm", None, "2018", "strip"), [("strip", "named"), ("wide", "outline")]),
        ((None,), []),
    ],
)
def test_an_event_lies_in_a_zone_by_name_point_or_place(where: tuple[str], zones: list[tuple[str, str]]) -> None:
    assert found(*where) == zones


def day(text: str) -> When:
    return When.parse(text)


def test_the_outline_of_the_day_decides_and_where_none_held_all_do() -> None:
    moved = Zone(
        "moved", "Moved", None,
        outlines=(outline(20, 45, 21, 46, valid="2018"), outline(22, 45, 23, 46, valid="2019/..")),
    )  # fmt: skip
    ground = Ground((moved,), KNOWLEDGE)
    sites = {
        f"{place} {when}": Site(places=(place,), days=day(when) if when else None)
        for place in ("vell", "orm")
        for when in ("2018-05-01", "2019-05-01", "2017-05-01", "")
    }
    one_by_one = {key: ground.how(site, "moved") for key, site in sites.items()}
    assert one_by_one == {
        "vell 2018-05-01": Placed.OUTLINE,
        "vell 2019-05-01": Placed.OUTSIDE,
        "vell 2017-05-01": Placed.OUTLINE,
        "vell ": Placed.OUTLINE,
        "orm 2018-05-01": Placed.OUTSIDE,
        "orm 2019-05-01": Placed.OUTLINE,
        "orm 2017-05-01": Placed.PERHAPS,
        "orm ": Placed.PERHAPS,
    }
    together = Survey(ground, list(sites.values())).how("moved")
    assert [ORDER[how] for how in together] == list(one_by_one.values())


def test_whole_units_around_a_zone_that_is_drawn_closer_put_nothing_in_it() -> None:
    around = replace(STRIP, outlines=(STRIP.outlines[0], outline(10, 40, 30, 50, version=UNITS)))
    site = Site(points=((22.5, 45.5),))
    assert Ground((around,), KNOWLEDGE).how(site, "strip") is Placed.OUTSIDE
    alone = replace(STRIP, outlines=around.outlines[1:])
    assert Ground((alone,), KNOWLEDGE).how(site, "strip") is Placed.OUTLINE


def test_a_town_in_a_province_is_the_town() -> None:
    ground = Ground((STRIP,), KNOWLEDGE)
    assert ground.how(Site(places=("tarn", None)), "strip") is Placed.OUTSIDE
    assert ground.how(Site(places=("orm", "upland")), "strip") is Placed.OUTSIDE, "the province is only where it is"
    assert ground.how(Site(places=("tarn", "upland")), "strip") is Placed.PERHAPS, "two places, one of them open"
