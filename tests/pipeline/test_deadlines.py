import datetime as dt
from collections.abc import Iterator

import pytest

from tests.laws import corpus
from trucewatch.pipeline import view
from trucewatch.pipeline.build import build
from trucewatch.pipeline.deadlines import Due, calendar, coming

DAY = dt.date(2018, 9, 20)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[view.View]:
    folder = tmp_path_factory.mktemp("deadlines")
    build([corpus.write(folder / "reports")], folder / "case.db", "syria")
    with view.opened(folder / "case.db") as found:
        yield found


def read(text: str) -> list[dict[str, str]]:
    """The events of a calendar, by RFC 5545: unfolded, unescaped."""
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.replace("\r\n ", "").split("\r\n")
    events: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if (name, value) == ("BEGIN", "VEVENT"):
            events.append({})
        elif events:
            plain = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
            events[-1][name.partition(";")[0]] = plain
    return events


def test_deadlines_of_the_casebook_fall_on_their_days(seen: view.View) -> None:
    found = coming(seen, seen.question(DAY, None, None))
    weapons = next(due for due in found if due.title.startswith("Deadline") and "tanks" in due.title)
    assert (weapons.first, weapons.last) == (dt.date(2018, 10, 10), dt.date(2018, 10, 10))
    assert any(note.startswith("Status on 2018-09-20") for note in weapons.notes)


def test_what_is_past_is_not_coming(seen: view.View) -> None:
    early = coming(seen, seen.question(DAY, None, None))
    late = coming(seen, seen.question(dt.date(2018, 10, 12), None, None))
    assert all(due.last >= dt.date(2018, 10, 12) for due in late)
    assert {due.uid for due in early} - {due.uid for due in late}


def test_ids_stay_the_same_from_day_to_day_and_are_one_each(seen: view.View) -> None:
    first, second = (
        {d.uid: d.title for d in coming(seen, seen.question(day, None, None))} for day in (DAY, DAY.replace(day=21))
    )
    assert first == second
    assert len(coming(seen, seen.question(DAY, None, None))) == len(first)


def test_the_file_reads_back(seen: view.View) -> None:
    found = coming(seen, seen.question(DAY, None, None))
    events = read(calendar(found, DAY))
    assert [event["UID"] for event in events] == [due.uid for due in found]
    assert [event["SUMMARY"] for event in events] == [due.title for due in found]
    assert [event["DESCRIPTION"] for event in events] == ["\n".join(due.notes) for due in found]


def test_days_are_whole_and_the_end_is_the_day_after() -> None:
    due = Due("u@trucewatch", dt.date(2018, 12, 1), dt.date(2018, 12, 31), "Deadline: open, the M4; road", ("ا" * 200,))
    text = calendar([due], DAY)
    (event,) = read(text)
    assert (event["DTSTART"], event["DTEND"], event["DTSTAMP"]) == ("20181201", "20190101", "20180920T000000Z")
    assert event["SUMMARY"] == due.title
    assert event["DESCRIPTION"] == due.notes[0]
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
