from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

Written = Callable[[str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write the text of a casebook to a file and give its path."""

    def write(text: str) -> Path:
        path = tmp_path / "lake.yaml"
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    return write
