"""Numbers with what they count, units normalised to km and people."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Doc, Token

from trucewatch.vocabulary.records import Quantity


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(
        files("trucewatch.language").joinpath("data/quantities.yaml").read_text("utf-8")
    )
    return data


def quantity_examples() -> list[dict[str, Any]]:
    """The sentences that the data give, with what must be read in them."""
    examples: list[dict[str, Any]] = _data()["examples"]
    return examples


@cache
def _length() -> re.Pattern[str]:
    units = "|".join(sorted(_data()["kilometres"], key=len, reverse=True))
    words = "|".join([*_data()["numbers"], "a"])
    number = rf"(?:\d[\d,]*(?:\.\d+)?|(?:{words})\b)"
    return re.compile(rf"\b({number})(?:\s*(?:-|to|and)\s*({number}))?[\s-]*({units})\b", re.IGNORECASE)


def quantities(doc: Doc) -> list[tuple[Token, Quantity]]:
    """Each number of a sentence with the token that it hangs on, in the order of the text."""
    found = list(_lengths(doc))
    taken = {t.i for token, _ in found for t in doc[max(0, token.i - 4) : token.i + 1]}
    found.extend(
        (noun, quantity)
        for noun, number in _counted(doc)
        if number.i not in taken
        for quantity in [_count(noun, number)]
        if quantity is not None
    )
    return sorted(found, key=lambda pair: pair[0].i)


def _lengths(doc: Doc) -> Iterator[tuple[Token, Quantity]]:
    for match in _length().finditer(doc.text):
        low, high, unit = match.groups()
        first, second = _value(low), _value(high) if high else None
        span = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if first is None or span is None:
            continue
        factor = _data()["kilometres"][unit.lower()]
        near = {t.lower_ for t in doc[span.start : span.end + 6]} | {
            t.lower_ for t in doc[max(0, span.start - 4) : span.start]
        }
        what = "width" if near & set(_data()["width_words"]) else "distance"
        least = round(first * factor, 1)
        yield (
            span[-1],
            _bounded(doc, span.start, what, least, round((second or first) * factor, 1), "km", match.group()),
        )


def _value(text: str) -> float | None:
    low = text.lower().replace(",", "")
    if low in _data()["numbers"]:
        return float(_data()["numbers"][low])
    if low == "a":
        return 1.0
    try:
        return float(low)
    except ValueError:
        return None


def _counted(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Each counted noun with its number; a number that stands for its noun is its own."""
    for token in doc:
        if token.pos_ != "NUM" or token.ent_type_ in {"DATE", "TIME", "ORDINAL", "PERCENT", "MONEY"}:
            continue
        hyphened = token.i + 1 < len(doc) and doc[token.i + 1].text == "-" and doc[token.i + 1].whitespace_ == ""
        if hyphened and token.head.dep_ == "compound":
            continue  # "a three-way summit"
        if token.dep_ in {"nummod", "compound"} and token.head.pos_ in {"NOUN", "PROPN"} and token.head.i > token.i:
            yield token.head, token
        elif token.dep_ in {"dobj", "nsubj", "nsubjpass", "attr", "conj", "appos"} and token.tag_ == "CD":
            yield token, token


def _number(token: Token) -> tuple[float | None, str]:
    """The value of a number token with the parts before it ("three million", "thirty-four")."""
    parts = [t for t in token.subtree if t.i <= token.i and (t.pos_ == "NUM" or t.text == "-")]
    total, current = 0.0, 0.0
    for part in [w for t in parts for w in t.lower_.split("-") if w]:
        value = _value(part)
        if part in _data()["multipliers"]:
            current = (current or 1) * _data()["multipliers"][part]
        elif value is not None:
            current += value
        else:
            return None, token.text
    total += current
    return total, token.doc[parts[0].i : token.i + 1].text if parts else token.text


def _count(noun: Token, number: Token) -> Quantity | None:
    value, text = _number(number)
    if value is None or noun.lemma_.lower() in _data()["skip"]:
        return None
    what, unit = _what(noun)
    start = min([t.i for t in number.subtree], default=number.i)
    return _bounded(noun.doc, min(start, number.i), what, value, value, unit, text)


def _bounded(doc: Doc, start: int, what: str, least: float, most: float, unit: str | None, text: str) -> Quantity:
    """The quantity with "at least" and "up to" taken into account."""
    before = doc[max(0, start - 3) : start + 4].text.lower()
    if any(re.search(rf"\b{w}\b", before) for w in _data()["at_least"]) and least == most:
        return Quantity(what, least, None, unit, text)
    if any(re.search(rf"\b{w}\b", before) for w in _data()["at_most"]) and least == most:
        return Quantity(what, None, most, unit, text)
    return Quantity(what, least, most, unit, text)


def _what(noun: Token) -> tuple[str, str | None]:
    """What is counted: harm to people by the verb above them, population, else the noun itself."""
    data = _data()
    lemma = noun.lemma_.lower()
    is_people = lemma in data["people"] or noun.pos_ == "NUM"
    around = _around(noun)
    for what in ("killed", "injured", "displaced"):
        if is_people and around & set(data[what]):
            return what, "people"
    if is_people and around & set(data["population_words"]):
        return "population", "people"
    if noun.pos_ == "NUM":
        return "count", None
    compound = [c.lower_ for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"]
    plural = noun.lower_ if noun.lower_.endswith("s") else noun.lemma_.lower() + "s"
    return "_".join([*compound, plural]), "people" if is_people else None


def _around(noun: Token) -> set[str]:
    """Lemmas that tell what happened to those counted: the noun, its modifiers, the verb above with its complements."""
    found = {noun.lemma_.lower(), noun.lower_}
    found |= {c.lemma_.lower() for c in noun.children if c.dep_ in {"amod", "acl", "compound"}}
    found |= {c.lower_ for c in noun.children if c.dep_ in {"amod", "acl"}}
    current = noun
    for _ in range(3):
        if current.dep_ == "conj" and current.head.pos_ in {"NOUN", "NUM"} and current.pos_ in {"NOUN", "NUM"}:
            own = {c.lower_ for c in current.children}
            if own & {"wounded", "injured"}:
                break
        current = current.head
        found.add(current.lemma_.lower())
        if current.pos_ in {"VERB", "AUX"}:
            found |= {c.lower_ for c in current.children if c.dep_ in {"acomp", "oprd", "attr", "xcomp"}}
            break
    return found
