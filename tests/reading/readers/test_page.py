from collections.abc import Callable

import pytest

from trucewatch.reading.readers.page import text_of_fragment
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]
TEXT = "The truce held in the north, monitors said on Monday. Nobody was hurt, they added in a statement."


@pytest.mark.parametrize(("tag", "code"), [("div", "TW-READ-26"), ("p", "TW-READ-26")])
def test_a_million_nested_tags(reading: Reading, tag: str, code: str) -> None:
    _, (reject,) = reading({"a.html": f"<html><body>{f'<{tag}>' * 1_000_000}{TEXT}</body></html>"})
    assert reject.code == code


@pytest.mark.parametrize("tag", ["div", "b", "table", "span"])
def test_a_thousand_nested_tags(reading: Reading, tag: str) -> None:
    _, (reject,) = reading({"a.html": f"<html><body>{f'<{tag}>' * 1000}{TEXT}</body></html>"})
    assert reject.code == "TW-READ-25"


@pytest.mark.parametrize("charset", ["windows-1256", "koi8-r", "windows-1254"])
def test_the_encoding_that_a_page_names(reading: Reading, charset: str) -> None:
    said = {"windows-1256": "الهدنة صامدة", "koi8-r": "Перемирие", "windows-1254": "Şanlıurfa"}[charset]
    html = f'<html><head><meta charset="{charset}"></head><body><article><p>{TEXT} {said}.</p></article></body></html>'
    (report,), _ = reading({"a.html": html.encode(charset)})
    assert said in report.text


def test_a_line_of_300_megabytes(reading: Reading) -> None:
    data = b'{"text": "The truce held."}\n{"text": "' + b"x" * 300_000_000 + b'"}\n{"text": "It held again."}\n'
    reports, (reject,) = reading({"a.jsonl": data})
    assert [r.part for r in reports] == ["1", "3"]
    assert (reject.part, reject.code) == ("2", "TW-READ-08")


def test_the_text_of_a_fragment() -> None:
    html = "<p>One<script>x</script> two<!-- three --> four</p>Five<br>six<?x y?> seven<div>eight<b>nine</b></div>"
    assert text_of_fragment(html) == "One two four\nFive\nsix seven\neightnine"
