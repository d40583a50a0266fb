"""The coding rules as data: verbs, nouns and adjectives to codes, with what they ask of their subject and object.

Each file of `rules/` holds one code; `nouns.yaml` holds the noun classes that the rules ask for. Every rule's example
sentences are run through the coder as tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml

from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, ProvisionClass


@dataclass(frozen=True, slots=True)
class Rule:
    """How one group of predicates is coded.

    `object`, `subject` and `below` name noun classes of which one must match (`…_not`: none may); `object_words` and
    `requires_words` name lemmas; `…_kinds` what sort of filler will do instead (party, fighters, force, people, number,
    name, place, speaker). `actor` and `recipient` say which slot of the grammar fills which of the code; `partners` are
    prepositions whose object acts too, `agents` those whose object alone acts; `flip` says that it did not happen.
    `none_of` asks for "no" before a noun of the classes; `other_does` asks that somebody else is to do it ("wants the
    army to leave"); `actor: speaker` makes him who says it the actor; `actor: nobody` keeps out even whom an adjective
    before the subject names (who records a breach did not commit it). `no_object` refuses a verb that has one,
    `with_object` one that has none, `requires_agent` a noun that does not say by whom.
    `relation` is what it does to an agreement: extends, suspends, resumes, ends, excludes (somebody).
    `plover` is the type in PLOVER's own sense, where the coding of truces gives another.
    `weight` is how far the rule alone can be trusted, 0 … 1.
    """

    id: str
    code: Code
    kind: ClaimKind
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    object_not: tuple[str, ...] = ()
    object_words: tuple[str, ...] = ()
    object_kinds: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    subject_not: tuple[str, ...] = ()
    subject_kinds: tuple[str, ...] = ()
    subject_phrase: tuple[str, ...] = ()
    subject_role: str | None = None
    below: tuple[str, ...] = ()
    requires_words: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    requires_negation: bool = False
    drop_negation: bool = False
    flip: bool = False
    no_object: bool = False
    with_object: bool = False
    requires_agent: bool = False
    future_only: bool = False
    other_does: bool = False
    preposition: Mapping[str, list[str]] = field(default_factory=dict)
    preposition_not: Mapping[str, list[str]] = field(default_factory=dict)
    actor: str = "subject"
    recipient: str = "object"
    recipient_preps: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    of: str = "none"
    relation: str | None = None
    provides: bool = False
    modality: Modality | None = None
    class_: ProvisionClass | None = None
    mode: str | None = None
    plover: Code | None = None
    weight: float = 1.0
    examples: tuple[str, ...] = ()
    learnt: bool = False
    """No rule of the codebook: it only fills the slots of an act that the learnt model reads."""

    @property
    def asks(self) -> int:
        """How much it asks for of its object, subject and surroundings: what asks for more is tried first."""
        fillers = (self.object or self.object_words or self.object_kinds, self.subject or self.subject_kinds)
        around = (
            self.preposition,
            self.below or self.none_of,
            self.requires_words,
            self.requires_negation,
            self.other_does,
        )
        return sum(map(bool, fillers + around))


@dataclass(frozen=True)
class Rulebook:
    """All rules, indexed by the first word of each predicate."""

    rules: tuple[Rule, ...]
    classes: Mapping[str, frozenset[str]]
    verbs: Mapping[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    adjectives: Mapping[str, tuple[tuple[tuple[str, ...], Rule], ...]]
    version: str

    @cached_property
    def class_of(self) -> Mapping[str, frozenset[str]]:
        """Each entry of the noun classes → the classes that it is in."""
        found: dict[str, set[str]] = {}
        for name, words in self.classes.items():
            for word in words:
                found.setdefault(word, set()).add(name)
        return {word: frozenset(names) for word, names in found.items()}

    @cached_property
    def parts_of_longer(self) -> frozenset[str]:
        """Words that an entry of several words ends with, or begins with before *of*."""
        entries = [entry.split() for entry in self.class_of if " " in entry]
        return frozenset({e[-1] for e in entries} | {e[0] for e in entries if "of" in e})


_LISTS = frozenset(f.name for f in fields(Rule) if str(f.type).startswith("tuple"))


def rule_from(data: dict[str, Any], code: Code, kind: ClaimKind, modality: Modality | None) -> Rule:
    """A rule from its fields as a file has them; code, kind and modality are the file's unless it has its own."""
    values: dict[str, Any] = {k: tuple(v) if k in _LISTS else v for k, v in data.items() if k != "class"}
    if "class" in data:
        values["class_"] = ProvisionClass(data["class"])
    if "modality" in data:
        values["modality"] = Modality(data["modality"])
    if "plover" in data:
        values["plover"] = Code(data["plover"])
    return Rule(**{"code": code, "kind": kind, "modality": modality, **values})


def _index(rules: tuple[Rule, ...], part: str) -> dict[str, tuple[tuple[tuple[str, ...], Rule], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Rule]]] = {}
    for rule in rules:
        for entry in getattr(rule, part):
            words = tuple(entry.split())
            head = words[-1] if part == "nouns" else words[0]
            found.setdefault(head, []).append((words, rule))
    return {head: tuple(sorted(entries, key=lambda e: (-len(e[0]), -e[1].asks))) for head, entries in found.items()}


@cache
def rulebook() -> Rulebook:
    """Read the shipped rules."""
    folder = files("trucewatch.codebook").joinpath("rules")
    shipped = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    texts = {f.name: f.read_text("utf-8") for f in shipped}
    classes = {name: frozenset(words) for name, words in yaml.safe_load(texts.pop("nouns.yaml")).items()}
    rules: list[Rule] = []
    for text in texts.values():
        data = yaml.safe_load(text)
        modality = Modality(data["modality"]) if "modality" in data else None
        rules.extend(rule_from(r, Code(data["code"]), ClaimKind(data["kind"]), modality) for r in data["rules"])
    found = tuple(rules)
    return Rulebook(
        found,
        classes,
        _index(found, "verbs"),
        _index(found, "nouns"),
        _index(found, "adjectives"),
        version=_version(texts, classes),
    )


def _version(texts: Mapping[str, str], classes: Mapping[str, frozenset[str]]) -> str:

    words = "\n".join(f"{name}: {sorted(members)}" for name, members in sorted(classes.items()))
    return sha256("\n".join([*texts.values(), words]).encode()).hexdigest()[:12]
