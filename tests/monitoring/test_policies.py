"""Policies as files that people copy and change."""

from pathlib import Path

import pytest

from trucewatch.monitoring import load_policy, policy_names
from trucewatch.monitoring.policy import parse
from trucewatch.vocabulary.errors import MendableError, RequestError

DOCS = Path(__file__).parents[2] / "docs" / "verdict.md"


@pytest.mark.parametrize("name", policy_names())
def test_each_shipped_policy_loads_under_its_own_name_and_is_documented(name: str) -> None:
    assert load_policy(name).name == name
    assert f"| `{name}` |" in DOCS.read_text(encoding="utf-8")


def test_the_default_is_used_where_none_is_named() -> None:
    assert load_policy() == load_policy("default")


def test_a_copy_is_read_from_its_path(tmp_path: Path) -> None:
    copy = tmp_path / "mine.yaml"
    copy.write_text("name: mine\ndescription: half a year\ntimes: {max_age_days: 180}\n", encoding="utf-8")
    assert load_policy(copy).times.max_age_days == 180


def test_a_name_that_is_not_there_says_which_are() -> None:
    with pytest.raises(RequestError, match=r"there is no policy 'nice'.*default.*TW-POLICY-1"):
        load_policy("nice")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name: [", "p.yaml:1"),
        ("- a", "the whole file"),
        ("name: x\ndescription: y\ntimes: {max_age_days: 0}", "times.max_age_days"),
        ("name: x\ndescription: y\ntime: {}", "time: Extra inputs"),
        ("name: x\ndescription: y\nsources: {own_word: never}", "sources.own_word"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, says: str) -> None:
    with pytest.raises(MendableError) as caught:
        parse(text, "p.yaml")
    assert says in str(caught.value)


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MendableError, match="cannot be read"):
        load_policy(path)


def test_a_stricter_confidence_is_said_in_the_name_and_never_laxer() -> None:
    default, confident = load_policy("default"), load_policy("confident")
    assert default.at_least(0.5).name == "default, confidence 0.5"
    assert default.at_least(0.5).sources.least_confidence == 0.5
    assert confident.at_least(0.5) is confident
    with pytest.raises(RequestError, match="no confidence"):
        default.at_least(8)
