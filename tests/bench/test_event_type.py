"""The type of what a marked source does to a marked target."""

from pathlib import Path

import pytest

from trucewatch.bench import Options
from trucewatch.bench.event_type import run, unmarked
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
    result = run(table.parent, Options(errors=20))
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
