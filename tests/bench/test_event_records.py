"""Records of events: type and countries."""

import json
from pathlib import Path
from typing import Any

import pytest

from trucewatch.bench import Options
from trucewatch.bench.event_records import run
from trucewatch.vocabulary.errors import RequestError


def record(number: int, event: str, text: str, source: list[str], target: list[str]) -> dict[str, Any]:
    sides = {"source": [{"code": c} for c in source], "target": [{"code": c} for c in target] or ""}
    return {"id": f"OWN-{number:04}", "event": event, "text": text, **sides}


RECORDS: list[dict[str, Any]] = [
    {"id": "OWN-0000", "event": "DOCUMENT", "eventText": "a note"},
    record(1, "DISAPPROVE", "Kenya accused Uganda of arming the rebels.", ["KEN"], ["UGA"]),
    record(2, "DEMAND", "Nairobi urged Ugandan rebels to leave the port.", ["KEN"], ["UGA"]),
    record(3, "AGREE", "Kenya and Uganda agreed on a truce along the river.", ["KEN", "UGA"], []),
    record(4, "COERCE", "Kenyan police arrested two opposition leaders.", ["KEN"], ["KEN"]),
    record(8, "PROTEST", "The sky over Nairobi was blue.", ["KEN"], []),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "own.json").write_text(json.dumps(RECORDS), encoding="utf-8")
    return tmp_path


def test_types_and_countries_are_scored(folder: Path) -> None:
    result = run(folder, Options(errors=9))
    figures = {figure.name: figure.value for figure in result.figures}
    assert result.documents == 5
    assert figures["root"] == pytest.approx(2 * 4 / 9)
    assert figures["root + countries"] == pytest.approx(2 * 4 / 9)
    assert [miss.split("\t")[0] for miss in result.misses] == ["OWN-0008"]


def test_a_half_is_kept(folder: Path) -> None:
    assert run(folder, Options(half="held_out")).documents == 1


@pytest.mark.parametrize("text", ["{", "{}", '[{"id": "A"}]'])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "own.json").write_text(text, encoding="utf-8")
    with pytest.raises(RequestError, match=r"own\.json"):
        run(tmp_path, Options())
