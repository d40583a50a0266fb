"""The codebook as a page for people: `python -m trucewatch.codebook` writes it, a test holds it up to date."""

from collections.abc import Iterable, Iterator

from trucewatch.codebook.definitions import CodeDefinition, Example, ProvisionDefinition, codes, provisions
from trucewatch.vocabulary.codes import Modality, Polarity

_HEAD = """# Codebook

<!-- Made from codes.yaml and provisions.yaml by `python -m trucewatch.codebook`. Change those files, not this one. -->

What each code and each class of provision means. Every claim has one code: sixteen are the event types of PLOVER
(codebook of 2021, with its modes), two are this project's own and say whether a truce, zone or commitment holds. The
example sentences were written for this page and are run through the coder as tests.
"""


def _listed(items: Iterable[str]) -> str:
    return "; ".join(items)


def _marks(example: Example) -> str:
    marks = [f"mode {example.mode}"] if example.mode else []
    if example.modality is not Modality.ACTUAL:
        marks.append(example.modality.value)
    if example.polarity is not Polarity.AFFIRM:
        marks.append(example.polarity.value)
    return f" ({', '.join(marks)})" if marks else ""


def _code(definition: CodeDefinition) -> Iterator[str]:
    yield f"### {definition.code}\n"
    yield f"{definition.gloss}\n"
    yield f"- **Use for** {_listed(definition.use)}."
    yield f"- **Not for** {_listed(definition.use_not)}."
    if definition.modes:
        yield f"- **Modes** {_listed(f'`{mode}` {gloss}' for mode, gloss in definition.modes)}."
    for example in definition.examples:
        yield f"- *{example.text}*{_marks(example)}"
    yield ""


def _provision(definition: ProvisionDefinition) -> Iterator[str]:
    yield f"### {definition.class_}\n"
    yield f"{definition.gloss}\n"
    yield f"- **Unless said otherwise** {definition.force}, {definition.duration}; coded {', '.join(definition.codes)}."
    if definition.cues:
        yield f"- **Cues** {', '.join(definition.cues)}."
    for example in definition.examples:
        yield f"- *{example}*"
    yield ""


def document() -> str:
    """The whole page, in Markdown."""
    lines = [_HEAD, "## Codes\n"]
    for code in codes().values():
        lines.extend(_code(code))
    lines.append("## Classes of provision\n")
    for provision in provisions().values():
        lines.extend(_provision(provision))
    return "\n".join(lines).rstrip() + "\n"
