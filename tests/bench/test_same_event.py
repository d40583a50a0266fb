from pathlib import Path

import numpy as np
import pytest

from trucewatch.bench import TASKS, Options
from trucewatch.bench.coreference import f1s, tally
from trucewatch.bench.retold import grouped
from trucewatch.vocabulary.errors import RequestError


def sets(*clusters: str) -> list[frozenset[str]]:
    return [frozenset(c) for c in clusters]


# Worked by hand: gold {a,b,c} {d,e} {f,g}, found {a,b} {c,d,e} {f,g}.
# MUC: links kept 1+1+1 of 2+1+1, both ways 3/4. B-cubed: (4/3+1/3+2+2)/7 and (2+1/3+4/3+2)/7 = 17/21.
# CEAF-e: {a,b} 4/5, {c,d,e} 4/5, {f,g} 1: 2.6 of 3 clusters either way.
def test_the_measures_on_a_worked_example() -> None:
    found = f1s(tally(sets("abc", "de", "fg"), sets("ab", "cde", "fg")).row)
    assert found["MUC"] == pytest.approx(3 / 4)
    assert found["B-cubed"] == pytest.approx(17 / 21)
    assert found["CEAF-e"] == pytest.approx(2.6 / 3)
    assert found["CoNLL F1"] == pytest.approx((3 / 4 + 17 / 21 + 2.6 / 3) / 3)


# Gold {a,b,c,d}, found all apart. MUC: no link kept. B-cubed: precision 1, recall 1/4, F1 2/5.
# CEAF-e: one single matches with 2/5, of 1 gold and 4 found: recall 2/5, precision 1/10, F1 4/25.
def test_the_measures_on_singletons() -> None:
    found = f1s(tally(sets("abcd"), sets("a", "b", "c", "d")).row)
    assert found["MUC"] == 0.0
    assert found["B-cubed"] == pytest.approx(2 / 5)
    assert found["CEAF-e"] == pytest.approx(4 / 25)


# Two gold pairs against one group of four and against a crossing: the best matching takes one of each.
def test_matching_is_one_to_one() -> None:
    found = f1s(tally(sets("ab", "cd"), sets("ac", "bd")).row)
    assert found["CEAF-e"] == pytest.approx(1 / 2)
    assert found["B-cubed"] == pytest.approx(1 / 2)
    assert found["MUC"] == 0.0


def test_the_best_matching_is_not_the_greedy_one() -> None:
    # Greedy would take {a,b,c} with {b,c,d} (2/3), which leaves {d,e} with {a} (0): 2/3 in place of 0.5 + 0.4.
    found = tally(sets("abc", "de"), sets("a", "bcd", "e"))
    assert found.ceaf[0] == pytest.approx(max(2 * 2 / 6 + 2 / 3, 2 * 1 / 4 + 2 * 1 / 5))


def test_the_same_is_perfect_and_other_mentions_are_refused() -> None:
    assert f1s(tally(sets("ab", "c"), sets("c", "ab")).row)["CoNLL F1"] == pytest.approx(1.0)
    with pytest.raises(ValueError, match="same mentions"):
        tally(sets("ab"), sets("ac"))


def test_average_linkage() -> None:
    alike = np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]])
    assert grouped(alike, 0.5) == [[0, 1], [2]]
    assert grouped(alike, 0.1) == [[0, 1, 2]]


# ---- a small set of our own

FIRST = "Rebels shelled the harbour of Lakeside , the mayor said ."
SECOND = "The shelling of Lakeside harbour began at dawn ."
OTHER = "A bank in Millford bought a mill ."


def _document(folder: Path, name: str, text: str, events: dict[str, str]) -> None:
    words = text.split()
    tokens = "".join(f'<token t_id="{i}" sentence="0" number="{i}">{w}</token>' for i, w in enumerate(words))
    marks = "".join(
        f'<ACTION_OCCURRENCE m_id="{i}"><token_anchor t_id="{words.index(w)}"/></ACTION_OCCURRENCE>'
        for i, w in enumerate(events)
    )
    links = "".join(
        f'<CROSS_DOC_COREF r_id="{i}" note="{e}"><source m_id="{i}"/><target m_id="9{i}"/></CROSS_DOC_COREF>'
        for i, e in enumerate(events.values())
        if e
    )
    path = folder / "ECB+" / "1" / f"{name}.xml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f"<Document>{tokens}<Markables>{marks}</Markables><Relations>{links}</Relations></Document>", encoding="utf-8"
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _document(tmp_path, "1_1ecb", FIRST, {"shelled": "ACT1", "said": ""})
    _document(tmp_path, "1_2ecb", SECOND, {"shelling": "ACT1"})
    _document(tmp_path, "1_1ecbplus", OTHER, {"bought": "ACT2"})
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n1,1ecb,0\n1,2ecb,0\n1,1ecbplus,0\n", encoding="utf-8"
    )
    return tmp_path


def test_a_verb_and_its_noun_in_two_reports_are_one_event(folder: Path) -> None:
    result = TASKS["same-event"].run(folder, Options(errors=5))
    assert result.documents == 3
    assert {f.name: f.value for f in result.figures}["CoNLL F1"] == pytest.approx(1.0)
    assert {f.name: f.value for f in result.peers["same head lemma"]}["MUC"] == 0.0
    assert result.misses == ()


def test_a_broken_document_is_named(folder: Path) -> None:
    (folder / "ECB+" / "1" / "1_2ecb.xml").write_text("<Document>", encoding="utf-8")
    with pytest.raises(RequestError, match="not well-formed"):
        TASKS["same-event"].run(folder, Options())


def test_a_folder_without_the_set(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="No documents"):
        TASKS["same-event"].run(tmp_path, Options())
