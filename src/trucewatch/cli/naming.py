"""`trucewatch naming`."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import Format, Row, write_cells, write_json, write_table
from trucewatch.cli.tables import Cells, Sheet, list_table, name_of
from trucewatch.cli.violations import Length

if TYPE_CHECKING:
    from trucewatch.pipeline.naming_over_time import Use


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, naming)


def naming(
    opened: options.Opened,
    *,
    party: options.Party = None,
    outlet: options.Outlet = None,
    by: Annotated[
        Length | None, typer.Option("--by", metavar="day|week|month", help="Tell it period by period of publication.")
    ] = None,
    sentences: Annotated[
        int, typer.Option("--sentences", metavar="N", min=0, help="With --by: show up to N sentences for each word.")
    ] = 0,
    known: options.Known,
    shown: options.Shown,
) -> None:
    r"""List what each outlet calls each party, and how often; with --by also when, with the sentences.

    \b
    Example:
      trucewatch naming --case case.db --party "Hayat Tahrir al-Sham"
      trucewatch naming --case case.db --party "Hayat Tahrir al-Sham" --by month --sentences 2
    """
    named = options.Named(party=party, outlet=outlet)
    if by is None:
        sheet = Sheet(("party", "called", "by", "times"), _cells)
        list_table("naming", opened, shown, sheet, named, None, known)
        return
    from trucewatch.monitoring.periods import By  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import filters, naming_over_time  # noqa: PLC0415 - the same

    fmt, known_at = shown.fmt, known.day
    with opened.view() as seen:
        want = filters.wanted(seen.dossier, seen.knowledge, named.names)
        found = list(naming_over_time.uses(seen, By(by.value), want, known_at))
        if fmt is Format.JSON:
            write_json([naming_over_time.as_row(use, seen, sentences) for use in found])
            return
        heads = ("party", "period", "called", "by", "sentences", "sentence")
        write = write_cells if fmt is Format.CSV else write_table
        write(heads, _cells_over_time(found, seen, sentences, again=fmt is Format.CSV))


def _cells(rows: Iterable[Row], _seen: Any) -> Cells:  # noqa: ANN401 - a View, loaded late
    for row in rows:
        party = name_of(row["party"])
        for term in row["terms"]:
            yield party, term["term"], term["outlet"] or "an unnamed outlet", str(term["count"])
            party = ""


def _cells_over_time(found: "Iterable[Use]", seen: Any, sentences: int, *, again: bool) -> Cells:  # noqa: ANN401 - the same
    """The first line of a use names all of it; those of its further sentences only the sentence."""
    before: Sequence[str] = ("", "")
    for use in found:
        party, period = use.party.name or "", use.period or "undated"
        head = (party, period) if again or (party, period) != before else ("", period if period != before[1] else "")
        before = (party, period)
        told = [*_quotes(use, seen, sentences)] or [""]
        yield *head, use.term, use.outlet or "an unnamed outlet", str(len(use.claims)), told[0]
        for quote in told[1:]:
            yield "", "", "", "", "", quote


def _quotes(use: "Use", seen: Any, sentences: int) -> Iterator[str]:  # noqa: ANN401 - the same
    for claim_id in use.claims[:sentences]:
        yield f"“{seen.dossier.claims[claim_id].quote}” [{claim_id}]"
