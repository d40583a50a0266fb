import random

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.reuse import shared_sentences
from trucewatch.vocabulary.records import Report

QUOTE = "Nobody who shells a town at night can say that he keeps the truce"
REPORTS = [
    Report("a", "1", f"It was calm. “{QUOTE},” the envoy said. He left."),
    Report("b", "2", f"{QUOTE}. The U.N. envoy spoke in the morning to all who had come.\n\nHe left."),
    Report("c", "3", f'The talks went on.\n\n"{QUOTE.upper()}!"\n\nHe left. {QUOTE}.'),
    Report("d", "4", "He left."),
]


def _texts(**options: dict[str, str]) -> list[list[tuple[str, str]]]:
    texts = {r.report_id: r.text for r in REPORTS}
    return [
        [(p.report_id, texts[p.report_id][p.start : p.end]) for p in s.places]
        for s in shared_sentences(REPORTS, families=options.get("families"))
    ]


def test_sentences_shared_and_where() -> None:
    assert _texts() == [[("b", f"{QUOTE}."), ("c", f'"{QUOTE.upper()}!"')]]


def test_what_only_copies_share_is_left_out() -> None:
    assert _texts(families={"b": "f", "c": "f"}) == []


def test_nothing_to_read() -> None:
    assert list(shared_sentences([])) == []


@given(st.randoms(use_true_random=False))
def test_the_order_of_reports_does_not_matter(shuffle: random.Random) -> None:
    reports = [*REPORTS, Report("e", "5", f"{QUOTE}.")]
    expected = list(shared_sentences(reports))
    shuffle.shuffle(reports)
    assert list(shared_sentences(reports)) == expected
