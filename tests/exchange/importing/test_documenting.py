from pathlib import Path

from trucewatch.codebook.definitions import codes
from trucewatch.exchange.importing import data_set, kinds
from trucewatch.exchange.importing.documenting import page

PAGE = Path(__file__).parents[3] / "docs" / "importing.md"


def test_the_page_is_the_one_that_the_tables_make() -> None:
    wanted = "make it anew: python -m trucewatch.exchange.importing.documenting"
    assert PAGE.read_text(encoding="utf-8") == page(), wanted


def test_the_page_names_every_code() -> None:
    for kind in kinds():
        for code in data_set(kind).codes:
            assert f"| {code} |" in page()


def test_every_mode_is_one_of_the_codebook() -> None:
    modes = {(code, mode) for code, definition in codes().items() for mode, _ in definition.modes}
    used = {(c.code, c.mode) for kind in kinds() for c in data_set(kind).codes.values() if c.mode}
    assert used <= modes
