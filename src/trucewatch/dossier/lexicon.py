"""The word lists of the dossier, read once from `lexicon.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from trucewatch.vocabulary.codes import Code, PartyKind, ProvisionClass


@dataclass(frozen=True, slots=True)
class Performance:
    """A claim of `code` whose sentence holds one of `words` is about a provision of `class_`."""

    code: Code
    words: tuple[str, ...]
    class_: ProvisionClass


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded words (see `names.fold`) by what they tell; the comments of `lexicon.yaml` say what each list is for."""

    articles: frozenset[str]
    transliteration: tuple[tuple[str, str], ...]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    descriptions: frozenset[str]
    first_words: frozenset[str]
    irregular: frozenset[str]
    kinds: Mapping[str, PartyKind]
    agreements: Mapping[str, str]
    agreement_fillers: frozenset[str]
    agreement_plurals: frozenset[str]
    several: frozenset[str]
    contrasted: frozenset[str]
    other_matters: frozenset[str]
    wished: frozenset[str]
    length_units: Mapping[str, int]
    length_numbers: Mapping[str, int]
    truce_nouns: frozenset[str]
    recurring: frozenset[str]
    ceasing: tuple[str, ...]
    of_making: frozenset[str]
    standing_law: frozenset[str]
    months: Mapping[str, int]
    zones: tuple[tuple[str, str], ...]
    akin: tuple[frozenset[str], ...]
    compass: frozenset[str]
    zone_fillers: frozenset[str]
    zone_measures: frozenset[str]
    bearers: Mapping[str, str]
    performance: tuple[Performance, ...]
    hedges: tuple[str, ...]
    event_codes: frozenset[Code]
    harm: frozenset[str]
    state_nouns: frozenset[str]
    state_bodies: frozenset[str]
    links: frozenset[str]
    sides: frozenset[str]
    together: frozenset[str]
    material_codes: frozenset[Code]


def raw() -> dict[str, Any]:
    """The file as plain data, with its examples."""
    text = files("trucewatch.dossier").joinpath("lexicon.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


@cache
def lexicon() -> Lexicon:
    """The lists as the dossier uses them."""
    data = raw()
    return Lexicon(
        articles=frozenset(data["articles"]),
        transliteration=tuple((a, b) for a, b in data["transliteration"]),
        determiners=frozenset(data["determiners"]),
        pronouns=frozenset(data["pronouns"]),
        descriptions=frozenset(w for d in data["descriptions"] for w in (d, f"{d}s", _plural(d))),
        first_words=frozenset(data["first_words"]),
        irregular=frozenset(data["irregular"]),
        kinds={word: PartyKind(kind) for kind, words in data["kinds"].items() for word in words},
        agreements=dict(data["agreements"]),
        agreement_fillers=frozenset(
            word for each in ("agreement_fillers", "agreement_descriptions", "several", "wished") for word in data[each]
        ),
        agreement_plurals=frozenset(data["agreement_plurals"]),
        several=frozenset(data["several"]),
        other_matters=frozenset(data["other_matters"]),
        contrasted=frozenset(data["contrasted"]),
        wished=frozenset(data["wished"]),
        length_units=dict(data["length_units"]),
        length_numbers=dict(data["length_numbers"]),
        truce_nouns=frozenset(data["truce_nouns"]),
        recurring=frozenset(data["recurring"]),
        ceasing=tuple(data["ceasing"]),
        of_making=frozenset(data["of_making"]),
        standing_law=frozenset(data["standing_law"]),
        months={name: number for number, name in enumerate(data["months"], 1)},
        zones=tuple((a, b) for a, b in data["zones"]),
        akin=tuple(map(frozenset, data["akin"])),
        compass=frozenset(data["compass"]),
        zone_fillers=frozenset(data["zone_fillers"]),
        zone_measures=frozenset(data["zone_measures"]),
        bearers={word: side for side, words in data["bearers"].items() for word in words},
        performance=tuple(
            Performance(Code(p["code"]), tuple(p["words"]), ProvisionClass(p["class"])) for p in data["performance"]
        ),
        hedges=tuple(data["hedges"]),
        event_codes=frozenset(Code(c) for c in data["event_codes"]),
        harm=frozenset(data["harm"]),
        state_nouns=frozenset(data["state_nouns"]),
        state_bodies=frozenset(data["state_bodies"]),
        links=frozenset(data["links"]),
        sides=frozenset(data["sides"]),
        together=frozenset(data["together"]),
        material_codes=frozenset(Code(c) for c in data["material_codes"]),
    )


def _plural(noun: str) -> str:
    if noun.endswith("y"):
        return f"{noun[:-1]}ies"
    return f"{noun[:-3]}men" if noun.endswith("man") else f"{noun}es"
