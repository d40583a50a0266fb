import json
from collections.abc import Callable
from pathlib import Path

import pytest

from trucewatch.reading.reading import texts
from trucewatch.reading.source import Raw, of_path
from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]


def test_a_list_inside_an_object_streams(reading: Reading) -> None:
    # As news services answer: larger than any single record may be.
    article = {"title": "Truce holds", "content": "The truce held in the north, monitors said. " + "x" * 9_000_000}
    answer = json.dumps({"status": 'ok \\ "}', "total": 3, "next": None, "articles": [article] * 3, "more": [1]})
    reports, rejects = reading({"a": answer})
    assert [r.part for r in reports] == ["1", "2", "3"]
    assert not rejects


BROKEN = {
    "a quote in the text": '{"text": "He said "no" to it."}',
    "no closing quote": '{"text": "The truce held.}',
    "no closing bracket": '{"text": "The truce held.", "tags": ["a"}',
    "a line break": '{"text": "The truce\nheld."}',
    "another language": "{'text': 'The truce held.'}",
    "no value": '{"text": }',
    "something between": "x",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("wrap", ["[\n{}\n]", '{{"articles": [\n{}\n]}}'])
@pytest.mark.parametrize("behind", [1, 2000])
def test_a_broken_object_costs_only_itself(tmp_path: Path, broken: str, wrap: str, behind: int) -> None:
    good = [json.dumps({"text": f"The truce held in valley {n}, monitors said. {'x' * 400}"}) for n in range(behind)]
    path = tmp_path / "a.json"
    path.write_text(wrap.format(",\n".join([good[0], broken, *good])), encoding="utf-8")
    found = list(texts(of_path(path, "a.json")))
    assert [raw.part for raw in found if isinstance(raw, Raw)] == ["1", *(str(n + 3) for n in range(behind))]
    (reject,) = (item for item in found if isinstance(item, Reject))
    assert (reject.part, reject.code) == ("2", "TW-READ-09")
    assert "item 2: " in reject.reason
    assert "line 3" in reject.reason or "line 4" in reject.reason


def test_a_file_that_ends_inside_an_object(reading: Reading) -> None:
    reports, (reject,) = reading({"a.json": '[{"text": "The truce held, they said."},\n {"text": "And '})
    assert [r.part for r in reports] == ["1"]
    assert (reject.part, reject.code) == ("2", "TW-READ-09")


def test_objects_nested_too_deep_cost_only_themselves(reading: Reading) -> None:
    deep = '{"text": "x", "a": ' + "[" * 100_000 + "]" * 100_000 + "}"
    reports, (reject,) = reading({"a.json": f'[{deep}, {{"text": "The truce held, they said."}}]'})
    assert [r.part for r in reports] == ["2"]
    assert "nested" in reject.reason
