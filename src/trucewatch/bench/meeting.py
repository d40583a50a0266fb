"""When a name, a date or a set of figures found meets the coded one, as the ceasefire set lays it down."""

import calendar
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_WORD = re.compile(r"[^\W\d_][\w'.]*")
_POSSESSIVE = re.compile(r"('s|\.)$")
_TIMES_AND_MARKS = re.compile(r"[~?%]|T[^/]*")
_OPEN = ("", "..")


@cache
def _scale() -> dict[str, Any]:
    text = files("trucewatch.bench").joinpath("naming_scale.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    folded = {**data["countries"], **data["same"]}
    return {
        "stop": frozenset(data["not_content"]),
        "folded": folded,
        "countries": frozenset(data["countries"].values()) - set(data["no_country"]),
        "anywhere": data["anywhere"],
    }


def content_words(name: str) -> frozenset[str]:
    """The words of a name that tell it apart, folded; all its words where none does."""
    scale = _scale()
    low = unicodedata.normalize("NFKD", name.lower().replace("ı", "i").replace("’", "'")).replace("-", " ")
    low = "".join(c for c in low if not unicodedata.combining(c))
    found = {value for key, value in scale["anywhere"].items() if key in low}
    for written in _WORD.findall(low):
        word = _POSSESSIVE.sub("", written)
        if word not in scale["stop"]:
            found.add(scale["folded"].get(word, word))
    return frozenset(found or re.findall(r"\w+", low))


def meet(one: str, other: str) -> bool:
    """Whether two names share a content word and, where both have more than a country, one of those."""
    a, b = content_words(one), content_words(other)
    if not a & b:
        return False
    a, b = a - _scale()["countries"], b - _scale()["countries"]
    return bool(a & b) if a and b else True


def fillers(value: Any) -> list[str]:  # noqa: ANN401 - a slot of an exported row: text, object, list or mapping
    """Every way a slot is named: one text a filler, its name and its mention joined by a bar."""
    if value is None or value == "":
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        if "name" in value or "mention" in value:
            both = [str(value[key]) for key in ("name", "mention") if value.get(key)]
            return [" | ".join(both)] if both else []
        return [name for each in value.values() for name in fillers(each)]
    return [name for each in value for name in fillers(each)]


def any_meets(gold: str, filler: str) -> bool:
    """Whether the name or the mention of a filler meets."""
    return any(meet(gold, part) for part in filler.split(" | "))


def matched(gold: Iterable[str], value: Any) -> int:  # noqa: ANN401 - as above
    """How many gold fillers one filler each of the slot meets."""
    left, hit = fillers(value), 0
    for name in gold:
        first = next((filler for filler in left if any_meets(name, filler)), None)
        if first is not None:
            left.remove(first)
            hit += 1
    return hit


def dates_meet(gold: Any, found: Any, slack: int = 31) -> bool:  # noqa: ANN401 - EDTF text, or an object
    """Whether two dates overlap, the one found at most `slack` days longer than the coded one."""
    a, b = _ends(gold), _ends(found)
    if not a or not b:
        return False
    return a[0] <= b[1] and b[0] <= a[1] and (b[1] - b[0]).days <= (a[1] - a[0]).days + slack


def _ends(value: Any) -> tuple[dt.date, dt.date] | None:  # noqa: ANN401 - as above
    if isinstance(value, Mapping):
        value = f"{value.get('start') or '..'}/{value.get('end') or value.get('start') or '..'}"
    if not value:
        return None
    first, _, last = _TIMES_AND_MARKS.sub("", str(value)).partition("/")
    try:
        return _first_day(first), _last_day(last or first)
    except ValueError:
        return None


def _first_day(text: str) -> dt.date:
    return dt.date.min if text in _OPEN else dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def _last_day(text: str) -> dt.date:
    if text in _OPEN:
        return dt.date.max
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    return dt.date.fromisoformat(text if len(text) > 4 else f"{text}-12-31")


def numbers_meet(gold: Mapping[str, Any], found: Sequence[Mapping[str, Any]] | None) -> bool:
    """Whether each coded figure is there: under its own name where that name is used, else anywhere."""
    rows = found or []
    for kind, value in gold.items():
        own = [row for row in rows if row.get("what") == kind]
        have = _values(own or [row for row in rows if row.get("what") not in gold])
        wanted = value if isinstance(value, list) else [value]
        if any(round(float(each), 1) not in have for each in wanted):
            return False
    return True


def _values(rows: Iterable[Mapping[str, Any]]) -> set[float]:
    each = (row.get(key) for row in rows for key in ("min", "max"))
    return {round(float(value), 1) for value in each if isinstance(value, (int, float))}
