"""`feeds.toml`: which feeds, and how to ask for them. Every fault is told with its line and what to do."""

import re
import tomllib
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from trucewatch import __version__
from trucewatch.reading.feeds.addresses import AddressError, address
from trucewatch.vocabulary.errors import InputError

_STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)
_MB = 1024 * 1024


class FeedSettings(BaseModel):
    """One feed. `full_text` fetches the page behind each entry; None leaves it to the file."""

    model_config = _STRICT

    url: str
    outlet: str | None = Field(default=None, min_length=1)
    language: str | None = Field(default=None, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")
    full_text: bool | None = None

    @field_validator("url")
    @classmethod
    def _is_address(cls, url: str) -> str:
        try:
            return address(url).url
        except AddressError as error:
            raise ValueError(str(error)) from error


class FeedsFile(BaseModel):
    """The whole file. Sizes are in bytes, times in seconds; each limit is for one request."""

    model_config = _STRICT

    user_agent: str = Field(default=f"trucewatch/{__version__}", pattern=r"^[!-~][ -~]*$", max_length=300)
    allow_private: tuple[str, ...] = Field(default=(), strict=False)
    full_text: bool = False
    min_delay: float = Field(default=5.0, ge=0, le=3600, strict=False)
    timeout: float = Field(default=60.0, gt=0, le=600, strict=False)
    max_feed_bytes: int = Field(default=5 * _MB, ge=1000, le=50 * _MB)
    max_page_bytes: int = Field(default=5 * _MB, ge=1000, le=50 * _MB)
    max_redirects: int = Field(default=5, ge=0, le=20)
    max_pages: int = Field(default=100, ge=1, le=10_000)
    feed: tuple[FeedSettings, ...] = Field(min_length=1, strict=False)

    @field_validator("allow_private")
    @classmethod
    def _are_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        for host in hosts:
            if not re.fullmatch(r"[A-Za-z0-9._:-]+", host) or re.fullmatch(r"[^:]+:\d+", host):
                raise ValueError(f"{host!r} is no host; give names alone, such as localhost, without http:// or a port")
        return tuple(host.lower().rstrip(".") for host in hosts)


def load(path: Path) -> FeedsFile:
    """Read and check the file.

    Raises:
        InputError: TW-FEED-1 it cannot be read, TW-FEED-2 it is not TOML, TW-FEED-3 a setting is wrong.

    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("TW-FEED-1", "There is no such file.", str(path), "Check the spelling.") from error
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise InputError(
            "TW-FEED-1", f"The file cannot be read ({what}).", str(path), "Check it and its permissions."
        ) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(path, error) from error
    try:
        found = FeedsFile.model_validate(data)
    except ValidationError as error:
        raise _wrong(path, text, data, error) from error
    _once(path, text, found)
    return found


def _not_toml(path: Path, error: tomllib.TOMLDecodeError) -> InputError:
    at = re.search(r"\(at line (\d+), column \d+\)", str(error))
    what = re.sub(r" \(at .*\)$", "", str(error))
    return InputError(
        "TW-FEED-2",
        f"This is not valid TOML: {what}.",
        f"{path}, line {at[1]}" if at else str(path),
        'Mend the line; texts stand in quotes, as in url = "https://…".',
    )


def _wrong(path: Path, text: str, data: dict[str, Any], error: ValidationError) -> InputError:
    """The first fault, in words."""
    fault = error.errors()[0]
    place = fault["loc"]
    number = place[1] if place[0] == "feed" and len(place) > 1 and isinstance(place[1], int) else None
    key = next((part for part in reversed(place) if isinstance(part, str)), None)
    line = _line(text, key, number)
    where = f"{path}, line {line}" if line else str(path)
    if number is not None:
        where += f", feed {number + 1}"
    kinds = FeedsFile.model_fields if number is None else FeedSettings.model_fields
    if fault["type"] == "extra_forbidden":
        return InputError("TW-FEED-3", f"`{key}` is no setting.", where, f"The settings here are {', '.join(kinds)}.")
    if fault["type"] == "missing" or (key == "feed" and data.get("feed") == []):
        name = "[[feed]] with a `url`" if key == "feed" else f"`{key}`"
        return InputError("TW-FEED-3", f"There is no {name}.", where, 'Add one: [[feed]] and url = "https://…".')
    said = fault["msg"].removeprefix("Value error, ")
    return InputError("TW-FEED-3", f"`{key or 'feed'}`: {_lower(said)}.", where, "Mend it; docs/feeds.md has examples.")


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:].rstrip(".")


def _line(text: str, key: str | None, feed: int | None) -> int | None:
    """The line of a key, in the feed of that number or before the first; else the line on which the feed begins."""
    at, first = -1, None
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\s*\[\[\s*feed\s*\]\]", line):
            at += 1
            if at == feed:
                first = number
        elif key and at == (-1 if feed is None else feed) and re.match(rf"\s*['\"]?{re.escape(key)}['\"]?\s*=", line):
            return number
    return first


def _once(path: Path, text: str, found: FeedsFile) -> None:
    seen: set[str] = set()
    for number, feed in enumerate(found.feed):
        if feed.url in seen:
            where = f"{path}, line {_line(text, 'url', number)}, feed {number + 1}"
            raise InputError("TW-FEED-3", f"{feed.url} stands here twice.", where, "Take one of the two out.")
        seen.add(feed.url)
