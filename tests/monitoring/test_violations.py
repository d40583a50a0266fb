"""Panels of violations: what was watched, what lies in the zone, whose word it is, and counts beside incidents."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
import yaml

from tests.monitoring.world import CITY, HILL, KNOWLEDGE, LAKELAND, NORTH, SOUTH, STRIP, World
from trucewatch.casebook.knowledge import Knowledge, PlaceEntry
from trucewatch.dossier.geometry_shapes import geojson, hull
from trucewatch.monitoring import violations_counts
from trucewatch.monitoring.periods import By, periods
from trucewatch.monitoring.violations import EVERY, Violations, Watched, violations
from trucewatch.monitoring.violations_placing import Placed
from trucewatch.monitoring.violations_rows import COLUMNS, violation_rows
from trucewatch.vocabulary.codes import Attribution, Code, Precision
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Mention, Quantity
from trucewatch.vocabulary.subject import Event, Outline, Thing
from trucewatch.vocabulary.when import When

OCTOBER = When.parse("2018-10-01/2018-10-14")


class Scene(World):
    """The invented conflict, with incidents."""

    def incident(self, day: str | None, *claims: str) -> str:
        key = f"e{len(self.events) + 1:03}"
        told = [self.claims[c] for c in claims]
        places = [p for c in claims for p in self.resolved[c].places]
        actors = [a for c in claims for a in self.resolved[c].actors]
        event = Event(
            key, Code.ASSAULT, None, day, tuple(dict.fromkeys(places)), tuple(dict.fromkeys(actors)), (),
            Attribution.KNOWN if actors else Attribution.UNATTRIBUTED,
            origins=tuple(sorted({self.reports[c.report_id].outlet or "" for c in told})),
            claims=claims, reports=tuple(sorted({c.report_id for c in told})),
        )  # fmt: skip
        self.events += (event,)
        return key

    def panel(
        self,
        by: By = By.WEEK,
        days: When | None = OCTOBER,
        knowledge: Knowledge = KNOWLEDGE,
        sources: Sequence[str] | None = None,
    ) -> list[Violations]:
        return violations(self.dossier(), self.zones[0], knowledge, by=by, days=days, sources=sources)


def cell(panel: Sequence[Violations], source: str | None, period: str) -> Violations:
    [found] = [row for row in panel if row.source == source and row.period == period]
    return found


def test_a_day_without_reports_is_unobserved_and_one_with_reports_of_other_things_is_zero() -> None:
    scene = Scene()
    first = scene.report("Post", "2018-10-02")
    scene.incident("2018-10-02", scene.claim(first, Code.ASSAULT, places=(HILL,), actors=(NORTH,)))
    other = scene.report("Post", "2018-10-05")
    scene.claim(other, Code.CONSULT, actors=(SOUTH,))
    panel = scene.panel(By.DAY)
    told = {day: cell(panel, "Post", f"2018-10-{day:02}") for day in (1, 2, 3, 4, 5, 6)}
    assert {d: r.incidents for d, r in told.items()} == {1: 0, 2: 1, 3: None, 4: 0, 5: 0, 6: None}
    assert (told[3].coverage, told[4].coverage) == (Watched.UNOBSERVED, Watched.OBSERVED)
    week = cell(scene.panel(), "Post", "2018-10-01/2018-10-07")
    assert (week.coverage, week.days_watched, week.days, week.incidents) == (Watched.PARTLY, 4, 7, 1)


def test_a_source_that_never_tells_of_the_zone_does_not_watch_it() -> None:
    scene = Scene()
    scene.incident("2018-10-02", scene.claim(scene.report("Post", "2018-10-02"), Code.ASSAULT, places=(HILL,)))
    scene.claim(scene.report("Sport Daily", "2018-10-04"), Code.CONSULT, places=(CITY,))
    panel = scene.panel(By.DAY)
    assert {row.source for row in panel} == {None, "Post"}
    assert cell(panel, None, "2018-10-04").coverage is Watched.UNOBSERVED


def test_one_incident_told_by_two_is_one_with_two_origins_and_each_has_its_own_word() -> None:
    scene = Scene()
    by_post = scene.claim(scene.report("Post", "2018-10-02"), Code.ASSAULT, places=(HILL,), actors=(NORTH,))
    by_wire = scene.claim(scene.report("Wire", "2018-10-02"), Code.ASSAULT, places=(HILL,))
    scene.incident("2018-10-02", by_post, by_wire)
    panel = scene.panel()
    week = "2018-10-01/2018-10-07"
    together, post, wire = (cell(panel, source, week) for source in (None, "Post", "Wire"))
    assert (together.source_name, together.incidents, together.corroborated, together.origins) == (EVERY, 1, 1, 2)
    assert (post.known, post.unattributed, post.blamed) == (1, 0, ((NORTH, 1),))
    assert (wire.known, wire.unattributed, wire.blamed) == (0, 1, ())
    assert together.claims == (by_post, by_wire)


def test_somebody_unidentified_is_nobody() -> None:
    scene = Scene()
    gunmen = Thing(None, None, "unidentified gunmen")
    scene.incident(
        "2018-10-02", scene.claim(scene.report("Post", "2018-10-02"), Code.ASSAULT, places=(HILL,), actors=(gunmen,))
    )
    assert cell(scene.panel(), None, "2018-10-01/2018-10-07").unattributed == 1


def test_a_speakers_word_is_its_own_and_an_unnamed_sources_the_outlets() -> None:
    scene = Scene()
    report = scene.report("Post", "2018-10-02")
    mission = Thing("mission", "Lake mission", None)
    general = Thing("general-ivo", "General Ivo", None)
    villagers = Thing(None, None, "villagers")
    for speaker in (mission, general, villagers):
        told = scene.claim(report, Code.ASSAULT, places=(HILL,), speaker=speaker)
        scene.incident("2018-10-02", told)
    names = {row.source: row.source_name for row in scene.panel()}
    assert names == {None: EVERY, "mission": "Lake mission", "north": "North", "Post": "Post"}


def test_an_incident_known_only_to_the_month_stands_apart() -> None:
    scene = Scene()
    scene.incident("2018-10", scene.claim(scene.report("Post", "2018-10-31"), Code.ASSAULT, places=(HILL,)))
    panel = scene.panel()
    assert all(not row.incidents for row in panel if not row.spread)
    assert [(r.period, r.source, r.incidents) for r in panel if r.spread] == [
        ("2018-10", None, 1), ("2018-10", "Post", 1),
    ]  # fmt: skip
    assert cell(scene.panel(By.MONTH, When.parse("2018-10")), "Post", "2018-10").incidents == 1


def test_an_incident_without_a_day_is_that_of_its_first_report() -> None:
    scene = Scene()
    scene.incident(None, scene.claim(scene.report("Post", "2018-10-09"), Code.ASSAULT, places=(HILL,)))
    assert cell(scene.panel(By.DAY), "Post", "2018-10-09").incidents == 1


def test_a_withdrawn_report_tells_nothing() -> None:
    scene = Scene()
    report = scene.report("Post", "2018-10-02", withdrawn="2018-10-05: wrong place")
    scene.incident("2018-10-02", scene.claim(report, Code.ASSAULT, places=(HILL,)))
    assert all(not row.incidents for row in scene.panel())


def test_rows_say_whether_the_zone_was_valid() -> None:
    scene = Scene()
    scene.incident("2018-10-02", scene.claim(scene.report("Post", "2018-10-02"), Code.ASSAULT, places=(HILL,)))
    scene.zones = (replace(scene.zones[0], valid="2018-10-03/2018-10-10"),)
    panel = scene.panel(By.DAY)
    assert [cell(panel, None, f"2018-10-{day:02}").in_force for day in (2, 3, 11)] == [False, True, False]
    assert cell(scene.panel(), None, "2018-10-01/2018-10-07").in_force is None
    assert {row.period for row in scene.panel(By.DAY, days=None)} == set()


PLACES = {
    **KNOWLEDGE.places,
    "hill": PlaceEntry("hill", "Hill", "village", lat=45.0, lon=20.0, part_of="vell", country="lakeland"),
    "far": PlaceEntry("far", "Far", "village", lat=45.0, lon=22.0, part_of="vell", country="lakeland"),
}
MAPPED = replace(KNOWLEDGE, places=PLACES)
NEAR = replace(KNOWLEDGE, places={key: place for key, place in PLACES.items() if key != "far"})
FAR, VELL = Thing("far", "Far", None), Thing("vell", "Vell valley", None)


def drawn(scene: Scene) -> Scene:
    shapes = [geojson(hull([(20.0, 45.0)], reach)) for reach in (10, 30)]
    outlines = tuple(Outline(f"v{n}", Precision.DESCRIBED, "b", s) for n, s in enumerate(shapes) if s)
    scene.zones = (replace(scene.zones[0], outlines=outlines),)
    return scene


@pytest.mark.parametrize(
    ("place", "point", "knowledge", "placed"),
    [
        (HILL, None, MAPPED, Placed.OUTLINE),
        (FAR, None, MAPPED, None),
        (VELL, None, MAPPED, Placed.PERHAPS),  # it reaches beyond the outline: a town of it lies outside
        (VELL, None, NEAR, Placed.NAMES),
        (FAR, (45.0, 20.05), MAPPED, Placed.OUTLINE),
        (HILL, (45.0, 20.25), MAPPED, Placed.PERHAPS),
        (HILL, (45.0, 23.0), MAPPED, None),
        (HILL, None, KNOWLEDGE, Placed.NAMES),
        (CITY, None, KNOWLEDGE, None),
        (LAKELAND, None, KNOWLEDGE, Placed.PERHAPS),
    ],
)
def test_a_point_decides_before_names_and_another_version_makes_it_open(
    place: Thing, point: tuple[float, float] | None, knowledge: Knowledge, placed: Placed | None
) -> None:
    scene = drawn(Scene())
    told = scene.claim(scene.report("Post", "2018-10-02"), Code.ASSAULT, places=(place,))
    scene.claims[told] = replace(scene.claims[told], places=(Mention("there", point=point),))
    scene.incident("2018-10-02", told)
    found = {how for row in scene.panel(knowledge=knowledge) for how, _ in row.placed}
    assert found == ({placed.value} if placed else set())
    if placed is Placed.PERHAPS:
        row = cell(scene.panel(knowledge=knowledge), None, "2018-10-01/2018-10-07")
        assert (row.incidents, row.perhaps, row.known, row.unattributed) == (0, 1, 0, 0)


def test_a_zone_that_is_named_needs_no_place() -> None:
    scene = drawn(Scene())
    scene.incident("2018-10-02", scene.claim(scene.report("Post", "2018-10-02"), Code.ASSAULT, zone=STRIP))
    assert cell(scene.panel(), None, "2018-10-01/2018-10-07").placed == (("named", 1),)


def number(count: float, what: str = "violations") -> Quantity:
    return Quantity(what, count, count, None, str(count))


def test_counts_stand_beside_incidents_and_a_bulletin_told_twice_is_one() -> None:
    scene = Scene()
    mission = Thing("mission", "Lake mission", None)
    for outlet in ("Post", "Wire"):
        scene.claim(
            scene.report(outlet, "2018-10-02"), Code.NOT_HOLDING, speaker=mission, places=(HILL,),
            numbers=(number(13),), date="2018-10-01/2018-10-02",
        )  # fmt: skip
    scene.claim(
        scene.report("Post", "2018-10-03"), Code.NOT_HOLDING, speaker=mission, places=(HILL,), numbers=(number(13),),
        date="2018-10-02/2018-10-03",
    )  # fmt: skip
    week = cell(scene.panel(), "mission", "2018-10-01/2018-10-07")
    assert (week.incidents, week.coverage) == (0, Watched.PARTLY)
    assert [(c.min, c.max, c.days, len(c.claims)) for c in week.counts] == [
        (13, 13, "2018-10-01/2018-10-02", 2), (13, 13, "2018-10-02/2018-10-03", 1),
    ]  # fmt: skip


def test_only_the_part_of_a_count_that_lies_in_the_zone_is_counted_there() -> None:
    scene = Scene()
    scene.claim(
        scene.report("Post", "2018-10-02"), Code.NOT_HOLDING, places=(HILL, CITY),
        numbers=(number(13), number(9, "count"), number(4, "count")),
    )  # fmt: skip
    [count] = cell(scene.panel(), "Post", "2018-10-01/2018-10-07").counts
    assert (count.min, count.max, count.total, count.placed) == (9, 9, 13, Placed.NAMES)


def test_a_count_whose_parts_do_not_fit_is_left_whole_and_one_elsewhere_is_left_out() -> None:
    scene = Scene()
    report = scene.report("Post", "2018-10-02")
    scene.claim(
        report, Code.NOT_HOLDING, places=(HILL, CITY), numbers=(number(13), number(9, "count"), number(3, "count"))
    )
    scene.claim(report, Code.NOT_HOLDING, places=(CITY,), numbers=(number(7),))
    scene.claim(report, Code.NOT_HOLDING, numbers=(number(5),))
    counts = cell(scene.panel(), "Post", "2018-10-01/2018-10-07").counts
    assert sorted((c.min, c.placed.value) for c in counts) == [(5, "perhaps"), (13, "names")]


def test_a_claim_of_a_count_is_no_incident_as_well() -> None:
    scene = Scene()
    told = scene.claim(
        scene.report("Post", "2018-10-02"), Code.ASSAULT, places=(HILL,), actors=(NORTH,), numbers=(number(13),)
    )
    scene.incident("2018-10-02", told)
    row = cell(scene.panel(), "Post", "2018-10-01/2018-10-07")
    assert (row.incidents, [(c.min, c.blamed) for c in row.counts]) == (0, [(13, (NORTH,))])


def test_only_the_sources_asked_for_and_a_message_where_there_are_none() -> None:
    scene = Scene()
    for outlet in ("Post", "Wire"):
        scene.incident("2018-10-02", scene.claim(scene.report(outlet, "2018-10-02"), Code.ASSAULT, places=(HILL,)))
    scene.claim(scene.report("Wire", "2018-10-03"), Code.NOT_HOLDING, places=(HILL,), numbers=(number(7),))
    panel = scene.panel(sources=["post"])
    assert {row.source for row in panel} == {None, "Post"}
    together = cell(panel, None, "2018-10-01/2018-10-07")
    assert (together.incidents, together.counts, together.days_watched) == (1, (), 2)
    with pytest.raises(RequestError, match="Those that do: Post, Wire"):
        scene.panel(sources=["Gazette"])


def test_the_order_in_which_things_come_does_not_matter() -> None:
    scene = Scene()
    for outlet, day in (("Wire", "2018-10-03"), ("Post", "2018-10-02"), ("Post", "2018-10-09")):
        scene.incident(day, scene.claim(scene.report(outlet, day), Code.ASSAULT, places=(HILL,), actors=(SOUTH,)))
    first = scene.panel()
    for name in ("reports", "claims", "resolved"):
        setattr(scene, name, dict(reversed(getattr(scene, name).items())))
    assert scene.panel() == first


def test_a_case_without_days_has_an_empty_panel() -> None:
    assert Scene().panel(days=None) == []


@pytest.mark.parametrize(
    ("by", "first", "last", "expected"),
    [
        (By.DAY, "2018-12-31", "2019-01-01", ["2018-12-31", "2019-01-01"]),
        (By.WEEK, "2018-12-31", "2019-01-07", ["2018-12-31/2019-01-06", "2019-01-07/2019-01-13"]),
        (By.MONTH, "2018-11-30", "2019-01-01", ["2018-11", "2018-12", "2019-01"]),
    ],
)
def test_periods_are_whole_and_follow_each_other(by: By, first: str, last: str, expected: list[str]) -> None:
    low, high = When.parse(first).earliest, When.parse(last).latest
    assert [period.when.edtf for period in periods(by, low, high)] == expected


def test_rows_hold_every_field_and_unknown_stays_unknown() -> None:
    scene = Scene()
    scene.incident("2018-10-02", scene.claim(scene.report("Post", "2018-10-02"), Code.ASSAULT, places=(HILL,)))
    rows = list(violation_rows(scene.panel(By.DAY)))
    assert all(tuple(row) == COLUMNS for row in rows)
    unobserved = next(row for row in rows if row["coverage"] == "unobserved")
    assert (unobserved["incidents"], unobserved["counts"]) == (None, [])


def test_the_words_for_what_is_counted_hold_on_their_examples() -> None:
    path = violations_counts.files("trucewatch.monitoring").joinpath("violations.yaml")
    for example in yaml.safe_load(path.read_text(encoding="utf-8"))["examples"]:
        assert (example["what"] in violations_counts.words("counted")) is example["counted"], example["text"]
