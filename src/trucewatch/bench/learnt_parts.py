"""Whether a task is run with the learnt parts."""

from dataclasses import dataclass

from trucewatch import learnt
from trucewatch.bench.result import Options
from trucewatch.learnt import HYBRID, RULES
from trucewatch.vocabulary.errors import RequestError


@dataclass(frozen=True, slots=True)
class Choice:
    """The learnt parts (None: the rules alone), and what the answer has to say about that choice."""

    model: learnt.Model | None
    skipped: tuple[str, ...] = ()


def choice(options: Options, default: str = HYBRID) -> Choice:
    """What `--coder` asks for; without it the task's default, and the rules alone where the weights are missing.

    Raises:
        RequestError: the learnt parts were asked for, and are missing.
    """
    if (options.coder or default) == RULES:
        return Choice(None)
    model = learnt.load()
    if model is not None:
        return Choice(model)
    why = learnt.missing() or ""
    if options.coder is None:
        return Choice(None, (why,))
    raise RequestError("TW-BENCH-7", why, do="Use --coder rules.")
