"""The fetch log: a line of JSON for each request, and what became of it."""

import json
from pathlib import Path
from typing import Any

from trucewatch.reading.feeds.clock import Clock, stamp
from trucewatch.reading.feeds.outcomes import Answer


class Journal:
    """Appends to a JSON Lines file."""

    def __init__(self, path: Path, clock: Clock) -> None:
        """A last line that a kill cut short is closed, so that the next one stands on its own."""
        self._path, self._clock = path, clock
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size:
            with path.open("rb+") as file:
                file.seek(-1, 2)
                if file.read(1) != b"\n":
                    file.write(b"\n")

    def note(self, what: str, answer: Answer, became: str | None = None) -> None:
        """`what` was asked for: feed, page, robots.txt, webhook. `became` says what its content was used for."""
        line: dict[str, Any] = {
            "time": stamp(self._clock.now()),
            "what": what,
            "url": answer.url,
            "status": answer.status,
            "bytes": answer.size,
            "outcome": str(answer.outcome),
        }
        if answer.detail:
            line["detail"] = answer.detail
        if became:
            line["became"] = became
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
