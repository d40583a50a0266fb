"""The words of the grammar, read once from words.yaml beside this module."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def words() -> Mapping[str, Any]:
    """The whole file as mappings and lists."""
    return dict(yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_text("utf-8")))


@cache
def months() -> Mapping[str, int]:
    """Every form of a month, lower case, to its number 1-12."""
    return {form.lower(): number for number, forms in words()["months"].items() for form in forms}


@cache
def weekdays() -> Mapping[str, int]:
    """Every form of a weekday, lower case, to its number; 0 is Monday."""
    return {form.lower(): number for number, forms in words()["weekdays"].items() for form in forms}


@cache
def units() -> Mapping[str, str]:
    """Every form of a unit to its name."""
    return {form: unit for unit, forms in words()["units"].items() for form in forms}


@cache
def keyed(section: str) -> Mapping[str, str]:
    """A section of lists turned round: each form, lower case, to its key."""
    return {form.lower(): str(key) for key, forms in words()[section].items() for form in forms}


def plain(text: str) -> str:
    """Lower case, with single spaces: as the lists have it."""
    return " ".join(text.lower().split())


@cache
def numbers() -> Mapping[str, float]:
    """Every number in words to its value, with those made of tens and ones ("twenty-four", "twenty four")."""
    known = words()
    found = {form: float(value) for form, value in known["numbers"].items()}
    ones = [(form, value) for form, value in found.items() if form not in ("a", "an") and value in range(1, 10)]
    found |= {f"{one} hundred": value * 100 for one, value in ones if " " not in one and value > 1}
    for ten, value in known["tens"].items():
        found[ten] = float(value)
        found |= {f"{ten}{mark}{one}": value + more for one, more in ones for mark in "- " if " " not in one}
    return found


def number(text: str) -> float | None:
    """The number that digits or words say, with its fraction ("2 1/2"); None for a vague one ("several")."""
    said = plain(text).replace(",", "").replace("-and-a-half", " and a half").replace("-1/", " 1/")
    for form, part in words()["fractions"].items():
        if said.endswith(f" {form}"):
            whole = number(said.removesuffix(form))
            return None if whole is None else whole + part
    if said.replace(".", "", 1).isdecimal():
        return float(said)
    hundreds, _, rest = said.partition("hundred ")
    if hundreds and rest:
        return (number(f"{hundreds}hundred") or 100) + (number(rest.removeprefix("and ")) or 0)
    return numbers().get(said)


def alternatives(forms: Iterable[str]) -> str:
    """A regular expression of the forms, longest first; spaces match any single white space."""
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    return "(?:" + "|".join(form.replace(" ", r"\s[ \t]?") for form in longest_first) + ")"
