"""The page of importers, made from their tables of codes: `python -m trucewatch.exchange.importing.documenting`."""

import importlib.resources
import sys
from collections.abc import Iterator

from trucewatch.exchange.importing.spec import Coding, DataSet, data_set, kinds
from trucewatch.vocabulary.codes import Modality

_INTRODUCTION = "introduction.md"


def page() -> str:
    """The whole page, in Markdown."""
    head = importlib.resources.files(__package__).joinpath(_INTRODUCTION).read_text(encoding="utf-8")
    return "\n".join([head, *(line for kind in kinds() for line in _section(data_set(kind)))])


def _section(data: DataSet) -> Iterator[str]:
    yield f"## {data.kind}: {data.title}\n"
    yield f"Cite: {data.citation}. Licence: {data.licence}.\n"
    yield f"{data.about}\n"
    yield f"Columns that must be there: {', '.join(f'`{name}`' for name in data.required)}.\n"
    yield "| code of the source | meaning | our code | mode | kept as |\n|---|---|---|---|---|"
    for code, coding in data.codes.items():
        yield f"| {code} | {coding.gloss or ''} | {coding.code or ''} | {coding.mode or ''} | {_kept(coding)} |"
    yield ""


def _kept(coding: Coding) -> str:
    if coding.kind:
        return coding.kind
    notes = [] if coding.code else ["statement"]
    notes += [coding.modality.value] if coding.modality is not Modality.ACTUAL else []
    notes += ["both sides act"] if coding.fight else []
    notes += ["the second actor acts"] if coding.swap else []
    return ", ".join(notes)


if __name__ == "__main__":
    sys.stdout.write(page())
