import datetime as dt
from collections.abc import Iterator

import pytest

from tests.laws import corpus
from trucewatch.pipeline import view
from trucewatch.pipeline.build import build
from trucewatch.pipeline.verdict_changes import compare
from trucewatch.vocabulary.errors import RequestError

EARLY, LATE = dt.date(2018, 9, 30), dt.date(2018, 11, 9)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[view.View]:
    folder = tmp_path_factory.mktemp("diffing")
    build([corpus.write(folder / "reports")], folder / "case.db", "syria")
    with view.opened(folder / "case.db") as found:
        yield found


def test_nothing_changes_between_a_day_and_itself(seen: view.View) -> None:
    found = compare(seen, LATE, LATE)
    assert (found.changes, repr(found)) == ((), "Nothing changed.")


def test_each_change_is_what_the_two_answers_say(seen: view.View) -> None:
    found = compare(seen, EARLY, LATE)
    old, new = (
        {(f.about.id, f.class_, f.version): f.status.value for f in seen.findings(question)}
        for question in (found.before, found.after)
    )
    assert found.rows
    for row in found.rows:
        key = (row["about"]["id"], row["class"], row["version"])
        assert (row["before"], row["after"]) == (old.get(key), new.get(key))


def test_new_claims_were_published_in_between(seen: view.View) -> None:
    published = {c.claim_id: seen.dossier.reports[c.report_id].published for c in seen.dossier.claims.values()}
    days = [
        published[c["claim_id"]]
        for row in compare(seen, EARLY, LATE, on=LATE).rows
        for c in (*row["for"], *row["against"])
    ]
    assert days
    assert all(day and EARLY.isoformat() < day <= LATE.isoformat() for day in days)


def test_days_the_wrong_way_round_are_told(seen: view.View) -> None:
    with pytest.raises(RequestError, match="TW-ASK-2"):
        compare(seen, LATE, EARLY)
