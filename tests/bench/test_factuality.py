import json
from pathlib import Path

import pytest

from trucewatch.bench import factuality
from trucewatch.bench.result import Options
from trucewatch.vocabulary.errors import RequestError

ROWS = [
    {"text": "The army shelled the town .", "targets": [{"span1": [2, 3], "label": 3.0}]},
    {"text": "The army did not shell the town .", "targets": [{"span1": [4, 5], "label": -2.0}]},
    {"text": "The envoy may visit the town .", "targets": [{"span1": [3, 4], "label": 0.5}]},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "factuality" / "Made"
    place.mkdir(parents=True)
    (place / "dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return tmp_path


def by_name(result: factuality.Result) -> dict[str, float]:
    return {figure.name: figure.value for figure in result.figures}


def test_rules_tell_denied_from_done(folder: Path) -> None:
    result = factuality.run(folder, Options(coder="rules", errors=5))
    assert result.documents == 3
    assert by_name(result)["mean absolute error, Made"] < 0.6
    assert by_name(result)["Pearson r, Made"] > 0.9
    assert result.misses == ()


def test_one_set_has_no_line_for_all(folder: Path) -> None:
    names = [figure.name for figure in factuality.run(folder, Options(coder="rules")).figures]
    assert names == ["mean absolute error, Made", "Pearson r, Made"]


def test_limit_counts_sentences(folder: Path) -> None:
    assert factuality.run(folder, Options(coder="rules", limit=2)).documents == 2


def test_line_of_another_layout_names_file_and_line(folder: Path) -> None:
    path = folder / "factuality" / "Made" / "dev.jsonl"
    path.write_text(json.dumps(ROWS[0]) + "\n" + '{"text": "Quiet ."}\n', encoding="utf-8")
    with pytest.raises(RequestError, match="Line 2") as error:
        factuality.run(folder, Options(coder="rules"))
    assert str(path) in str(error.value)


def test_figures_of_perfect_values_are_perfect() -> None:
    sentences = [factuality.Sentence("A/dev", "a b", ((0, 1), (2, 3)), (3.0, float(-i))) for i in range(4)]
    values = [list(s.values) for s in sentences]
    figures = {f.name: f for f in factuality.figures(sentences, values)}
    assert figures["mean absolute error, A"].value == 0
    assert figures["Pearson r, A"].value == pytest.approx(1)
    assert figures["Pearson r, A"].of == 8
