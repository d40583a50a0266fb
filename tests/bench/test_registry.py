"""Which tasks can be run with the learnt parts."""

from pathlib import Path

import pytest

from trucewatch import learnt
from trucewatch.bench import TASKS, Options
from trucewatch.bench.learnt_parts import choice
from trucewatch.bench.registry import RULES_ALONE
from trucewatch.learnt import RULES
from trucewatch.vocabulary.errors import RequestError


@pytest.mark.parametrize("name", [t.name for t in TASKS.values() if t.coders == RULES_ALONE])
def test_what_has_no_learnt_parts_refuses_them(name: str, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="has no learnt parts") as refused:
        TASKS[name].run(tmp_path, Options(coder="hybrid"))
    assert refused.value.code == "TW-BENCH-8"


def test_without_weights_the_rules_are_taken_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learnt, "load", lambda: None)
    monkeypatch.setattr(learnt, "missing", lambda: "They are not there.")
    assert choice(Options()).model is None
    assert choice(Options()).skipped == ("They are not there.",)
    assert choice(Options(), RULES).skipped == ()
    assert choice(Options(coder="rules")).skipped == ()
    with pytest.raises(RequestError, match="They are not there"):
        choice(Options(coder="hybrid"))
