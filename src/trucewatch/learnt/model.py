"""The learnt parts at work: one small encoder and its heads, run by onnxruntime on one core, without a network."""

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

import numpy as np

from trucewatch.learnt.quotations import Quotation, Scores, Span, cues, quotation, shares, smoothed
from trucewatch.learnt.weights import Weights, checked, missing
from trucewatch.learnt.windows import LONGEST, Window, covered, sentence, windows
from trucewatch.learnt.wordpiece import WordPieces

Scale = Literal["UW", "UDS_IH2"]
SCALES: tuple[Scale, ...] = ("UW", "UDS_IH2")

FACTUALITY_BOUND = 3.0
"""Certain that it happened; its negative, certain that it did not."""


class Model:
    """The encoder and its heads. Windows are run one by one, so that no text's scores hang on its neighbours."""

    def __init__(self, weights: Weights) -> None:
        """Take files that have been checked."""
        self._files = weights.files
        self.about = weights.about
        vocabulary = weights.files["vocabulary.txt"].read_text(encoding="utf-8").split("\n")
        self._cutter = WordPieces(vocabulary[:-1])

    @property
    def version(self) -> str:
        """A name that changes with the weights."""
        return str(self.about["version"])

    def quotations(self, text: str, longest: int = LONGEST) -> list[Quotation]:
        """Every quotation in a text, in the order of its cues; line breaks part paragraphs."""
        return [found for window in windows(text, self._cutter, longest) for found in self._window(window)]

    def quotations_in(self, texts: Sequence[str]) -> list[list[Quotation]]:
        """The same for several texts."""
        return [self.quotations(text) for text in texts]

    def factuality(self, text: str, words: Sequence[Span], scale: Scale = "UW") -> list[float]:
        """How sure a sentence is that the events at these words happened: −3 (did not) … 3 (did); 0 is unknown.

        Two sets were learnt from, whose judges used the scale in their own ways: UW is of news, UDS-IH2 of the web.
        """
        window = sentence(text, self._cutter)
        pieces = [next(iter(covered(window, [word])), None) for word in words]
        if not any(pieces):
            return [0.0] * len(words)
        (states,) = self._encoder.run(["states"], self._embedded(window))
        (values,) = self._factuality.run(None, {"states": states[0][[p or 0 for p in pieces]]})
        bounded = np.clip(values[:, SCALES.index(scale)], -FACTUALITY_BOUND, FACTUALITY_BOUND)
        return [round(float(v), 3) if p else 0.0 for v, p in zip(bounded, pieces, strict=True)]

    def factuality_in(self, sentences: Sequence[tuple[str, Sequence[Span]]], scale: Scale = "UW") -> list[list[float]]:
        """The same for several sentences, each with its words."""
        return [self.factuality(text, words, scale) for text, words in sentences]

    def event_type(self, text: str, source: Span, target: Span) -> dict[str, float]:
        """How likely each PLOVER code is for what `source` does to `target`; nothing where either is beyond reach."""
        window = sentence(text, self._cutter)
        first, second = covered(window, [source]), covered(window, [target])
        if not first or not second:
            return {}
        (states,) = self._encoder.run(["states"], self._embedded(window))
        ends = {"source": states[0][first].mean(axis=0), "target": states[0][second].mean(axis=0)}
        (scores,) = self._event_type.run(None, {"states": states[0], **ends})
        likely = shares(scores).tolist()
        return {code: round(value, 4) for code, value in zip(self.about["codes"], likely, strict=True)}

    @property
    def act_codes(self) -> list[str]:
        """What the columns of `acts` stand for; the first, without a name, is no act."""
        return list(self.about["acts"])

    def acts(self, text: str, words: Sequence[Span]) -> Scores:
        """How likely each word of a sentence is to tell each act: (words, codes); words beyond reach tell none."""
        window = sentence(text, self._cutter)
        (scores,) = self._acts.run(None, self._embedded(window))
        at = {start: i for i, (start, end) in enumerate(window.places) if end > 0}
        nothing = np.eye(1, len(self.act_codes), dtype=np.float32)
        likely = np.concatenate([shares(scores[0]), nothing])
        found: Scores = likely[[at.get(start, -1) for start, _ in words]]
        return found

    def _embedded(self, window: Window) -> dict[str, Any]:
        (embedded,) = self._words.run(None, {"ids": np.array([window.ids])})
        return {"embedded": embedded}

    def _window(self, window: Window) -> list[Quotation]:
        names = ["cues", "pieces", "firsts", "lasts"]
        tags, pieces, firsts, lasts = self._encoder.run(names, self._embedded(window))
        likely: Scores = shares(tags[0])
        found = cues(likely, window)
        if not found:
            return []
        inputs = {"pieces": pieces[0], "firsts": firsts[0], "lasts": lasts[0], "cues": np.array(found)}
        (roles,) = self._roles.run(None, inputs)
        labels, roles_likely = smoothed(roles, window), shares(roles)
        made = [
            quotation(window, cue, float(likely[cue[0], 1]), roles_likely[i], labels[i]) for i, cue in enumerate(found)
        ]
        return [each for each in made if each is not None]

    @cached_property
    def _words(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        return _session(self._files["words.onnx"])

    @cached_property
    def _acts(self) -> Any:  # noqa: ANN401 - the same
        return _session(self._files["acts.onnx"])

    @cached_property
    def _encoder(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        return _session(self._files["encoder.onnx"])

    @cached_property
    def _roles(self) -> Any:  # noqa: ANN401 - the same
        return _session(self._files["roles.onnx"])

    @cached_property
    def _factuality(self) -> Any:  # noqa: ANN401 - the same
        return _session(self._files["factuality.onnx"])

    @cached_property
    def _event_type(self) -> Any:  # noqa: ANN401 - the same
        return _session(self._files["event_type.onnx"])


def _session(path: Path) -> Any:  # noqa: ANN401 - the same
    import onnxruntime  # noqa: PLC0415 - takes a quarter of a second; only those who use the learnt parts wait for it

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # processes are what runs side by side
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


@cache
def load(place: Path | None = None) -> Model | None:
    """The learnt parts, loaded once; None where they are missing (`missing` says why).

    Raises:
        InputError: a file is not the one that was measured.
    """
    return None if missing(place) else Model(checked(place))
