from pathlib import Path

from trucewatch.exchange import Table, schema
from trucewatch.exchange.documenting import page

PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def test_the_page_is_the_one_that_the_schemas_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make it anew: python -m trucewatch.exchange.documenting"


def test_the_page_names_every_table_and_field() -> None:
    for table in Table:
        assert f"## {table}\n" in page()
        for name in schema(table)["properties"]:
            assert f"| `{name}` |" in page()
