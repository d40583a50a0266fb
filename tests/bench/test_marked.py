"""Claims of reports with marked predicates."""

from pathlib import Path

import pytest

from trucewatch import learnt
from trucewatch.bench import TASKS, Options, Result
from trucewatch.bench.marked import TRAINED, Told, figures, score, wanted
from trucewatch.learnt.marked import MarkedReport, read
from trucewatch.vocabulary.codes import Code, Modality, Polarity
from trucewatch.vocabulary.errors import InputError, RequestError

TEXT = """\
=== own-01 | Lakeland | 2019-05-06
# Army shells the port
The militia [shelled|ASSAULT] the port of Kismayo on Sunday, the mission said. << the mission
Kenya [signed|AGREE] a truce with the rebels on Sunday.

Uganda [has not withdrawn|RETREAT|deny] its troops from the town.
Kenya [demanded|REQUEST] that the rebels leave the port.
The harbour [buried its rope|CONSULT] on Sunday.

=== own-04 | Lakeland | 2019-05-07
# Talks
NAIROBI, May 7 - The rebels [will withdraw|RETREAT|promised] their fighters from the harbour, a clerk said. << a clerk

=== own-05 | none | 2019-05-07
# Rain
It rained on the market.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "README.md").write_text("What this is.", encoding="utf-8")
    return tmp_path


def shown(result: Result) -> dict[str, float]:
    return {figure.name: figure.value for figure in result.figures}


def told(report: MarkedReport, **other: object) -> Told:
    gold = wanted(report)[0]
    values = {name: other.get(name, getattr(gold, name)) for name in gold.__slots__}
    return Told(**values)  # type: ignore[arg-type]  # the values of another, but for those given


def first(folder: Path) -> MarkedReport:
    return next(read([folder / "own.txt"]))


def test_reports_are_coded_and_scored(folder: Path) -> None:
    result = TASKS["marked"].run(folder, Options(coder="rules", errors=9))
    assert result.documents == 3
    assert result.misses == (
        "own-01 missed CONSULT [outlet] buried its rope: 'The harbour buried its rope on Sunday.'",
    )
    found = shown(result)
    assert found["claims (sentence + code)"] == pytest.approx(10 / 11)
    assert found["claims in unmarked reports"] == 0
    for name in ("code", "word", "polarity", "modality", "speaker", "named speaker"):
        assert found[f"{name} right"] == 1
    assert next(f for f in result.figures if f.name == "named speaker right").of == 2


def test_halves_and_limits(folder: Path) -> None:
    assert TASKS["marked"].run(folder, Options(coder="rules", half="dev")).documents == 2
    assert TASKS["marked"].run(folder, Options(coder="rules", half="held_out")).documents == 1
    assert TASKS["marked"].run(folder, Options(coder="rules", limit=1)).documents == 1
    assert TASKS["marked"].run(folder / "own.txt", Options(coder="rules", limit=1)).documents == 1


@pytest.mark.skipif(learnt.missing() is not None, reason="the learnt parts are not installed")
def test_it_is_said_what_the_learnt_part_was_trained_on(folder: Path) -> None:
    run = TASKS["marked"].run
    assert run(folder, Options()).notes == run(folder, Options(half="dev")).notes == (TRAINED,)
    assert run(folder, Options(half="held_out")).notes == ()
    assert run(folder, Options(coder="rules")).notes == ()


def test_what_is_not_as_marked_is_counted(folder: Path) -> None:
    report = first(folder)
    other = told(report, polarity=Polarity.DENY, modality=Modality.PROMISED, words=((0, 1),), speakers=("Ana Silva",))
    found = {figure.name: figure.value for figure in figures([score(report, [other])])}
    assert found["code right"] == 1
    for name in ("word", "polarity", "modality", "speaker", "named speaker"):
        assert found[f"{name} right"] == 0


def test_another_code_and_another_sentence(folder: Path) -> None:
    report = first(folder)
    scores = score(report, [told(report, code=Code.AID)])
    assert scores.f1["claims (sentence)"].right == 1
    assert scores.f1["claims (sentence + code)"].right == 0
    assert scores.share["code right"].right == 0
    assert "polarity right" not in scores.share
    assert score(report, [told(report, place=(0, 20))]).f1["claims (sentence)"].offered == 0  # the headline


def test_two_claims_of_a_sentence_are_paired_with_one_mark_each(folder: Path) -> None:
    report = first(folder)
    twice = [told(report, polarity=Polarity.DENY), told(report)]
    scores = score(report, twice)
    assert (scores.f1["claims (sentence + code)"].right, scores.f1["claims (sentence + code)"].offered) == (1, 2)
    assert scores.share["polarity right"].right == 1


def test_the_reporter_is_no_source(folder: Path) -> None:
    report = first(folder)
    scores = score(report, [told(report, speakers=())])
    assert scores.share["speaker right"].right == 0
    assert scores.share["named speaker right"].wanted == 1


def test_claims_without_marks_are_counted(folder: Path) -> None:
    *_, last = read([folder / "own.txt"])
    claim = told(first(folder), place=(last.sentences[0].start, last.sentences[0].start + 10))
    scores = score(last, [claim])
    assert scores.unmarked == 1
    assert scores.misses[0].startswith("own-05 extra ASSAULT [the mission]")


def test_a_folder_without_reports_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="No documents of this benchmark"):
        TASKS["marked"].run(tmp_path, Options())


@pytest.mark.parametrize(
    ("heading", "what"),
    [("own | none | 2019-05-06", "does not end in a number"), ("own-1 | none | 2019-02-31", "day of own-1 is none")],
)
def test_a_heading_that_makes_no_sense_is_refused(tmp_path: Path, heading: str, what: str) -> None:
    (tmp_path / "own.txt").write_text(f"=== {heading}\nIt rained.\n", encoding="utf-8")
    with pytest.raises(RequestError, match=what):
        TASKS["marked"].run(tmp_path, Options())


def test_a_mark_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "own.txt").write_text("=== own-1 | none | 2019-05-06\nThey [met|TALK].\n", encoding="utf-8")
    with pytest.raises(InputError, match="TALK"):
        TASKS["marked"].run(tmp_path, Options())
