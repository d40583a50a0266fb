import json
from collections.abc import Callable

from trucewatch.vocabulary.records import Reject, Report

Reading = Callable[[dict[str, bytes | str]], tuple[list[Report], list[Reject]]]


def test_a_list_inside_an_object_streams(reading: Reading) -> None:
    # As news services answer: larger than any single record may be.
    article = {"title": "Truce holds", "content": "The truce held in the north, monitors said. " + "x" * 9_000_000}
    answer = json.dumps({"status": 'ok \\ "}', "total": 3, "next": None, "articles": [article] * 3, "more": [1]})
    reports, rejects = reading({"a": answer})
    assert [r.part for r in reports] == ["1", "2", "3"]
    assert not rejects
