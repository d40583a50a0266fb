import json
from hashlib import sha256
from pathlib import Path

import pytest

from trucewatch.learnt.model import load
from trucewatch.learnt.weights import checked, missing
from trucewatch.vocabulary.errors import InputError


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "a.onnx").write_bytes(b"weights")
    manifest = {"version": "1", "files": {"a.onnx": sha256(b"weights").hexdigest()}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return tmp_path


def test_whole_weights_are_taken(place: Path) -> None:
    assert missing(place) is None
    assert checked(place).files == {"a.onnx": place / "a.onnx"}


def test_without_weights_there_is_no_model_and_a_reason(tmp_path: Path) -> None:
    assert load(tmp_path) is None
    assert "the rules alone" in (missing(tmp_path) or "")


def test_an_absent_file_is_named(place: Path) -> None:
    (place / "a.onnx").unlink()
    assert "a.onnx" in (missing(place) or "")


def test_a_changed_file_is_refused(place: Path) -> None:
    (place / "a.onnx").write_bytes(b"other")
    with pytest.raises(InputError, match="damaged"):
        checked(place)


def test_a_manifest_that_is_not_json_is_refused(place: Path) -> None:
    (place / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="not JSON"):
        checked(place)
