import textwrap

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.reading.articles import articles
from trucewatch.reading.segments import compose

PAGE = """News / Africa

Monitors say the truce holds in the north

Monitors say the truce holds in the north

A street in the old town. (File)
GENEVA (Reuters) - The truce held on Monday in the north, monitors said.
Nobody was hurt, they added.

READ MORE: Talks Go On

They will stay for six months.
Talks in the capital

The talks went on, too.

Tags: truce, north
Leave a Reply

Your email address will not be published. Required fields are marked *
Some Name
"""


def _texts(original: str, title: str | None = None) -> list[tuple[str | None, str]]:
    return [(a.title, compose(original, a.spans)[0]) for a in articles(original, title)]


def test_a_scraped_page() -> None:
    expected = (
        "GENEVA (Reuters) - The truce held on Monday in the north, monitors said.\n\nNobody was hurt, they added.\n\n"
        "They will stay for six months.\n\nTalks in the capital\n\nThe talks went on, too."
    )
    assert _texts(PAGE) == [("Monitors say the truce holds in the north", expected)]


def test_a_text_that_begins_with_its_body_has_no_title() -> None:
    assert _texts("The truce held, monitors said.\n\nNobody was hurt.") == [
        (None, "The truce held, monitors said.\n\nNobody was hurt.")
    ]


def test_running_text_with_title_and_date_stuck_to_it() -> None:
    original = "Wed 19 Apr 2017 Truce holds in the north. The truce held on Wednesday, monitors said. --Reuters"
    (found,) = articles(original, "Truce holds in the north")
    assert compose(original, found.spans)[0] == "The truce held on Wednesday, monitors said."
    assert found.dates == (("Wed 19 Apr 2017", False),)
    assert found.credits == ("Reuters",)


def test_a_first_sentence_that_begins_like_the_title_is_kept() -> None:
    original = "Truce holds in the north of the country, monitors said on Monday."
    assert _texts(original, "Truce holds in the north") == [("Truce holds in the north", original)]


def test_text_wrapped_at_a_fixed_width_is_joined() -> None:
    paragraphs = [" ".join(f"w{i}x{n:03}" for n in range(60)) + "." for i in range(2)]
    original = "\n\n".join(textwrap.fill(p, 72) for p in paragraphs)
    ((_, text),) = _texts(original)
    assert text.split("\n\n") == paragraphs


def test_two_stories_on_a_page_are_split_and_a_section_is_not() -> None:
    body = "The envoy met both sides.\n\nHe will stay in the town.\n\n"
    original = (
        f"Envoy Hails Truce in the North\n\nThe truce is a step forward, the envoy said Thursday.\n\n{body}"
        f"Both sides welcome the envoy's words\n\nBoth sides praised him.\n\n{body}"
        f"Minister Explains Delay of Aid to the South\n\nAid will come late, the minister said Sunday.\n\n{body}"
    )
    found = _texts(original)
    assert [title for title, _ in found] == [
        "Envoy Hails Truce in the North",
        "Minister Explains Delay of Aid to the South",
    ]
    assert "welcome the envoy's words" in found[0][1]


@given(st.text(alphabet=st.sampled_from("ab .\n\t\u00a0\u200b\u00ad\r«é"), max_size=200), st.integers(0, 50))
def test_segments_lead_back_to_the_same_characters(original: str, cut: int) -> None:
    text, segments = compose(original, [(0, cut), (cut, len(original))])
    covered = 0
    for segment in segments:
        there = original[segment.source : segment.source + segment.length]
        here = text[segment.start : segment.start + segment.length]
        assert [c if not c.isspace() else " " for c in there] == list(here)
        assert text[covered : segment.start].strip() == ""
        covered = segment.start + segment.length
    assert covered == len(text)
    assert "".join(text.split()) == "".join(original.replace("\u200b", "").replace("\u00ad", "").split())


@given(st.text(max_size=300))
def test_cleaning_never_fails(original: str) -> None:
    for article in articles(original):
        text, _ = compose(original, article.spans)
        assert text == text.strip()
