from pathlib import Path

import pytest

from trucewatch.bench import quotes
from trucewatch.bench.attributions import Article, Attribution, paths, read
from trucewatch.bench.quote_coders import rules
from trucewatch.bench.result import Options
from trucewatch.vocabulary.errors import RequestError

TEXT = 'The mayor said the road was open.\n\n"We are tired," Ana Silva said. "We want to go home."\n'
ANN = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 32\tthe road was open
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tSource 51 60\tAna Silva
T6\tCue 61 65\tsaid
T7\tContent 35 50;67 88\t"We are tired," "We want to go home."
T8\tAttribution 61 65\tsaid
E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5
#1\tAnnotatorNotes T8\ta note
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("text", "attributions"):
        (tmp_path / name).mkdir()
    (tmp_path / "text" / "made_2020.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "attributions" / "made_2020_a.ann").write_text(ANN, encoding="utf-8")
    (tmp_path / "attributions" / "made_2020_b.ann").write_text("", encoding="utf-8")
    return tmp_path


@pytest.fixture
def article(folder: Path) -> Article:
    return read("made_2020", paths(folder)["made_2020"])


def shown(article: Article, one: Attribution) -> tuple[str, ...]:
    return tuple("|".join(article.text[a:b] for a, b in spans) for spans in (one.source, one.cue, one.content))


def test_marks_of_the_first_annotator_are_read(article: Article) -> None:
    assert [shown(article, each) for each in article.attributions] == [
        ("The mayor", "said", "the road was open"),
        ("Ana Silva", "said", '"We are tired,"|"We want to go home."'),
    ]


def test_what_is_marked_scores_in_full(article: Article) -> None:
    figures = quotes.figures([quotes.score(article, article.attributions)])
    assert [figure.value for figure in figures] == [1] * 6


def test_nothing_found_scores_nothing(article: Article) -> None:
    scored = quotes.score(article, [])
    assert [figure.value for figure in quotes.figures([scored])] == [0] * 6
    assert scored.misses[0] == "made_2020: missed: [The mayor] said: the road was open"


def test_overlap_is_of_what_both_cover(article: Article) -> None:
    gold = article.attributions[0]
    half = Attribution(gold.source, gold.cue, ((15, 25),))
    scored = quotes.score(article, [half])
    assert (scored.loose.right, scored.tight.right) == (1, 0)
    assert [counts.right for counts in scored.exact] == [1, 1, 0]


def test_one_found_content_matches_one_marked() -> None:
    marked = frozenset(range(10))
    assert quotes.paired([marked, marked], [marked], 0.3) == [(0, 0)]
    assert quotes.paired([marked], [frozenset(range(5)), marked], 0.3) == [(0, 1)]


def test_speaker_is_wrong_where_another_is_found(article: Article) -> None:
    gold = article.attributions[1]
    scored = quotes.score(article, [Attribution(((0, 9),), gold.cue, gold.content)])
    assert (scored.speaker.right, scored.speaker.wanted) == (0, 1)


def test_rules_find_both_speakers(article: Article) -> None:
    found = [shown(article, each)[:2] for each in rules()(article.text)]
    assert ("The mayor", "said") in found
    assert ("Ana Silva", "said") in found


def test_run_counts_each_text_once(folder: Path) -> None:
    result = quotes.run(folder, Options(coder="rules"))
    assert result.documents == 1
    assert {f.name: f.value for f in result.figures}["content F1, overlap .3"] > 0.5


def test_marks_that_name_nothing_are_damaged(folder: Path) -> None:
    (folder / "attributions" / "made_2020_a.ann").write_text("E1\tAttribution:T4 Content:T3 Cue:T2\n", encoding="utf-8")
    with pytest.raises(RequestError, match="not a brat file"):
        quotes.run(folder, Options(coder="rules"))


def test_text_that_is_not_there_is_left_out_and_told(folder: Path) -> None:
    (folder / "text" / "made_2020.txt").unlink()
    result = quotes.run(folder, Options(coder="rules"))
    assert result.documents == 0
    assert "made_2020_a.ann" in result.skipped[0]
