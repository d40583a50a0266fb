"""spaCy's recogniser of names over a batch at once.

It labels token by token (begin, in, last, unit, out: B I L U O) and looks at three of them: the token, the first token
of the name that is open, and the token before within it. So what it does outside a name hangs on the token alone, and
what it does inside one on the token and on where the name began: no step waits for those before it, and all of a batch
are taken together. What it may do beside names that are set already is as in spaCy's `ner.pyx`.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ENT_IOB, ENT_TYPE, IS_SPACE, SENT_START
from spacy.tokens import Doc, Span

Array: TypeAlias = NDArray[Any]
Entity = tuple[int, int, int]
"""First token, token after the last, label."""

_I, _B = 1, 3
"""How spaCy writes that a token goes on with a name, or begins one."""


def fits(recogniser: Any) -> bool:  # noqa: ANN401 - spaCy's pipes are cython
    """Whether it is made as this module takes it to be: greedy, looking at three tokens, with a layer of scores."""
    layers = recogniser.model.layers
    return bool(recogniser.cfg["beam_width"] == 1 and len(layers) == 3 and layers[1].get_dim("nF") == 3)


class Recogniser:
    """Names the batches that spaCy's own recogniser would name the same, more slowly."""

    def __init__(self, recogniser: Any) -> None:  # noqa: ANN401 - spaCy's pipes are cython
        """Take the network of a recogniser that `fits`."""
        self._embed, self._lower, self._upper = recogniser.model.layers
        system, strings = recogniser.moves, recogniser.vocab.strings
        moves = [system.get_class_name(i).partition("-") for i in range(system.n_moves)]
        self._labels = np.array([strings[label] if label else 0 for _, _, label in moves], dtype=np.uint64)
        self._is = {move: np.array([name == move for name, _, _ in moves]) for move in "BILUO"}

    def predict(self, docs: Sequence[Doc]) -> list[list[Entity]]:
        """The entities of each, with those that are set already."""
        tokens = _Tokens(docs)
        parts = self._lower.predict(self._embed.predict(docs))
        padding, parts = parts[0], parts[1:]
        acts = self._best(parts[:, 0] + padding[1] + padding[2], self._outside(tokens))
        ends, labels = self._ends(tokens, parts, acts), self._labels[acts]
        cuts = np.cumsum([len(doc) for doc in docs])[:-1]
        by_doc = zip([0, *cuts], np.split(ends, cuts), np.split(labels, cuts), strict=True)
        return [_read((ends - offset).tolist(), labels.tolist()) for offset, ends, labels in by_doc]

    def set_annotations(self, docs: Sequence[Doc], found: Sequence[Sequence[Entity]]) -> None:
        """Set what `predict` has found."""
        for doc, entities in zip(docs, found, strict=True):
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in entities])

    def _best(self, summed: Array, allowed: Array) -> Array:
        """The act of the highest score among those allowed; -1 where none is."""
        hidden = (summed + self._lower.get_param("b")).max(axis=-1)
        scores = np.where(allowed, self._upper.predict(hidden), -np.inf)
        return np.where(allowed.any(axis=1), scores.argmax(axis=1), -1)

    def _ends(self, tokens: "_Tokens", parts: Array, acts: Array) -> Array:
        """After each token outside a name, where the name that begins with it ends, or the next token; -1: nowhere."""
        begun = self._is["B"][acts]
        ends = np.where(begun | (acts < 0), -1, np.arange(1, len(acts) + 1))
        first = np.flatnonzero(begun)
        at = first + 1
        while len(at):
            summed = parts[at, 0] + parts[first, 1] + parts[at - 1, 2]
            inner = self._best(summed, self._inside(tokens, at, self._labels[acts[first]]))
            closed, open_ = self._is["L"][inner], self._is["I"][inner]
            ends[first[closed]] = at[closed] + 1
            first, at = first[open_], at[open_] + 1
        return ends

    def _outside(self, tokens: "_Tokens") -> Array:
        """Which acts each token allows where no name is open."""
        preset = tokens.begins[:, None]
        same = self._labels == tokens.label[:, None]
        free = (~tokens.space)[:, None]
        begin = np.where(
            preset, same & tokens.next_goes_on[:, None], free & ~(tokens.next_begins | tokens.next_starts)[:, None]
        )
        begin &= ~(tokens.last | tokens.goes_on)[:, None]
        unit = np.where(preset, same, free & (self._labels > 0)) & ~tokens.next_goes_on[:, None]
        out = ~(tokens.begins | tokens.goes_on)[:, None]
        allowed: Array = (self._is["B"] & begin) | (self._is["U"] & unit) | (self._is["O"] & out)
        return allowed

    def _inside(self, tokens: "_Tokens", at: Array, label: Array) -> Array:
        """Which acts each of these tokens allows in a name of that label."""
        goes_on, next_goes_on = tokens.goes_on[at], tokens.next_goes_on[at]
        preset, same = (self._labels == of[:, None] for of in (tokens.label[at], label))
        go_on = np.where(goes_on[:, None], preset & next_goes_on[:, None], ~tokens.next_starts[at][:, None])
        go_on &= same & ~(tokens.last | tokens.begins | tokens.next_begins)[at][:, None]
        end = np.where((goes_on & ~next_goes_on)[:, None], preset, same & ~next_goes_on[:, None])
        allowed: Array = (self._is["I"] & go_on) | (self._is["L"] & end)
        return allowed


class _Tokens:
    """What of a batch's tokens counts beside the scores, one after another: names set already, sentences, spaces."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        rows = np.concatenate([doc.to_array([ENT_IOB, ENT_TYPE, SENT_START, IS_SPACE]) for doc in docs])
        lengths = np.array([len(doc) for doc in docs])
        self.last = np.zeros(len(rows), dtype=bool)
        self.last[np.cumsum(lengths)[lengths > 0] - 1] = True
        self.label, self.space = rows[:, 1], rows[:, 3] == 1
        self.begins, self.goes_on = rows[:, 0] == _B, rows[:, 0] == _I
        self.next_begins, self.next_goes_on, self.next_starts = (
            np.append(found[1:], False) & ~self.last for found in (self.begins, self.goes_on, rows[:, 2] == 1)
        )


def _read(ends: Sequence[int], labels: Sequence[int]) -> list[Entity]:
    """The entities met on the way from the first token of a text."""
    found, at = list[Entity](), 0
    while 0 <= at < len(ends):
        if labels[at] and ends[at] > 0:
            found.append((at, ends[at], labels[at]))
        at = ends[at]
    return found
