"""WARC files written by warcio, another program than the one that reads them."""

import gzip
import io
import re
from collections.abc import Callable

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from trucewatch.vocabulary.codes import PublishedHow
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]


def page(number: int, head: str = "") -> str:
    return (
        f"<html><head><title>Truce holds in valley {number}</title>{head}</head><body><article>"
        f"<p>The truce held in valley {number} as planned, monitors said in a café, after two days of talks.</p>"
        "<p>Nobody was hurt, the mission said in a statement on its site.</p></article></body></html>"
    )


def warc(records: list[tuple[str, bytes, str, dict[str, str]]], *, packed: bool = False) -> bytes:
    """Records of (kind, payload, content type, HTTP headers)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=packed)
    info = writer.create_warcinfo_record("x.warc", {"software": "a crawler"})
    writer.write_record(info)
    info.raw_stream.close()
    for number, (kind, payload, content_type, headers) in enumerate(records):
        http = None
        if kind == "response":
            status = headers.pop(":status", "200 OK")
            http = StatusAndHeaders(status, [("Content-Type", content_type), *headers.items()], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://www.reuters.com/{number}",
            kind,
            payload=io.BytesIO(payload),
            http_headers=http,
            warc_content_type="" if http else content_type,
            warc_headers_dict={"WARC-Date": "2019-05-06T10:00:00Z"},
        )
        writer.write_record(record)
        # The writer leaves its copy of the payload open.
        record.raw_stream.close()
    return out.getvalue()


def pages(count: int) -> list[tuple[str, bytes, str, dict[str, str]]]:
    return [("response", page(n).encode(), "text/html; charset=utf-8", {}) for n in range(count)]


@pytest.mark.parametrize("packed", [0, 1])
def test_pages_of_a_crawl(reading: Reading, packed: int) -> None:
    records = [
        *pages(1),
        ("response", b"\x89PNG", "image/png", {}),
        ("response", b"<html><p>Not found.</p></html>", "text/html", {":status": "404 Not Found"}),
        ("response", page(4).encode("cp1252"), "text/html; charset=windows-1252", {}),
        ("response", gzip.compress(page(5).encode()), "text/html", {"Content-Encoding": "gzip"}),
    ]
    reports, rejects = reading({"crawl": warc(records, packed=bool(packed))})
    assert [(r.part, r.url, r.outlet) for r in reports] == [
        (f"record {n + 2}", f"https://www.reuters.com/{n}", "Reuters") for n in (0, 3, 4)
    ]
    assert all("café" in r.text for r in reports)
    assert not rejects


def test_the_day_of_the_crawl_is_only_the_last_possible_one(reading: Reading) -> None:
    dated = page(1, '<meta property="article:published_time" content="2019-03-04T10:00:00Z">')
    records = [*pages(1), ("response", dated.encode(), "text/html", {})]
    reports, _ = reading({"crawl": warc(records)})
    assert [(r.published, r.published_how) for r in reports] == [
        ("../2019-05-06", PublishedHow.METADATA),
        ("2019-03-04", PublishedHow.METADATA),
    ]


def test_extracted_text_of_a_crawl(reading: Reading) -> None:
    text = "Truce holds\n\nThe truce held in the valley, monitors said.\nNobody was hurt, they added."
    reports, _ = reading({"crawl.wet.gz": warc([("conversion", text.encode(), "text/plain", {})], packed=True)})
    assert [(r.title, r.text.splitlines()[0]) for r in reports] == [
        ("Truce holds", "The truce held in the valley, monitors said.")
    ]


@pytest.mark.parametrize("length", [0, 30, 600, 2000, 10**8, 10**17])
@pytest.mark.parametrize("record", [1, 3])
def test_a_wrong_length_costs_one_record(reading: Reading, length: int, record: int) -> None:
    data = warc(pages(5))
    heads = list(re.finditer(rb"application/http; msgtype=response\r\nContent-Length: (\d+)", data))
    start, end = heads[record].span(1)
    reports, rejects = reading({"crawl": data[:start] + str(length).encode() + data[end:]})
    assert [r.part for r in reports] == [f"record {n}" for n in (2, 3, 4, 5, 6) if n != record + 2]
    assert [(r.part, r.code) for r in rejects] == [(f"record {record + 2}", "TW-READ-27")]


def test_damaged_headers_cost_one_record(reading: Reading) -> None:
    data = warc(pages(4))
    at = [m.start() for m in re.finditer(rb"WARC/1.0", data)][2]
    endless = b"WARC/1.0\r\n" + b"x" * 100_000 + b"\r\n\r\n"
    for broken, kept in ((data[:at] + b"XXXX" + data[at + 4 :], 3), (data[:at] + endless + data[at:], 4)):
        reports, rejects = reading({"crawl": broken})
        assert len(reports) == kept
        assert [r.code for r in rejects] == ["TW-READ-27"]


@pytest.mark.parametrize("share", [0.3, 0.5, 0.8, 0.99])
def test_a_cut_crawl_keeps_what_came_before(reading: Reading, share: float) -> None:
    for packed, code in ((False, "TW-READ-27"), (True, "TW-READ-06")):
        data = warc(pages(20), packed=packed)
        reports, rejects = reading({"crawl": data[: int(len(data) * share)]})
        assert abs(len(reports) - 20 * share) <= 2
        assert [r.code for r in rejects] == [code]


def test_a_crawl_without_pages(reading: Reading) -> None:
    reports, (reject,) = reading({"crawl": warc([("response", b"x", "image/png", {})])})
    assert (reports, reject.code) == ([], "TW-READ-16")
