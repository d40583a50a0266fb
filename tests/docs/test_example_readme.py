"""The example's README names every report file, and no other."""

import re
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "idlib"


def test_the_readme_names_every_file() -> None:
    text = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w.-]+\.(?:txt|html|jsonl|csv))`", text))
    assert {path.name for path in (EXAMPLE / "reports").iterdir()} == named
