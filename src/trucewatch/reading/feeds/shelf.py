"""What was fetched, kept as files beside the case: one JSON record an entry, which a build reads as any other file.

    CASE.feeds/
      entries/    an entry a file: url, title, text, published, outlet, language
      .pages/     the pages behind them, as they came
      .state/     pending/ (entries whose page is still to be fetched), given_up/ (those that never had one), feeds/ and
                  hosts/ (what the next request needs: ETag, Last-Modified, waits, robots.txt), fetches.jsonl (the log)

The hidden folders are left out by a build. The name of an entry is a hash of its address (with `full_text`), or of its
address and what it says; so an entry seen again, in this feed or in another one, is the same file, and an entry that
was rewritten is a further one.
"""

import gzip
import re
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from trucewatch.reading.feeds.entries import FeedEntry
from trucewatch.reading.feeds.records import Record, Records, key_of

_TRACKING = re.compile(r"(?:^|&)utm_\w+=[^&]*")


class Shelf:
    """The folder of one watch."""

    def __init__(self, folder: Path) -> None:
        """Makes the folders."""
        self.folder = folder
        self.state = folder / ".state"
        self.entries = Records(folder / "entries")
        self.pending = Records(self.state / "pending")
        self.given_up = Records(self.state / "given_up")
        self.feeds = Records(self.state / "feeds")
        self.hosts = Records(self.state / "hosts")

    @property
    def log(self) -> Path:
        """Where the fetch log goes unless told otherwise."""
        return self.state / "fetches.jsonl"

    def has(self, key: str) -> bool:
        """Whether this entry is here, with its page or still without, or has been given up."""
        return key in self.entries or key in self.pending or key in self.given_up

    def keep(self, key: str, record: Record, page: bytes | None = None) -> None:
        """An entry that is done, with its page where it was fetched."""
        if page is not None:
            folder = self.folder / ".pages"
            folder.mkdir(exist_ok=True)
            (folder / f"{key}.html.gz").write_bytes(gzip.compress(page, mtime=0))
        self.entries.put(key, record)
        self.pending.drop(key)


def shelf_of(case: Path) -> Path:
    """The folder beside a case."""
    return case.with_name(f"{case.name}.feeds")


def plain_url(url: str) -> str:
    """Without the marks that tell where a reader came from, and without a place inside the page."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(query=_TRACKING.sub("", parts.query).lstrip("&"), fragment=""))


def key_of_entry(entry: FeedEntry, feed_url: str, *, with_page: bool) -> str:
    """The name of an entry."""
    own = plain_url(entry.url) if entry.url else f"{feed_url} {entry.id or ''}"
    if with_page and entry.url:
        return key_of("page", own)
    return key_of("entry", own, " ".join((entry.title or "").split()), " ".join((entry.text or "").split()))
