import random

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.copies import families, similarity
from trucewatch.vocabulary.records import Report

WORDS = [f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in "nrst"]


def _text(seed: int, words: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=words))  # noqa: S311 - made-up words, no secret


def _report(name: str, text: str, published: str | None = None, outlet: str | None = None) -> Report:
    agency = "Reuters" if outlet == "Reuters" else None
    return Report(name, f"h{hash(text)}", text, published=published, outlet=outlet, agency=agency)


def test_copies_are_grouped_and_the_first_is_their_origin() -> None:
    story, words = _text(1), _text(1).split()
    reports = [
        _report("a1", story, "2019-03-05"),
        _report("b2", story, "2019-03-04"),
        _report("c3", " ".join([*words[:120], *_text(2, 40).split()]), "2019-03-06"),
        _report("d4", " ".join(words[:70]) + " " + _text(3, 10)),
        _report("e5", _text(4)),
    ]
    assert families(reports) == {"a1": ("a1", "b2"), "b2": ("a1", None), "c3": ("a1", "b2"), "d4": ("a1", "b2")}


def test_of_one_day_the_agency_comes_first() -> None:
    reports = [_report("a1", _text(1), "2019-03-04", "Example"), _report("b2", _text(1), "2019-03-04", "Reuters")]
    assert families(reports)["a1"] == ("a1", "b2")


def test_the_order_of_the_reports_does_not_matter() -> None:
    base = [_text(i, 120).split() for i in range(4)]

    @given(st.permutations(range(12)))
    def check(order: list[int]) -> None:
        reports = [_report(f"r{i:02}", " ".join(base[i % 4][: 120 - 5 * i])) for i in order]
        expected = {f"r{i:02}": (f"r{i % 4:02}", None if i < 4 else f"r{i % 4:02}") for i in range(12)}
        assert families(reports) == expected

    check()


def test_similarity() -> None:
    assert similarity("the truce held today", "The truce held, today!") == 1
    assert similarity("the truce held today", "nothing else was said") == 0
