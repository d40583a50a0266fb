"""The page of errors lists every code that the program can show, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
WRITTEN = re.compile(r"\bTW-(?:BUG|[A-Z]+-\d+)\b")
RAISED = re.compile(r"""(?<=["'\[])TW-(?:BUG|[A-Z]+-\d+)(?=["'\]])""")
"""In the source a code stands alone in quotes or, in a message, in brackets; comments speak of ranges."""


def codes_in(paths: list[Path], pattern: re.Pattern[str]) -> set[str]:
    return {code for path in paths for code in pattern.findall(path.read_text(encoding="utf-8"))}


def test_every_code_of_the_program_is_explained_and_none_is_left_over() -> None:
    raised = codes_in(sorted((ROOT / "src").rglob("*.py")), RAISED)
    assert raised == codes_in([ROOT / "docs" / "errors.md"], WRITTEN)


def test_a_code_is_found_in_source() -> None:
    assert "TW-BUG" in codes_in([ROOT / "src" / "trucewatch" / "cli" / "app.py"], RAISED)
