import random

import pytest

from tests.reading.feeds.made import rss
from trucewatch.reading.feeds.entries import Feed, FeedEntry, parse

ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire of the North</title>
<link href="https://wire.example/"/>
<entry><id>tag:wire.example,2018:1</id><title type="html">Patrols &amp;amp; posts</title>
<link rel="alternate" href="/news/1"/><link rel="edit" href="/edit/1"/>
<published>2018-10-12T23:30:00+03:00</published><updated>2018-10-13T08:00:00+03:00</updated>
<summary>Short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One.</p><p>Two.</p></div>
</content></entry></feed>"""

SPOILERS = (
    *(b"", b"", b"<", b">", b"\x00", b"\xff", b'"', b"&#99999999999;", b"<![CDATA[", b"]]>", b"<!--", b"&lt;"),
    *(b"<link href='http://[x'/>", b"xml:base='http://['", b"encoding='utf-7'", b"<dc:date>9999-99-99</dc:date>"),
)
TYPES = (None, "text/xml", "application/rss+xml; charset=none-such", "text/html; charset=utf-7")
REASONS = (
    "it is neither RSS nor Atom",
    "it defines XML entities of its own",
    "more than 200 elements are open at once",
)


def test_atom_gives_its_fullest_text_and_keeps_the_local_time() -> None:
    found = parse(ATOM.encode(), url="https://wire.example/atom.xml")
    assert found == Feed(
        "Wire of the North",
        "https://wire.example/",
        "en",
        (
            FeedEntry(
                "tag:wire.example,2018:1",
                "https://wire.example/news/1",
                "Patrols & posts",
                "One.\nTwo.",
                "2018-10-12T23:30:00+03:00",
                "2018-10-13T08:00:00+03:00",
            ),
        ),
    )


def test_rss_gives_its_day_as_written() -> None:
    found = parse(rss(("https://a.example/1", "A <b>title</b>", "<p>One.</p><p>Two &amp; three.</p>")).encode())
    assert found.entries == (
        FeedEntry(
            "https://a.example/1",
            "https://a.example/1",
            "A title",
            "One.\nTwo & three.",
            "2018-10-12T22:30:00-04:00",
        ),
    )
    assert found.damaged is None


@pytest.mark.parametrize("date", ["yesterday", "32 Oct 2018", "2018-02-31T00:00:00Z"])
def test_a_day_that_cannot_be_read_is_handed_on_as_written(date: str) -> None:
    text = rss(("https://a.example/1", "T", "x")).replace("Fri, 12 Oct 2018 22:30:00 -0400", date)
    assert parse(text.encode()).entries[0].published == date


@pytest.mark.parametrize(
    ("declared", "told", "packed"),
    [
        ("iso-8859-1", "text/xml; charset=iso-8859-1", "utf-8"),
        ("us-ascii", "text/xml", "utf-8"),
        ("utf-8", "application/rss+xml; charset=windows-1251", "utf-8"),
        ("windows-1251", "application/xml", "windows-1251"),
        ("utf-8", "text/xml; charset=windows-1251", "windows-1251"),
        ("utf-16", "application/xml", "utf-16"),
    ],
)
def test_a_wrong_word_on_the_encoding_is_seen_through(declared: str, told: str, packed: str) -> None:
    text = rss(("https://a.example/1", "Идлиб", "Перемирие")).replace(
        '<?xml version="1.0"?>', f'<?xml version="1.0" encoding="{declared}"?>'
    )
    found = parse(text.encode(packed), content_type=told)
    assert (found.entries[0].title, found.entries[0].text) == ("Идлиб", "Перемирие")


def test_a_feed_cut_short_gives_what_is_whole() -> None:
    text = rss(("https://a.example/1", "One", "x"), ("https://a.example/2", "Two", "y"))
    found = parse(text[: text.index("Two")].encode())
    assert found.entries[0].title == "One"
    assert found.damaged


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "neither RSS nor Atom"),
        (b"<html><body>Sign in to go on</body></html>", "neither RSS nor Atom"),
        (b'{"items": []}', "neither RSS nor Atom"),
        (b"/etc/passwd", "neither RSS nor Atom"),
        (b"http://127.0.0.1/", "neither RSS nor Atom"),
        (b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><rss version="2.0">&b;</rss>', "XML entities"),
        (b'<!DOCTYPE rss [<! ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0">&x;</rss>', "XML entities"),
        (b'<rss version="2.0">' + b"<a>" * 300, "open at once"),
    ],
)
def test_what_is_no_feed_or_a_trap_is_told(data: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse(data)


def test_an_entity_bomb_in_another_encoding_stays_small() -> None:
    bomb = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">'
    bomb += "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    bomb += ']><rss version="2.0"><channel><item><title>&j;</title></item></channel></rss>'
    with pytest.raises(ValueError, match="XML entities"):
        parse(bomb.encode("utf-16"))


def test_scripts_are_no_text() -> None:
    found = parse(rss(("https://a.example/1", "T", "<p>One.</p><script>alert(1)</script><style>p{}</style>")).encode())
    assert found.entries[0].text == "One."


@pytest.mark.parametrize("number", ["99999999999999999999", "x110000", "xD800", "0", "xFFFFFFFFFFFFFFFFF"])
def test_a_character_that_does_not_exist_costs_no_entry(number: str) -> None:
    text = rss(("https://a.example/1", "One", "x"), ("https://a.example/2", "T", "y")).replace(
        "One", f"One &#{number};"
    )
    found = parse(text.encode())
    assert [entry.title for entry in found.entries] == ["One �", "T"]


@pytest.mark.parametrize("seed", range(8))
def test_spoilt_feeds_give_entries_or_a_reason(seed: int) -> None:
    """Any other error than ValueError would end a watch."""
    chance = random.Random(seed)  # noqa: S311 - to spoil feeds
    good = [ATOM.encode(), ATOM.encode("utf-16"), rss(("https://a.example/1", "A", "<p>x &amp; <b>y</p>")).encode()]
    for _ in range(40):
        data = bytearray(chance.choice(good))
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 30))] = chance.choice(SPOILERS) or data[at : at + 150]
        try:
            found = parse(bytes(data), url="https://a.example/rss", content_type=chance.choice(TYPES))
        except ValueError as error:
            assert str(error) in REASONS or "markup cannot be read" in str(error)  # noqa: PT017 - or none at all
        else:
            assert "\x00" not in "".join(f"{entry.title}{entry.text}" for entry in found.entries)
