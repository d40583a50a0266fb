from dataclasses import dataclass

import pytest

from trucewatch.reading import remembered
from trucewatch.reading.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    places: tuple["Note", ...] = ()


def test_the_same_content_is_worked_out_once() -> None:
    done: list[str] = []
    kept = Remembered[Note | None](10_000, Note)

    def ask(text: str) -> Note | None:
        return kept.of(text, lambda: done.append(text) or (Note(text, (Note("in"),)) if text != "b" else None))

    assert [ask(text) for text in ("a", "b", "a", "b")] == [Note("a", (Note("in"),)), None] * 2
    assert done == ["a", "b"]


def test_the_oldest_are_forgotten() -> None:
    done: list[str] = []
    kept = Remembered[str](2_000)

    def ask(text: str) -> None:
        kept.of(text, lambda: done.append(text) or "x" * 700)

    for text in ("a", "b", "a", "c", "d", "c", "a"):
        ask(text)
    assert done == ["a", "b", "c", "d", "a"]


def test_what_lies_on_disk_is_found_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_PIECE", 500)
    kept = Remembered[str](1_000_000)
    done: list[int] = []
    for _ in range(2):
        for n in range(200):
            assert kept.of(f"{n}", lambda n=n: done.append(n) or str(n) * 50) == str(n) * 50  # type: ignore[misc]
    assert done == list(range(200))


def test_a_disk_that_takes_nothing_costs_only_time(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(remembered, "_PIECE", 10)
    monkeypatch.setattr(remembered, "TemporaryFile", full)
    kept = Remembered[str](1_000_000)
    assert [kept.of("a", lambda: "A" * 50) for _ in range(3)] == ["A" * 50] * 3
