import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.laws import corpus
from trucewatch.pipeline.build import build


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case built from the pile of the laws, with the casebook that fits it."""
    folder = tmp_path_factory.mktemp("cli")
    build([corpus.write(folder / "reports")], folder / "case.db", "syria")
    return folder / "case.db"


@pytest.fixture
def loaded_by() -> Callable[..., set[str]]:
    """The top-level modules that the program has loaded when a command is over."""
    code = "import sys, json\nfrom trucewatch.cli import app\nsys.argv[0] = 'trucewatch'\n"
    code += "try:\n    app.main()\nexcept SystemExit:\n    pass\nfinally:\n"
    code += "    print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)\n"

    def run(*arguments: str) -> set[str]:
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
        return set(json.loads(done.stderr.splitlines()[-1]))

    return run
