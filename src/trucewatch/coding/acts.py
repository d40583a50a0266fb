"""Acts as the learnt model reads them: those that no rule fits, and how likely the ones are that a rule reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import yaml
from spacy.tokens import Doc, Token

from trucewatch.codebook.rulebook import Rule, rule_from
from trucewatch.coding.matching import Match, Matcher
from trucewatch.learnt import Model
from trucewatch.learnt.quotations import Scores
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality

FROM = 0.8
"""How likely an act must be where no rule reads it. Less finds as many wrong ones as right ones."""

_PREDICATES = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ", "ADV", "ADP"})
_PARTS = frozenset({"acomp", "attr", "oprd", "prt"})
"""Children with which a verb makes one predicate."""


@dataclass(frozen=True, slots=True)
class Likely:
    """How likely each token of a sentence is to tell each act."""

    columns: Mapping[Code, int]
    rows: Mapping[int, int]
    scores: Scores

    def of(self, token: Token, code: Code) -> float:
        """For one act."""
        row = self.rows.get(token.i)
        return float(self.scores[row, self.columns[code]]) if row is not None else 0.0

    def most(self, match: Match, code: Code) -> float:
        """For an act at any word of the predicate that a match stands for."""
        return max(self.of(token, code) for token in words_of(match))

    def best(self, least: float) -> dict[int, tuple[Code, float]]:
        """The likeliest act of each token, and how likely the word tells it, where that is at least `least`."""
        codes, tokens = list(self.columns), list(self.rows)
        acts = self.scores[:, list(self.columns.values())]
        likely = acts.max(axis=1, initial=0.0)
        found = np.flatnonzero(likely >= least).tolist()
        return {tokens[row]: (codes[int(acts[row].argmax())], float(likely[row])) for row in found}


def words_of(match: Match) -> list[Token]:
    """The words that a predicate is made of: the verb, its particle or complement, and the noun that it supports."""
    parts = [c for c in match.head.children if c.dep_ in _PARTS]
    return [match.head, *parts, *([match.noun] if match.noun is not None else [])]


class Acts:
    """The model's view of parsed sentences; one per coder."""

    def __init__(self, model: Model, matcher: Matcher) -> None:
        """Take the model and the grammar."""
        self._model, self._matcher = model, matcher
        self._columns = {Code(name): i for i, name in enumerate(model.act_codes) if name}

    def likely(self, doc: Doc) -> Likely:
        """How likely each word of a sentence is to tell each act."""
        words = [token for token in doc if token.is_alpha]
        scores = self._model.acts(doc.text, [(t.idx, t.idx + len(t)) for t in words])
        return Likely(self._columns, {t.i: row for row, t in enumerate(words)}, scores)

    def matches(self, doc: Doc, by_rule: Sequence[Match], likely: Likely) -> list[Match]:
        """The acts that no rule reads, likeliest first."""
        taken = {(token.i, match.rule.code) for match in by_rule for token in words_of(match)}
        found: list[Match] = []
        told = [(doc[i], *act) for i, act in likely.best(FROM).items() if doc[i].pos_ in _PREDICATES]
        for token, code, chance in sorted(told, key=lambda each: -each[2]):
            near = {token.i, token.head.i, *(c.i for c in token.children)}
            if not any((i, code) in taken for i in near):
                match = self._matcher.bare(token, _rules()[code, token.pos_ in {"NOUN", "PROPN"}], chance)
                found.append(match)
                taken |= {(t.i, code) for t in (token, *words_of(match))}
        return found


@cache
def _rules() -> dict[tuple[Code, bool], Rule]:
    """For each act, as a verb and as a noun, the rule that fills its slots."""
    data: dict[str, Any] = yaml.safe_load(files("trucewatch.coding").joinpath("data/acts.yaml").read_text("utf-8"))
    found = {}
    for name, entry in data.items():
        code, kind = Code(name), ClaimKind(entry["kind"])
        modality = Modality(entry["modality"]) if "modality" in entry else None
        for part in ("verb", "noun"):
            slots = {"id": f"learnt.{name.lower()}", "learnt": True, **entry.get("both", {}), **entry.get(part, {})}
            found[code, part == "noun"] = rule_from(slots, code, kind, modality)
    return found
