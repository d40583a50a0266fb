"""The example's notebook runs from its first cell to its last, and what it shows can be shown."""

import ast
import contextlib
import json
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).parents[2] / "examples"


def cells() -> list[str]:
    book = json.loads((EXAMPLES / "idlib.ipynb").read_text(encoding="utf-8"))
    return ["".join(cell["source"]) for cell in book["cells"] if cell["cell_type"] == "code"]


def run(source: str, names: dict[str, Any]) -> object:
    """Run a cell and return the value of its last line, if that is an expression, as a notebook does."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if isinstance(last, ast.Expr) else None  # noqa: S307


def test_the_notebook_runs() -> None:
    names: dict[str, Any] = {}
    with contextlib.chdir(EXAMPLES):
        shown = [value for source in cells() if (value := run(source, names)) is not None]
    pages = [value._repr_html_() for value in shown if hasattr(value, "_repr_html_")]
    assert len(pages) >= 6
    assert "idlib.db" in pages[0]
    assert names["card"]._repr_html_() in pages
    assert names["claims"].height > 0
    assert names["status"].height > 0
    assert names["panel"]["incidents"].sum() > 0


def test_it_is_kept_without_outputs() -> None:
    book = json.loads((EXAMPLES / "idlib.ipynb").read_text(encoding="utf-8"))
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in book["cells"])
