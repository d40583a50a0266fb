import random

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.copies import families, find_copies, fingerprints
from trucewatch.reading.likeness import Likeness, likeness, similarity
from trucewatch.reading.shingles import all_shingles, shingles
from trucewatch.vocabulary.codes import CopyKind
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


def _of(kinds: list[Report]) -> dict[str, tuple[str | None, str | None]]:
    return {c.report_id: (c.of, c.likeness.kind if c.likeness else None) for c in find_copies(fingerprints(kinds))}


def test_kinds_and_strengths() -> None:
    words = _text(1).split()
    story = " ".join(words)
    assert likeness(shingles(story), shingles(story.upper() + "!")) == Likeness(CopyKind.EXACT, 1.0)
    edited = " ".join([*words[:100], "changed", *words[101:]])
    near = likeness(shingles(story), shingles(edited))
    assert near is not None
    assert (near.kind, round(near.strength, 3)) == (CopyKind.NEAR, round(195 / 201, 3))
    longer = shingles(f"{_text(2)} {story} {_text(3)}")
    assert likeness(longer, shingles(story)) == Likeness(CopyKind.CONTAINS, 1.0)
    assert likeness(shingles(story), longer) == Likeness(CopyKind.INSIDE, 1.0)
    assert likeness(shingles(story), shingles(_text(4))) is None


def test_the_origin_is_the_report_of_the_agency_that_is_credited() -> None:
    paper = Report("a1", "h1", _text(1), outlet="Example", agency="AFP", published="2019-03-01")
    wire = Report("b2", "h2", _text(1) + " more", outlet="AFP", agency="AFP", published="2019-03-02")
    other = Report("c3", "h3", _text(1) + " less", outlet="TASS", agency="TASS", published="2019-03-01")
    second = Report("d4", "h4", _text(1) + " again", outlet="Sample", agency="AFP")
    found = find_copies(fingerprints([paper, wire, other, second]))
    assert [(c.report_id, c.duplicate_of, c.agency) for c in found] == [
        ("a1", "b2", "AFP"),
        ("b2", None, "AFP"),
        ("c3", "b2", "AFP"),
        ("d4", "b2", "AFP"),
    ]


def test_a_round_up_does_not_make_its_stories_copies_of_each_other() -> None:
    reports = [
        _report("a1", _text(1), "2019-03-04"),
        _report("b2", _text(2, 150), "2019-03-04"),
        _report("c3", f"{_text(1)} {_text(2, 150)}", "2019-03-05"),
    ]
    assert _of(reports) == {"a1": (None, None), "c3": ("a1", CopyKind.CONTAINS)}


def test_pieces_of_an_earlier_story_are_all_its_copies() -> None:
    reports = [
        _report("a1", _text(1), "2019-03-05"),
        _report("b2", _text(2, 150), "2019-03-05"),
        _report("c3", f"{_text(1)} {_text(2, 150)}", "2019-03-04"),
    ]
    assert _of(reports) == {"a1": ("c3", CopyKind.INSIDE), "b2": ("c3", CopyKind.INSIDE), "c3": (None, None)}


def test_a_member_that_is_like_the_origin_only_by_way_of_another_names_that_one() -> None:
    words = _text(1, 400).split()
    texts = [words[:200], words[75:275], words[150:350]]
    reports = [_report(f"r{i}", " ".join(text), f"2019-03-0{i + 1}") for i, text in enumerate(texts)]
    assert _of(reports) == {"r0": (None, None), "r1": ("r0", CopyKind.NEAR), "r2": ("r1", CopyKind.NEAR)}


def test_a_large_family_is_one() -> None:
    words = _text(1, 120).split()
    reports = []
    for i in range(300):
        at = i * 7 % 110
        text = [*words[:at], f"new{i}", *words[at + 3 :], f"end{i}"]
        reports.append(_report(f"r{i:03}", " ".join(text), "2019-03-04"))
    found = families([*reports, _report("x", _text(2))])
    assert set(found.values()) == {("r000", None), ("r000", "r000")}
    assert len(found) == 300


def test_what_all_reports_share_makes_them_no_copies() -> None:
    background = _text(0, 40)
    assert families(_report(f"r{i:03}", f"{_text(i + 1, 150)} {background}") for i in range(200)) == {}


def test_texts_without_words_are_no_copies_unless_they_are_the_same() -> None:
    assert families([_report("a", "..."), _report("b", "!?"), _report("c", "one two"), _report("d", "One, two")]) == {
        "c": ("c", None),
        "d": ("c", "c"),
    }


@given(st.lists(st.text(alphabet="ab .é’\u0130", max_size=30), max_size=8))
def test_shingles_of_a_batch_are_those_of_each_text(texts: list[str]) -> None:
    assert [s.tolist() for s in all_shingles(texts)] == [shingles(t).tolist() for t in texts]
