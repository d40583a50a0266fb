import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.casebook.source import parse
from trucewatch.casebook.validation import errors_of
from trucewatch.vocabulary.errors import CasebookError


def test_values_stay_what_they_look_like() -> None:
    source = parse(b"a: NO\nb: 00:01\nc: 2018-09-17\nd: 3\ne: 2.5\nf: true\ng: '7'\nh:\n", "x.yaml")

    assert source.data == {
        "a": "NO",
        "b": "00:01",
        "c": "2018-09-17",
        "d": 3,
        "e": 2.5,
        "f": True,
        "g": "7",
        "h": None,
    }


def test_lines_are_those_of_the_file() -> None:
    source = parse(b"a:\n  b:\n    - c: 1\n    - d: 2\n", "x.yaml")

    assert source.where(("a", "b", 1, "d")) == "x.yaml, line 4"
    assert source.line(("a", "b", 0)) == 3
    assert source.line(("a", "nothing", "there")) == 1


def test_an_empty_file_is_an_empty_casebook() -> None:
    assert parse(b"# only a comment\n", "x.yaml").data == {}


@pytest.mark.parametrize(
    "content",
    [b"a: &x\n  b: *x\n", b"a: &x {b: 1}\nc: *x\n", b"a: " + b"[" * 60 + b"]" * 60, b"a: \xff\xfe", b"a: \x00"],
)
def test_what_cannot_be_a_casebook_is_refused(content: bytes) -> None:
    with pytest.raises(CasebookError, match="TW-CASEBOOK-3"):
        parse(content, "x.yaml")


@given(st.one_of(st.binary(max_size=60), st.text("ab:-[]{}&*#'\"\n ,|>?!%", max_size=60).map(str.encode)))
def test_no_bytes_raise_anything_but_a_casebook_error(content: bytes) -> None:
    try:
        source = parse(content, "x.yaml")
    except CasebookError as error:
        assert error.code.startswith("TW-CASEBOOK-")  # noqa: PT017 - the claim is that no other kind gets out
    else:
        form, problems = errors_of(source)
        assert (form is None) == bool(problems)


_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["name", "kind", "x"]), inner)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["parties", "zones", "agreements", "words", "title"]), _JSON))
def test_any_shape_gives_a_form_or_problems_with_advice(data: dict[str, object]) -> None:
    source = parse(b"", "x.yaml")
    source.data.update(data)
    form, problems = errors_of(source)

    assert (form is None) == bool(problems)
    assert all(problem.do and problem.what.endswith(".") for problem in problems)
