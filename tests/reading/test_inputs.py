import gzip
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading import read
from trucewatch.reading.readers.registry import BYTE_READERS, READERS
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import byte_lines
from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.errors import InputError
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
BODY = "The truce held in the north, monitors said on Monday.\n\nNobody was hurt, they added."


def test_missing_path_and_empty_folder(tmp_path: Path, knowledge: Knowledge) -> None:
    for path, code in ((tmp_path / "nowhere", "TW-READ-01"), (tmp_path, "TW-READ-02")):
        with pytest.raises(InputError) as caught:
            list(read([path], knowledge))
        assert caught.value.code == code
        assert caught.value.where == str(path)


def test_every_bad_file_is_a_reject_and_the_rest_goes_on(reading: Reading) -> None:
    packed = gzip.compress(BODY.encode() * 2000)
    reports, rejects = reading(
        {
            "a.txt": BODY,
            "binary.bin": b"\x00\x01\x02" * 400,
            "cut.gz": packed[: len(packed) // 2],
            "empty.txt": "",
            "furniture.txt": "Share\n\nLeave a Reply\n",
            "page.html": "<html><head><title>x</title></head><body><script>1</script></body></html>",
            "pdf.txt": b"%PDF-1.4 ...",
            "z.txt.gz": gzip.compress(BODY.encode()),
        }
    )
    assert [r.file for r in reports] == ["a.txt", "z.txt.gz"]
    assert {r.file: r.code for r in rejects} == {
        "binary.bin": "TW-READ-04",
        "cut.gz": "TW-READ-06",
        "empty.txt": "TW-READ-03",
        "furniture.txt": "TW-READ-15",
        "page.html": "TW-READ-12",
        "pdf.txt": "TW-READ-23",
    }
    assert all(r.advice and not r.is_warning for r in rejects)


def test_json_lines_with_broken_lines(reading: Reading) -> None:
    good = {"headline": "Truce holds", "content": BODY, "published": "2019-03-04", "url": "https://www.reuters.com/a"}
    lines = [json.dumps(good), '{"text": "cut', json.dumps({"title": "no text"}), "[1]", "", json.dumps({"text": BODY})]
    reports, rejects = reading({"in.data": "\n".join(lines)})
    assert [(r.part, r.title, r.published, r.outlet) for r in reports] == [
        ("1", "Truce holds", "2019-03-04", "Reuters"),
        ("6", None, None, None),
    ]
    assert reports[0].published_how is PublishedHow.METADATA
    assert [(r.part, r.code) for r in rejects] == [("2", "TW-READ-09"), ("3", "TW-READ-10"), ("4", "TW-READ-10")]


@pytest.mark.parametrize("wrap", ["[{0}, {0}]", '{{"articles": [{0}, {0}]}}', "[\n {0},\n{0}\n]"])
def test_json_documents(reading: Reading, wrap: str) -> None:
    reports, rejects = reading({"in.json": wrap.format(json.dumps({"body": BODY}))})
    assert [r.part for r in reports] == ["1", "2"]
    assert not rejects


@pytest.mark.parametrize(("name", "content"), [("a.json", "[]"), ("a.csv", "title,text\n"), ("a.jsonl", "\n\n")])
def test_a_file_without_records_is_accounted_for(reading: Reading, name: str, content: str) -> None:
    reports, rejects = reading({name: content})
    assert reports == []
    assert len(rejects) == 1


def test_a_broken_json_array_gives_what_comes_before(reading: Reading) -> None:
    reports, rejects = reading({"in.json": '[{"text": "The truce held, they said."}, {"text": '})
    assert len(reports) == 1
    assert [(r.part, r.code) for r in rejects] == [("2", "TW-READ-09")]


def test_a_table(reading: Reading) -> None:
    rows = ["article_title;article_content;source;date", f'"A;b";"{BODY}";Example TV;3/25/2019', "T;;x;3/4/2019"]
    reports, rejects = reading({"in.csv": "\n".join(rows)})
    assert [(r.part, r.title, r.outlet, r.published) for r in reports] == [("2", "A;b", "Example TV", "2019-03-25")]
    # The quoted cell spans three lines, so the row without text stands on line 5.
    assert [(r.part, r.code) for r in rejects] == [("5", "TW-READ-10")]


def test_month_first_dates_are_told_by_the_other_rows(reading: Reading) -> None:
    rows = ["text,date", f'"{BODY}",4/5/2019', f'"{BODY}",4/25/2019']
    reports, _ = reading({"in.csv": "\n".join(rows)})
    assert [r.published for r in reports] == ["2019-04-05", "2019-04-25"]


def test_a_broken_quote_costs_one_row(reading: Reading) -> None:
    rows = ["title,text", *(f"T{i},The truce held on day {i}." for i in range(20))]
    rows[10] = 'T9,"The truce held on day 9.'
    reports, rejects = reading({"in.csv": "\n".join(rows)})
    assert [r.title for r in reports] == [f"T{i}" for i in range(20) if i != 9]
    assert [(r.part, r.code) for r in rejects] == [("11", "TW-READ-13")]


def test_a_table_without_text(reading: Reading) -> None:
    _, rejects = reading({"in.csv": "id,title,n\n1,Truce holds,3\n"})
    assert [(r.part, r.code) for r in rejects] == [("1", "TW-READ-11")]


def test_a_date_that_does_not_exist_is_a_warning(reading: Reading) -> None:
    (report,), (warning,) = reading({"in.jsonl": json.dumps({"text": BODY, "date": "2018-02-31"})})
    assert report.published is None
    assert (warning.code, warning.part, warning.report_id) == ("TW-READ-51", "1", report.report_id)
    assert warning.is_warning


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Erdoğan said the truce held in Şanlıurfa."),
        ("utf-8-sig", "Erdoğan said the truce held in Şanlıurfa."),
        ("utf-16", "Erdoğan said the truce held in Şanlıurfa."),
        ("utf-16-le", "Erdoğan said the truce held in Şanlıurfa."),
        ("cp1252", "The “truce” held in the café, monitors said. Señor López – the envoy – agreed, déjà vu."),
        ("cp1256", "قالت وزارة الدفاع إن الهدنة صامدة في الشمال منذ يوم الاثنين، ولم يسجل أي خرق."),
    ],
)
def test_encodings(reading: Reading, encoding: str, text: str) -> None:
    (report,), _ = reading({"a.txt": text.encode(encoding)})
    assert report.text == text


def test_garbled_text_is_mended_and_said(reading: Reading) -> None:
    garbled = "The â€œtruceâ€\x9d held, the ministerâ€™s office said. ErdoÄŸan agreed.".encode()
    (report,), (warning,) = reading({"a.txt": garbled})
    assert "minister’s office" in report.text
    assert warning.code == "TW-READ-52"


def test_ids_do_not_depend_on_where_the_folder_lies(tmp_path: Path, knowledge: Knowledge) -> None:
    found = []
    for name in ("one", "two"):
        (tmp_path / name / "sub").mkdir(parents=True)
        (tmp_path / name / "sub" / "a.txt").write_text(BODY, encoding="utf-8")
        found += list(read([tmp_path / name], knowledge))
    assert found[0] == found[1]
    assert found[0].file == "sub/a.txt"


def test_a_link_that_loops(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "in" / "loop").symlink_to(tmp_path, target_is_directory=True)
    out = list(read([tmp_path], knowledge))
    assert [type(x) for x in out] == [Report, Reject]
    assert isinstance(out[1], Reject)
    assert out[1].code == "TW-READ-14"


def test_a_page(reading: Reading) -> None:
    html = (
        '<html lang="en"><head><title>Truce holds in the north | Example TV</title>'
        '<meta property="og:site_name" content="Example TV">'
        '<meta property="article:published_time" content="2019-03-04T10:00:00Z"></head><body><nav>Home</nav><article>'
        "<h1>Truce holds in the north</h1><p>The truce held on Monday in the north, monitors said, after two days "
        "of talks.</p><p>Nobody was hurt, the mission said in a statement on its site.</p></article></body></html>"
    )
    (report,), rejects = reading({"saved": html})
    assert not rejects
    assert (report.title, report.outlet, report.published) == ("Truce holds in the north", "Example TV", "2019-03-04")
    assert report.text.startswith("The truce held on Monday")
    assert report.language == "en"


def test_a_line_without_end_is_told_and_not_held() -> None:
    stream = io.BytesIO(b"one\n" + b"x" * 5000 + b"\ntwo")
    assert list(byte_lines(stream, longest=100)) == [(1, b"one\n"), (2, None), (3, b"two")]


def test_what_is_no_ordinary_file_is_not_opened(tmp_path: Path, knowledge: Knowledge) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    assert [x.code for x in read([tmp_path], knowledge) if isinstance(x, Reject)] == ["TW-READ-07", "TW-READ-07"]


def test_a_packed_table_is_read_through_its_packing(reading: Reading) -> None:
    (report,), _ = reading({"in.csv.gz": gzip.compress(f'title,text\nA,"{BODY}"\n'.encode())})
    assert report.title == "A"


def test_readers_and_their_order() -> None:
    # An accidental removal, or a reader that takes what belongs to another, would show here.
    assert [reader.name for reader in BYTE_READERS] == [
        "WARC",
        "feed",
        "mailbox",
        "saved page",
        "mail",
        "workbook",
        "Parquet",
        "old workbook",
        "Word document",
        "OpenDocument text",
        "OpenDocument spreadsheet",
        "PDF",
        "rich text",
    ]
    assert [reader.name for reader in READERS] == [
        "export of a press database",
        "HTML",
        "JSON Lines",
        "JSON",
        "table",
        "plain text",
    ]


@pytest.mark.parametrize("text", [BODY, f'"{BODY}"', "News, truce\n\n" + BODY, "{" + BODY + "}"])
def test_plain_text_is_not_taken_for_another_format(reading: Reading, text: str) -> None:
    (report,), _ = reading({"a.txt": text})
    assert report.part is None
    assert report.text.startswith(text[:1]) or report.title is not None


def test_codes_are_given_once() -> None:
    codes = [reason.value.code for reason in Reason]
    assert len(codes) == len(set(codes))


def test_a_copy_of_a_file_is_a_report_of_its_own(reading: Reading) -> None:
    text = "The truce held in the north, monitors said on Monday.\n\nNobody was hurt, they added."
    reports, rejects = reading({"a.txt": text, "b.txt": text, "c.md": text})
    assert rejects == []
    assert [report.file for report in reports] == ["a.txt", "b.txt", "c.md"]
    assert len({report.report_id for report in reports}) == 3
    assert len({report.text_hash for report in reports}) == 1


def test_an_article_that_stands_only_in_a_script_is_read(reading: Reading) -> None:
    story = " ".join(f"The truce held on day {n} in the north, monitors said, and nobody was hurt." for n in range(9))
    script = json.dumps({"@type": "NewsArticle", "articleBody": story})
    head = f'<head><script type="application/ld+json">{script}</script></head>'
    page = f"<html>{head}<body><p>Menu</p><aside>Weather</aside></body></html>"
    (report,), _ = reading({"a.html": page})
    assert "day 8" in report.text
    assert "Weather" not in report.text
