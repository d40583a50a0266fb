import re

import pytest

from trucewatch.reading.datelines import dateline_of
from trucewatch.reading.rules import EdgeRule, LineRule, data, edge_rules, line_rules, may_fit, rules_of_lines
from trucewatch.reading.stories import lede_weekday

PROSE = "The two sides met in the old town and agreed to meet again."


def _cases(kind: str) -> list[tuple[str, str]]:
    return [(rule["id"], text) for rule in data("lines") for text in rule.get(kind, ())]


@pytest.mark.parametrize(("rule", "line"), _cases("drops"))
def test_furniture_is_told(rule: str, line: str) -> None:
    (found,) = rules_of_lines([line])
    assert found is not None, line
    assert found.id == rule


@pytest.mark.parametrize(("rule", "line"), _cases("keeps"))
def test_prose_that_looks_like_furniture_is_kept(rule: str, line: str) -> None:
    assert rules_of_lines([line]) == [None], line


@pytest.mark.parametrize(("rule", "text"), [(r["id"], t) for r in data("edges")["front"] for t in r["drops"]])
def test_front_edges(rule: str, text: str) -> None:
    pattern = next(r.pattern for r in edge_rules("front") if r.id == rule)
    found = pattern.match(f"{text} {PROSE}")
    assert found is not None
    assert found.end() <= len(text) + 1


@pytest.mark.parametrize(("rule", "text"), [(r["id"], t) for r in data("edges")["back"] for t in r["drops"]])
def test_back_edges(rule: str, text: str) -> None:
    pattern = next(r.pattern for r in edge_rules("back") if r.id == rule)
    found = pattern.search(f"{PROSE} {text}")
    assert found is not None
    assert found.start() >= len(PROSE)


@pytest.mark.parametrize("rule", [*line_rules(), *edge_rules("back")], ids=lambda rule: rule.id)
def test_what_a_rule_needs_is_in_all_its_examples(rule: LineRule | EdgeRule) -> None:
    rules = data("lines") if isinstance(rule, LineRule) else data("edges")["back"]
    drops = next(r["drops"] for r in rules if r["id"] == rule.id)
    assert [text for text in drops if not may_fit(rule, f" {text} ".lower())] == []


@pytest.mark.parametrize("end", ["front", "back"])
def test_no_edge_eats_prose(end: str) -> None:
    for rule in edge_rules(end):
        match = re.match if end == "front" else re.search
        assert match(rule.pattern, PROSE) is None, rule.id


@pytest.mark.parametrize("example", data("datelines")["examples"], ids=lambda e: str(e["text"])[:30])
def test_datelines(example: dict[str, str | None]) -> None:
    found = dateline_of(str(example["text"]))
    expected = example.get("place")
    assert (found.place if found else None) == expected
    if found is not None:
        assert (found.day, found.agency) == (example.get("day"), example.get("agency"))


@pytest.mark.parametrize("example", data("ledes")["examples"], ids=lambda e: str(e["text"])[:30])
def test_lede_weekdays(example: dict[str, str | int | None]) -> None:
    assert lede_weekday(str(example["text"])) == example["weekday"]
