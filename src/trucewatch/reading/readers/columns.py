"""Which column or field holds what, found by the names that people give them."""

import functools
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from typing import Any

import yaml

from trucewatch.reading.days import Order
from trucewatch.reading.readers.reader import Opened, Options
from trucewatch.reading.reasons import Reason
from trucewatch.reading.source import Raw
from trucewatch.vocabulary.records import Reject

_TAGS = re.compile(r"<(?:p|br|div|a|span|strong|em|h[1-6])\b[^>]*>", re.IGNORECASE)


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name).casefold()


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    data = yaml.safe_load(resources.files("trucewatch.reading").joinpath("data/columns.yaml").read_text("utf-8"))
    return {role: tuple(_plain(name) for name in names) for role, names in data.items()}


def roles_of(names: Iterable[str], options: Options) -> dict[str, str]:
    """Role → column name, for those columns that are there; what `options` says goes first."""
    by_plain = {_plain(name): name for name in reversed(list(names))}
    found = {}
    for role, known in _names().items():
        wanted = [_plain(options.columns[role])] if role in options.columns else known
        column = next((by_plain[name] for name in wanted if name in by_plain), None)
        if column is not None:
            found[role] = column
    return found


def known(name: str) -> bool:
    """Whether this is a usual name for a column."""
    return any(_plain(name) in names for names in _names().values())


def raw_of(
    record: Mapping[str, Any], roles: Mapping[str, str], opened: Opened, part: str, order: Order | None = None
) -> Raw | Reject:
    """The text of a row or a JSON object, or why there is none; its identity is its fields, not their layout."""
    values = {role: _said(record.get(column)) for role, column in roles.items()}
    text = values.get("text")
    if not text:
        detail = (
            f"`{roles['text']}` is empty" if "text" in roles else f"its fields are {', '.join(map(str, record))[:200]}"
        )
        return Reason.LACKS_TEXT.at(opened.name, part, detail)
    if len(_TAGS.findall(text[:4000])) >= 2:
        # Imported here, because pages need a library that takes long to load and most tables hold no HTML.
        from trucewatch.reading.readers.page import text_of_fragment  # noqa: PLC0415

        text = text_of_fragment(text) or text
    published = values.get("published")
    stamp = "\x1f".join(f"{role}={value}" for role, value in sorted(values.items()) if value)
    return Raw(
        opened.name,
        part,
        text,
        stamp.encode("utf-8", "surrogatepass"),
        title=values.get("title"),
        outlet=values.get("outlet"),
        url=values.get("url"),
        published=published or values.get("date"),
        sure=published is not None,
        order=order,
        language=values.get("language"),
        notes=opened.notes,
    )


def _said(value: object) -> str | None:
    """A field as text: a number is written out, an object with a name gives its name, an empty string is nothing."""
    if isinstance(value, Mapping):
        value = next((value[k] for k in ("name", "title", "href", "url", "value", "$date") if value.get(k)), None)
    if isinstance(value, list):
        value = "\n\n".join(str(v) for v in value if isinstance(v, str)) or None
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip()
    return text or None
