import datetime as dt
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from trucewatch.casebook import load
from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading import read
from trucewatch.reading.moments import Clock, clock_of, data_zones, moment_of
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Report

DAY = dt.date(2018, 12, 3)
TEXT = "Shells fell on the harbour on Monday, monitors said. The army denied that it had fired any."


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2018-12-03T22:30:00Z", "2018-12-03T22:30:00Z"),
        ("2018-12-03T22:30:00.123+00:00", "2018-12-03T22:30:00Z"),
        ("2018-12-03 22:30:05 +0300", "2018-12-03T22:30:05+03:00"),
        ("Mon, 03 Dec 2018 22:30:00 GMT", "2018-12-03T22:30:00Z"),
        ("Mon, 03 Dec 2018 22:30:00 -0530", "2018-12-03T22:30:00-05:30"),
        ("3 December 2018, 10:30 pm UTC+2", "2018-12-03T22:30:00+02:00"),
        ("December 3, 2018 10:30 PM EST", "2018-12-03T22:30:00-05:00"),
        ("2018-12-03T22:30:00", None),
        ("2018-12-03", None),
        ("2018-12-03 00:00:00+00:00", None),
        ("3 December 2018, 13:30 pm UTC", None),
    ],
)
def test_the_moment_as_it_is_written(written: str, expected: str | None) -> None:
    found = moment_of(written, DAY)
    assert (found and found.text) == expected


@pytest.mark.parametrize(
    ("stamp", "zones", "certain", "days"),
    [
        ("2018-12-03T22:30:00Z", ("Asia/Damascus",), True, "2018-12-04"),
        ("2018-12-03T21:30:00Z", ("Asia/Damascus",), True, "2018-12-03"),
        ("2018-12-03T22:30:00Z", ("Asia/Damascus",), False, "2018-12-03/2018-12-04"),
        ("2018-12-03T22:30:00Z", (), False, "2018-12-03"),
        ("2018-12-03T03:30:00Z", ("America/New_York", "America/Los_Angeles"), True, "2018-12-02"),
        ("2018-12-03T06:30:00Z", ("America/New_York", "America/Los_Angeles"), True, "2018-12-02/2018-12-03"),
        # An offset of its own tells where the outlet's day is, whatever its country.
        ("2018-12-03T22:30:00+01:00", ("Asia/Damascus",), True, "2018-12-03"),
    ],
)
def test_the_day_at_the_outlet(stamp: str, zones: tuple[str, ...], certain: bool, days: str) -> None:  # noqa: FBT001
    moment = moment_of(stamp, DAY)
    assert moment is not None
    when, why = Clock(zones, "the zone of its outlet", certain).days(moment)
    assert when.edtf == days
    assert (why is None) == (days == "2018-12-03")


def test_every_zone_is_one_and_every_country_known() -> None:
    knowledge = load(None)
    assert [country for country in data_zones() if country not in knowledge.parties] == []
    assert [zone for zones in data_zones().values() for zone in zones if zone not in available_timezones()] == []
    countries = {outlet.country for outlet in knowledge.outlets.values() if outlet.country}
    assert sorted(countries - data_zones().keys()) == []


@pytest.fixture(scope="module")
def syria() -> Knowledge:
    return load("syria")


def _one(path: Path, published: str, outlet: str, knowledge: Knowledge) -> Report:
    (path / "one.csv").write_text(f'published_at,outlet,text\n"{published}",{outlet},"{TEXT}"\n', encoding="utf-8")
    (report,) = read([path], knowledge)
    assert isinstance(report, Report)
    return report


def test_a_stamp_in_utc_is_the_day_of_the_outlets_country(tmp_path: Path, syria: Knowledge) -> None:
    found = _one(tmp_path, "2018-12-03T22:30:00Z", "SANA", syria)
    assert (found.published, found.published_at) == ("2018-12-04", "2018-12-03T22:30:00Z")
    assert found.published_how is PublishedHow.METADATA
    assert found.published_why is not None
    assert "Asia/Damascus" in found.published_why


def test_an_outlet_that_nobody_knows_leaves_two_days(tmp_path: Path, syria: Knowledge) -> None:
    found = _one(tmp_path, "2018-12-03T22:30:00Z", "Harbour Gazette", syria)
    assert found.published == "2018-12-03/2018-12-04"


def test_an_offset_is_kept_beside_the_local_day(tmp_path: Path, syria: Knowledge) -> None:
    found = _one(tmp_path, "2018-12-04T00:30:00+02:00", "Harbour Gazette", syria)
    assert (found.published, found.published_at) == ("2018-12-04", "2018-12-04T00:30:00+02:00")
    assert found.published_why is None


def test_the_clock_of_an_unknown_outlet_is_not_certain(syria: Knowledge) -> None:
    assert clock_of("SANA", syria).certain
    assert clock_of(None, syria) == Clock(("Asia/Damascus",), "the zone of the country that the casebook is about")
    assert clock_of(None, load(None)) == Clock()
