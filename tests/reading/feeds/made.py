"""Feeds written for the tests."""

from html import escape


def rss(*items: tuple[str, str, str], title: str = "Harbour Gazette", more: str = "") -> str:
    """Items are link, title and text."""
    inner = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid>"
        f"<pubDate>Fri, 12 Oct 2018 22:30:00 -0400</pubDate><description>{escape(text)}</description></item>"
        for link, title, text in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{inner}{more}</channel></rss>'


def page(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{escape(p)}</p>" for p in paragraphs)
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"


SHELLING = (
    "Government forces shelled villages in northern Hama on Friday, killing at least three people, a monitor said.",
    "Turkey's Defense Ministry said that the withdrawal of heavy weapons had been completed, state media reported.",
    "Residents said that they did not know whether the ceasefire in the province would hold through the winter.",
)
