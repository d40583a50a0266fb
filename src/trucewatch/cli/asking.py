"""`trucewatch status`."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import AsCsv, AsJson, Format, Row, chosen, write_cells, write_json, write_rows, write_table
from trucewatch.vocabulary.errors import RequestError

if TYPE_CHECKING:
    from trucewatch.pipeline.view import View


def register(app: typer.Typer) -> None:
    """Add the command."""
    add(app, status)


def status(  # noqa: PLR0913 - each is an option of the command
    opened: options.Opened,
    *,
    asked: options.Asked,
    between: options.Between,
    min_confidence: options.MinConfidence = None,
    named: options.Named,
    everything: Annotated[
        bool, typer.Option("--all", help="Every sentence, and what only the casebook knows of.")
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    r"""Judge each agreement, zone and commitment: what holds, who says so, and the sentences for and against.

    With --from or --to, for each of them instead the runs of days on which it had one status.

    \b
    Example:
      trucewatch status --case case.db --on 2018-12-04
      trucewatch status --case case.db --on 2018-10-11 --known-by 2018-10-11 --agreement "Sochi memorandum"
      trucewatch status --case case.db --from 2018-09 --to 2019-03 --agreement "Sochi memorandum"
    """
    from trucewatch.cli.status_text import lines  # noqa: PLC0415 - opens the dossier
    from trucewatch.exchange import Table, rows  # noqa: PLC0415 - the same
    from trucewatch.pipeline import filters, overview  # noqa: PLC0415 - the same

    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=False)
    if between.first or between.last:
        if asked.on is not None:
            raise RequestError("TW-CLI-1", "--on and --from or --to were given together.", do="Give one of them.")
        with opened.view() as seen:
            _series(seen, asked, between, named, min_confidence, fmt, everything=everything)
        return
    with opened.view() as seen:
        question = asked.question(seen, min_confidence)
        findings = seen.findings(question)
        want = filters.wanted(seen.dossier, seen.knowledge, named.names)
        found = list(
            filters.kept(Table.FINDINGS, rows(Table.FINDINGS, seen.dossier, findings=findings), seen.dossier, want)
        )
        if fmt is not Format.TABLE:
            write_rows(found, Table.FINDINGS, fmt)
            return
        ids = {row["finding_id"] for row in found}
        told = overview.chapters(seen.dossier, [f for f in findings if f.finding_id in ids])
        for line in lines(question, seen.dossier, told, everything=everything):
            sys.stdout.write(line.rstrip() + "\n")


def _series(
    seen: "View",
    asked: options.Asked,
    between: options.Between,
    named: options.Named,
    min_confidence: float | None,
    fmt: Format,
    *,
    everything: bool,
) -> None:
    from trucewatch.pipeline import spells  # noqa: PLC0415 - opens the dossier

    rows = list(spells.spells(seen, asked.question(seen, min_confidence), between.days, named.names))
    if fmt is Format.JSON:
        write_json(rows)
    elif fmt is Format.CSV:
        write_cells(spells.COLUMNS, ([_flat(row[name]) for name in spells.COLUMNS] for row in rows))
    else:
        heads = ("agreement", "what", "from", "to", "status")
        write_table(heads, _cells(rows if everything else spells.heard_of(rows)))


def _flat(value: object) -> str:
    """A thing by its id, several parted by semicolons."""
    if isinstance(value, list):
        return "; ".join(map(_flat, value))
    if isinstance(value, dict):
        return str(value["id"] or value["name"])
    return "" if value is None else str(value)


def _cells(rows: Iterable[Row]) -> Iterator[Sequence[str]]:
    """What is judged once, then its spells."""
    from trucewatch.pipeline import spells  # noqa: PLC0415 - opens the dossier

    before = None
    for row in rows:
        key = (*spells.key_of(row), row["version"])
        deal = row["agreement"]["name"] if row["agreement"] else ""
        about = (row["commitment"] or row["zone"] or {"name": "as a whole"})["name"]
        what = about + (f" (deadline {row['version']})" if row["version"] else "")
        yield *(("", "") if key == before else (deal, what)), row["from"], row["to"], row["status"].replace("_", " ")
        before = key
