"""Lives of agreements, from the verdicts on them."""

import datetime as dt
from pathlib import Path

from trucewatch.analysis import Ending
from trucewatch.pipeline import analysing, view
from trucewatch.pipeline.build import build

LAST = dt.date(2018, 6, 30)
CASEBOOK = """\
casebook: lakeland
title: Lakeland
parties:
  lakeland: {name: Lakeland, kind: state, source: invented}
  lake-front: {name: Lake Front, kind: armed group, source: invented}
agreements:
  port-truce:
    name: Port truce
    kind: ceasefire
    date: 2018-01-10
    in_force: 2018-01-10
    expires: 2018-03-01
    parties: {signatory: [lakeland, lake-front]}
    source: invented
  hill-truce:
    name: Hill truce
    kind: ceasefire
    date: 2018-02-01
    in_force: 2018-02-01
    parties: {signatory: [lakeland, lake-front]}
    source: invented
"""


def lives(folder: Path) -> dict[dt.date, analysing.Life]:
    (folder / "lakeland.yaml").write_text(CASEBOOK, encoding="utf-8")
    (folder / "reports").mkdir()
    text = "Lake Post\n2018-02-20\n\nThe army said that the Hill truce was holding.\n"
    (folder / "reports" / "a.txt").write_text(text, encoding="utf-8")
    build([folder / "reports"], folder / "x.db", str(folder / "lakeland.yaml"))
    with view.opened(folder / "x.db") as seen:
        return {life.start: life for life in analysing.lives_of_case(seen, LAST)}


def test_a_life_ends_with_the_verdict_and_is_unknown_where_nobody_spoke(tmp_path: Path) -> None:
    found = lives(tmp_path)
    port, hill = found[dt.date(2018, 1, 10)], found[dt.date(2018, 2, 1)]
    assert port.ending is Ending.ENDED
    assert port.end is not None
    assert dt.date(2018, 3, 1) <= port.end <= dt.date(2018, 3, 9)
    assert (hill.ending, hill.end) == (Ending.UNKNOWN, None)
