"""The PLOVER mode of a coded predicate, from the words of its clause."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from spacy.tokens import Token

from trucewatch.coding.matching import Match
from trucewatch.coding.predicates import lemma
from trucewatch.vocabulary.codes import Code, ProvisionClass


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.coding").joinpath("data/modes.yaml").read_text("utf-8"))
    return data


def mode_of(match: Match, code: Code, class_: ProvisionClass) -> str | None:
    """The mode that the rule states, else the first one that a word of the clause tells; None where none does."""
    if match.rule.mode is not None:
        return match.rule.mode
    words = _clause(match)
    for mode, cues in _data()["by_word"].get(code.value, {}).items():
        if words & set(cues):
            return str(mode)
    found = _data()["by_class"].get(code.value, {}).get(class_.value)
    return str(found) if found is not None else None


def _clause(match: Match) -> set[str]:
    """Lemmas of the predicate, its arguments and their modifiers, without what hangs on them as clauses of its own."""
    tops: list[Token] = [match.head, *match.objects, *match.subjects]
    found: set[str] = set()
    for top in tops:
        found.add(lemma(top))
        for child in top.children:
            if child.dep_ in {"relcl", "advcl", "parataxis"}:
                continue
            if child.dep_ in {"xcomp", "ccomp"}:
                found |= {lemma(t) for t in child.subtree}
            found.add(lemma(child))
            found |= {lemma(inner) for inner in child.children if inner.dep_ in {"pobj", "amod", "compound", "dobj"}}
    return found
