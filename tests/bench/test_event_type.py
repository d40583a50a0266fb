"""The type of what a marked source does to a marked target."""

from pathlib import Path
from typing import cast

import pytest

from trucewatch.bench import Options
from trucewatch.bench.event_type import Row, answers, combined, run, unmarked
from trucewatch.learnt import Model
from trucewatch.vocabulary.errors import RequestError

HEAD = "sentence_id\tsentence\tmarked_sentence\tgold_penta\tgold_root\n"
ROWS = [
    ("<s>Kenya</s> accused <t>Uganda</t> of arming the rebels.", "3", "ACCUSE"),
    ("<s>The army</s> shelled <t>the town</t> on Friday.", "4", "ASSAULT"),
    ("<s>The army</s> threatened to shell <t>the town</t>.", "3", "THREATEN"),
    ("<s>The minister</s> said <t>Uganda</t> must leave the strip.", "3", "REQUEST"),
    ("<s>Kenya</s> will not join talks with <t>the rebels</t>.", "3", "REJECT"),
    ("<s>Kenya</s> offered to send troops to <t>Uganda</t>.", "1", "AGREE"),
    ("<s>Kenya</s> and <t>Uganda</t> signed a trade agreement on Friday.", "1", "SUPPORT"),
    ("<s>Kenya</s> withdrew its troops from <t>Uganda</t>.", "2", "YIELD"),
    ("<s>The militia</s> imposed a blockade on <t>the port</t>.", "4", "ASSAULT"),
    ("<s>The sky</s> over <t>Nairobi</t> was blue.", "1", "CONSULT"),
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    lines = [f"{n * 4}\t\t{marked}\t{quad}\t{root}\n" for n, (marked, quad, root) in enumerate(ROWS)]
    path = tmp_path / "set.tsv"
    path.write_text(HEAD + "".join(lines), encoding="utf-8")
    return path


def test_each_kind_is_read(table: Path) -> None:
    result = run(table.parent, Options(errors=20, coder="rules"))
    figures = {figure.name: figure.value for figure in result.figures}
    assert [miss.split("\t")[1:3] for miss in result.misses] == [["CONSULT", "read as nothing"]]
    assert figures["root right"] == pytest.approx(0.9)
    assert figures["nothing read"] == pytest.approx(0.1)
    assert figures["quad macro-F1"] > 0.9


def test_halves_and_limits_are_kept(table: Path) -> None:
    assert run(table, Options(half="dev")).documents == 5
    assert run(table, Options(limit=3)).documents == 3


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "set.tsv").write_text("sentence\tgold_root\n", encoding="utf-8")
    with pytest.raises(RequestError, match="marked_sentence"):
        run(tmp_path, Options())


def test_marks_give_spans_of_the_bare_text() -> None:
    text, spans = unmarked("A <t>B</t> met <s>C D</s>.")
    assert text == "A B met C D."
    assert (text[slice(*spans["t"])], text[slice(*spans["s"])]) == ("B", "C D")


@pytest.mark.parametrize(
    ("ruled", "likely", "parted", "found"),
    [
        ("AID", {"AID": 0.2, "SUPPORT": 0.6}, False, "AID"),  # half a likelihood, and what is learnt of it
        ("AID", {"AID": 0.05, "SUPPORT": 0.6}, False, "SUPPORT"),
        (None, {"AID": 0.2, "SUPPORT": 0.6}, False, "SUPPORT"),
        ("AID", {}, False, "AID"),  # no marks within reach
        (None, {}, False, None),
        ("YIELD", {"YIELD": 0.4, "AGREE": 0.6}, False, "YIELD"),
        ("RETREAT", {"YIELD": 0.4, "AGREE": 0.6}, True, "RETREAT"),
        ("CONCEDE", {"YIELD": 0.4, "AGREE": 0.6}, True, "CONCEDE"),
        (None, {"YIELD": 0.7, "AGREE": 0.3}, True, "CONCEDE"),
    ],
)
def test_rules_and_likelihoods_are_added_up(
    ruled: str | None,
    likely: dict[str, float],
    parted: bool,  # noqa: FBT001 - a case of the table
    found: str | None,
) -> None:
    assert combined(ruled, likely, parted) == found


class _Sure:
    """Stands in for the learnt parts: sure of aid wherever both sides are marked."""

    def event_type(self, text: str, source: tuple[int, int], target: tuple[int, int]) -> dict[str, float]:
        return {"AID": 1.0} if text[slice(*source)] and text[slice(*target)] else {}


def test_learnt_parts_answer_where_both_sides_are_marked() -> None:
    text = "The sky over Nairobi was blue."
    rows = [Row("1", text, (0, 7), (13, 20), "AID", None), Row("2", text, (0, 0), (13, 20), "AID", None)]
    assert answers(rows, cast("Model", _Sure())) == ["AID", None]
