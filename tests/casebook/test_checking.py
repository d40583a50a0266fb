from pathlib import Path

import pytest
import yaml

from tests.casebook.conftest import Written
from tests.casebook.test_loading import LAKE
from trucewatch.casebook import Level, Problem, check, load, template
from trucewatch.vocabulary.errors import CasebookError

_SOURCED = "source: somewhere"


def _errors(problems: list[Problem]) -> list[tuple[str, int]]:
    return [(p.code, p.line) for p in problems if p.level is Level.ERROR]


def test_a_sound_casebook_has_no_problems(written: Written) -> None:
    assert check(written(LAKE)) == []


_FAULTS = yaml.safe_load((Path(__file__).parent / "faults.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fault", _FAULTS)
def test_each_fault_is_named_with_its_line_and_what_to_do(written: Written, fault: str) -> None:
    expected = _FAULTS[fault]
    path = written(expected["text"])
    problems = [p for p in check(path) if p.level is Level.ERROR]

    assert [(expected["code"], expected["line"])] == [(p.code, p.line) for p in problems]
    assert expected["what"] in problems[0].what
    assert expected["do"] in problems[0].do
    assert str(path) == problems[0].file
    with pytest.raises(CasebookError, match=expected["code"]):
        load(path)


def test_swapped_coordinates_show_beside_other_places(written: Written) -> None:
    sound = "".join(f"  p{n}: {{name: P{n}, kind: town, lat: 13.{n}, lon: 45.{n}, {_SOURCED}}}\n" for n in range(4))
    path = written(f"places:\n{sound}  odd: {{name: Odd, kind: town, lat: 45.2, lon: 13.3, {_SOURCED}}}\n")
    problems = check(path)

    assert _errors(problems) == [("TW-CASEBOOK-13", 6)]
    assert "look swapped" in problems[0].what
    assert "lat: 13.3 and lon: 45.2" in problems[0].do


def test_a_shared_name_may_be_marked_or_parted_in_time(written: Written) -> None:
    marked = f"""
        parties:
          a: {{name: A, kind: state, aliases: [{{name: X, ambiguous: true}}, {{name: Y, valid: 2018}}], {_SOURCED}}}
          b: {{name: B, kind: state, aliases: [{{name: X, ambiguous: true}}, {{name: Y, valid: 2019}}], {_SOURCED}}}
    """

    assert _errors(check(written(marked))) == []


def test_all_errors_are_listed_before_all_warnings(written: Written) -> None:
    problems = check(written("camps:\n  a: {name: A}\n  b: {name: B}\n"))
    levels = [p.level for p in problems]

    assert _errors(problems) == [("TW-CASEBOOK-7", 2), ("TW-CASEBOOK-7", 3)]
    assert sorted(levels) == levels
    assert "TW-CASEBOOK-8" in {p.code for p in problems}


def test_a_clause_that_binds_a_stranger_and_a_name_twice_are_warnings(written: Written) -> None:
    text = LAKE.replace("who: lake-front", "who: lake-army").replace(
        "aliases: [the bear]", "aliases: [the bear, the bear]"
    )
    problems = check(written(text))

    assert all(p.level is Level.WARNING for p in problems)
    assert sorted(p.code for p in problems) == ["TW-CASEBOOK-12", "TW-CASEBOOK-17"]


def test_checking_a_file_that_is_not_there_is_a_problem_too() -> None:
    assert _errors(check("no-such-casebook")) == [("TW-CASEBOOK-1", 1)]


def test_the_syrian_casebook_has_no_problems() -> None:
    assert check("syria") == []


def test_the_template_says_what_is_still_to_fill_in(written: Written) -> None:
    problems = check(written(template("sudan")))

    assert _errors(problems) == []
    assert {p.code for p in problems} == {"TW-CASEBOOK-8"}
    assert all(template("sudan").splitlines()[p.line - 1].startswith("# ") for p in problems)
    assert {"camps", "parties", "agreements", "zones", "places"} == {p.what.split("'")[1] for p in problems}


def test_the_template_passes_once_its_examples_are_taken_in(written: Written) -> None:
    head, _, examples = template("south-sudan").partition("# camps:")
    lines = ["# camps:" + examples.splitlines()[0], *examples.splitlines()[1:]]
    prose = (
        "# Who",
        "# member",
        "# Outlets",
        "# Agree",
        "# A date",
        "# class",
        "# force",
        "#   separate",
        "# Zones",
        "# Places",
    )
    taken = [line.removeprefix("# ") for line in lines if not line.startswith(prose)]
    path = written(head + "\n".join(taken) + "\n")

    assert check(path) == []
    assert "example-truce" in load(path).agreements


def test_the_template_knows_a_state_by_its_name() -> None:
    assert "country: south-sudan\n" in template("south-sudan")
    assert "# country:" in template("lake-war")


@pytest.mark.parametrize("name", ["", "South Sudan", "../x", "a_b", "-a"])
def test_a_name_that_is_no_key_is_refused(name: str) -> None:
    with pytest.raises(CasebookError, match="TW-CASEBOOK-18"):
        template(name)
