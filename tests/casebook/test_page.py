import re
from pathlib import Path
from textwrap import dedent

import pytest

from trucewatch.casebook.forms import CasebookForm
from trucewatch.casebook.source import parse
from trucewatch.casebook.validation import errors_of

_PAGE = (Path(__file__).parents[2] / "docs" / "casebook.md").read_text(encoding="utf-8")
_BLOCKS = [dedent(block) for block in re.findall(r"(?:^ {4}.+\n)+", _PAGE, re.MULTILINE)]
_SECTIONS = tuple(f"{name}:" for name in CasebookForm.model_fields)


@pytest.mark.parametrize("block", [block for block in _BLOCKS if block.startswith(_SECTIONS)])
def test_the_pieces_on_the_page_have_the_shape_of_a_casebook(block: str) -> None:
    assert errors_of(parse(block.encode(), "docs/casebook.md"))[1] == []


@pytest.mark.parametrize("section", ["camps", "parties", "agreements", "zones", "places"])
def test_the_page_shows_every_section(section: str) -> None:
    assert any(f"{section}:\n" in block for block in _BLOCKS)
