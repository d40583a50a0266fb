from pathlib import Path

import pytest
import trafilatura
from trafilatura.metadata import extract_metadata

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.reading import read
from trucewatch.reading.page_facts import facts_of
from trucewatch.vocabulary.records import Report

BODY = "<article>" + "<p>The truce held in the north on Monday, monitors said, and aid came in.</p>" * 6 + "</article>"
HEADS = {
    "open graph": '<meta property="og:title" content="Truce holds">'
    '<meta property="og:site_name" content="Example Post">'
    '<meta property="og:url" content="https://www.example.org/a/1">',
    "json": '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Truce holds in the north", '
    '"datePublished": "2019-03-04T08:00:00Z", "publisher": {"name": "Example Post"}}</script>',
    "title and address": "<title>Truce holds - example.org</title>"
    '<link rel="canonical" href="https://news.example.org/2019/03/04/truce">',
    "account": '<meta name="twitter:site" content="@examplepost"><meta name="date" content="2019-03-04">',
    "nothing": "",
    "odd json": '<script type="application/ld+json">{"@type": "NewsArticle", "publisher": [[1]], "author": {}}</script>'
    "<title>Truce holds</title>",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_the_facts_are_those_of_the_library(head: str) -> None:
    html = f"<html><head>{head}</head><body>{BODY}</body></html>"
    days = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    expected = extract_metadata(trafilatura.load_html(html), date_config=days)
    found = facts_of(trafilatura.load_html(html))
    assert (found.title, found.site, found.url, found.published and found.published[:10]) == (
        expected.title or None,
        expected.sitename or None,
        expected.url or None,
        expected.date or None,
    )


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2018-12-03T22:30:00Z">', "2018-12-03T22:30:00Z"),
        ('<meta property="article:published_time" content="2018-12-03">', "2018-12-03"),
        ('<time datetime="2018-12-03T23:30:00+02:00">3 December</time>', "2018-12-03T23:30:00+02:00"),
        (HEADS["json"], "2019-03-04T08:00:00Z"),
    ],
)
def test_a_tag_with_the_time_of_day_gives_it_too(head: str, published: str) -> None:
    html = f"<html><head>{head}</head><body>{BODY}</body></html>"
    assert facts_of(trafilatura.load_html(html)).published == published


def test_a_page_saved_twice_is_two_reports_with_one_text(tmp_path: Path, knowledge: Knowledge) -> None:
    html = f"<html><head><title>Truce holds</title></head><body>{BODY}</body></html>"
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(html)
    first, second = (item for item in read([tmp_path], knowledge) if isinstance(item, Report))
    assert (first.file, second.file) == ("a.html", "b.html")
    assert first.report_id != second.report_id
    assert (first.text, first.text_hash, first.segments) == (second.text, second.text_hash, second.segments)
