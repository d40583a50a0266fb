"""Marked reports: the format, the project's own files, and what must not be understood silently."""

from pathlib import Path

import pytest

from trucewatch.learnt.marked import MarkedReport, read, unseen
from trucewatch.vocabulary.codes import Code
from trucewatch.vocabulary.errors import InputError

FILES = sorted((Path(__file__).parents[2] / "training" / "reports").glob("*.txt"))
TEXT = """\
=== t-03 | Lakeland | published 2019-05-06
# Guns silent at the lake
Both sides [signed|AGREE] the paper on Monday.
The army [will leave|RETREAT|promised] the port and [has not shelled|ASSAULT|deny] it, he said. << Omar Sesay; a guard

A clerk [denied|REJECT|speaker=] it, and it [would be given up|CONCEDE|promised, deny, speaker=a miller]. << a clerk

=== t-04 | none | 2019-05-07
It rained.
"""


def reports(folder: Path, text: str) -> list[MarkedReport]:
    path = folder / "t.txt"
    path.write_text(text, encoding="utf-8")
    return list(read([path]))


def test_headings_and_text(tmp_path: Path) -> None:
    first, second = reports(tmp_path, TEXT)
    assert (first.id, first.conflict, first.published) == ("t-03", "Lakeland", "2019-05-06")
    assert first.text.rstrip() == (
        "Guns silent at the lake\n\nBoth sides signed the paper on Monday. The army will leave the port and has not "
        "shelled it, he said.\n\nA clerk denied it, and it would be given up."
    )
    assert (second.id, second.conflict, second.published) == ("t-04", "none", "2019-05-07")
    assert [s.text for s in second.sentences] == ["It rained."]
    assert second.sentences[0].marks == ()


def test_offsets_lead_into_the_text(tmp_path: Path) -> None:
    report = reports(tmp_path, TEXT)[0]
    for sentence in report.sentences:
        assert report.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
    words = [s.text[m.start : m.end] for s in report.sentences for m in s.marks]
    assert words == ["signed", "will leave", "has not shelled", "denied", "would be given up"]


def test_codes_attributes_and_speakers(tmp_path: Path) -> None:
    first, second, third = reports(tmp_path, TEXT)[0].sentences
    assert [(m.code, m.attributes, m.speakers) for m in first.marks] == [(Code.AGREE, frozenset(), ())]
    assert [(m.code, m.attributes, m.speakers) for m in second.marks] == [
        (Code.RETREAT, {"promised"}, ("Omar Sesay", "a guard")),
        (Code.ASSAULT, {"deny"}, ("Omar Sesay", "a guard")),
    ]
    # A mark's own speaker counts before that of the line; an empty one is the reporter.
    assert [(m.code, m.attributes, m.speakers) for m in third.marks] == [
        (Code.REJECT, frozenset(), ()),
        (Code.CONCEDE, {"promised", "deny"}, ("a miller",)),
    ]


def test_several_files_in_their_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.txt").write_text(f"=== {name}-01 | none | 2019-05-07\nIt rained.\n", encoding="utf-8")
    assert [r.id for r in read([tmp_path / "b.txt", tmp_path / "a.txt"])] == ["b-01", "a-01"]
    assert reports(tmp_path, "") == []


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("\nIt rained.\n", 2, "before any report"),
        ("=== t-01 | Lakeland\n", 1, "three parts"),
        ("=== t-01 | none | 2019-05-07\n\nThey [met|TALK] here.\n", 3, "No code is called TALK"),
        ("=== t-01 | none | 2019-05-07\nThey [met|consult] here.\n", 2, "cannot be read"),
        ("=== t-01 | none | 2019-05-07\nThey [met|CONSULT here.\n", 2, "cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(InputError, match=what) as told:
        reports(tmp_path, text)
    assert told.value.code == "TW-LEARNT-3"
    assert told.value.where == f"{tmp_path / 't.txt'}, line {line}"
    assert told.value.do


def test_square_brackets_in_a_text_are_no_marks(tmp_path: Path) -> None:
    [report] = reports(tmp_path, '=== t-01 | none | 2019-05-07\nHe said it [the pact] was "dead".\n')
    assert report.sentences[0].text == 'He said it [the pact] was "dead".'


# ---- the project's own reports


def test_there_are_reports_of_our_own() -> None:
    assert FILES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_reads_and_keeps_every_fourth_report_unseen(path: Path) -> None:
    found = list(read([path]))
    numbers = [int(report.id.rpartition("-")[2]) for report in found]
    assert numbers == list(range(1, len(found) + 1))
    assert [n for n, report in zip(numbers, found, strict=True) if unseen(report.id)] == numbers[3::4]
    assert all(report.id.startswith(f"{path.stem}-") for report in found)
    for report in found:
        for sentence in report.sentences:
            assert report.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
            assert all(0 <= m.start < m.end <= len(sentence.text) for m in sentence.marks)
            assert not set("[]") & set(sentence.text.replace("[sic]", ""))
