from trucewatch.reading.remembered import Remembered


def test_the_same_content_is_worked_out_once() -> None:
    done: list[str] = []
    kept = Remembered[str](10_000, len)

    def ask(text: str) -> str:
        return kept.of(text, lambda: done.append(text) or text.upper())

    assert [ask(text) for text in ("a", "b", "a")] == ["A", "B", "A"]
    assert done == ["a", "b"]


def test_the_longest_unused_is_forgotten() -> None:
    done: list[str] = []
    kept = Remembered[str](3_000, len)

    def ask(text: str) -> None:
        kept.of(text, lambda: done.append(text) or "x" * 700)

    for text in ("a", "b", "a", "c", "a", "b"):
        ask(text)
    assert done == ["a", "b", "c", "b"]
