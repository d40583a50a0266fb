"""The listings: timeline, claims, disagreements, naming, rejects."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import (
    AsCsv,
    AsJson,
    AsTable,
    Format,
    Row,
    chosen,
    write_cells,
    write_json,
    write_rows,
    write_table,
)

if TYPE_CHECKING:
    from trucewatch.exchange import Table

_Cells = Iterator[Sequence[str]]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, timeline, claims, disagreements, holding, naming, rejects)


def timeline(  # noqa: PLR0913 - each is an option of the command
    case: options.Case,
    *,
    party: options.Party = None,
    zone: options.ZoneName = None,
    outlet: options.Outlet = None,
    agreement: options.AgreementName = None,
    first: options.From = None,
    last: options.To = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    r"""List what happened and what fell due, in the order of time.

    \b
    Example:
      trucewatch timeline --case case.db --from 2018-09 --to 2018-12
      trucewatch timeline --case case.db --party Turkey --json
    """
    from trucewatch.pipeline import days, filters, view  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline.timeline import timeline as rows_of  # noqa: PLC0415 - the same

    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=as_table)
    between = days.between(first, last)
    with view.opened(case) as seen:
        names = filters.Names(party, zone, agreement, outlet)
        rows = rows_of(seen.dossier, filters.wanted(seen.dossier, seen.knowledge, names, between))
    if fmt is Format.JSON:
        write_json(rows)
        return
    heads = ("date", "kind", "what", "told by")
    cells = ((r["date"], r["kind"].replace("_", " "), r["what"], ", ".join(r["outlets"])) for r in rows)
    (write_cells if fmt is Format.CSV else write_table)(heads, cells)


def claims(  # noqa: PLR0913 - each is an option of the command
    case: options.Case,
    *,
    party: options.Party = None,
    zone: options.ZoneName = None,
    outlet: options.Outlet = None,
    agreement: options.AgreementName = None,
    first: options.From = None,
    last: options.To = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    r"""List who said what, with the exact sentences.

    \b
    Example:
      trucewatch claims --case case.db --party Turkey --from 2018-10-01 --to 2018-10-31
      trucewatch claims --case case.db --outlet "Damascus Courier" --csv
    """
    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=as_table)
    heads = ("said or dated", "speaker", "outlet", "claim", "sentence", "id")
    names = (party, zone, agreement, outlet)
    _list("claims", case, names, (first, last, None), fmt, heads, _claim_cells)


def disagreements(  # noqa: PLR0913 - each is an option of the command
    case: options.Case,
    *,
    party: options.Party = None,
    zone: options.ZoneName = None,
    outlet: options.Outlet = None,
    agreement: options.AgreementName = None,
    first: options.From = None,
    last: options.To = None,
    known_by: options.KnownBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    r"""List on what the sources differ: widths, dates, deadlines, parties, tolls, blame, and whether it holds.

    Those on which a verdict turns come first. `trucewatch holding` tells day by day who says that it holds.

    \b
    Example:
      trucewatch disagreements --case case.db
      trucewatch disagreements --case case.db --agreement "Sochi memorandum" --json
    """
    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=as_table)
    heads = ("topic", "about", "value", "according to")
    names = (party, zone, agreement, outlet)
    _list("disagreements", case, names, (first, last, known_by), fmt, heads, _disagreement_cells)


def holding(  # noqa: PLR0913 - each is an option of the command
    case: options.Case,
    *,
    zone: options.ZoneName = None,
    agreement: options.AgreementName = None,
    first: options.From = None,
    last: options.To = None,
    known_by: options.KnownBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    r"""Tell day by day who says that a zone or an agreement holds, and who says that it does not.

    A day on which nobody says either is `unobserved`, never holding.

    \b
    Example:
      trucewatch holding --case case.db --from 2018-12 --to 2018-12
      trucewatch holding --case case.db --agreement "Sochi memorandum" --csv
    """
    from trucewatch.monitoring.matrix import spells  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import days, filters, view  # noqa: PLC0415 - the same

    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=as_table)
    between = days.between(first, last)
    known_at = None if known_by is None else days.last_day(known_by, "--known-by")
    with view.opened(case) as seen:
        want = filters.wanted(seen.dossier, seen.knowledge, filters.Names(zone=zone, agreement=agreement))
        ids = [wanted for wanted in (want.zones, want.agreements) if wanted is not None]
        cells = [c for c in seen.holding(between, known_at) if all(c.about.id in wanted for wanted in ids)]
    if fmt is Format.JSON:
        write_json([_holding_row(cell) for cell in cells])
        return
    heads = ("day", "zone or agreement", "said to be", "according to", "claims")
    pairs = [(c, c) for c in cells] if fmt is Format.CSV else spells(cells)
    rows = (
        (str(a.day) if a is b else f"{a.day} to {b.day}", a.about.name or "", a.word, _who_says(a), ", ".join(a.claims))
        for a, b in pairs
    )
    (write_cells if fmt is Format.CSV else write_table)(heads, rows)


def naming(
    case: options.Case,
    *,
    party: options.Party = None,
    outlet: options.Outlet = None,
    known_by: options.KnownBy = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    r"""List what each outlet calls each party, and how often.

    \b
    Example:
      trucewatch naming --case case.db --party "Hayat Tahrir al-Sham"
    """
    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=as_table)
    heads = ("party", "called", "by", "times")
    _list("naming", case, (party, None, None, outlet), (None, None, known_by), fmt, heads, _naming_cells)


def rejects(
    case: options.Case,
    *,
    outlet: options.Outlet = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    as_table: AsTable = False,
) -> None:
    r"""List the inputs that were not read, what was noticed in others, and the sentences that were not coded.

    \b
    Example:
      trucewatch rejects --case case.db
    """
    fmt = chosen(as_json=as_json, as_csv=as_csv, as_table=as_table)
    heads = ("file", "part", "kind", "reason", "what to do", "code")
    _list("rejects", case, (None, None, None, outlet), (None, None, None), fmt, heads, _reject_cells)


def _list(
    name: str,
    case: Path,
    names: tuple[str | None, str | None, str | None, str | None],
    times: tuple[str | None, str | None, str | None],
    fmt: Format,
    heads: Sequence[str],
    cells: Callable[[Iterable[Row], Any], _Cells],
) -> None:
    from trucewatch.exchange import table_named  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import days, filters, view  # noqa: PLC0415 - the same

    table: Table = table_named(name)
    first, last, known_by = times
    when = days.between(first, last)
    with view.opened(case) as seen:
        want = filters.wanted(seen.dossier, seen.knowledge, filters.Names(*names), when)
        known_at = None if known_by is None else days.last_day(known_by, "--known-by")
        rows = filters.kept(table, seen.rows(table, known_at=known_at), seen.dossier, want)
        if fmt is Format.TABLE:
            write_table(heads, cells(rows, seen))
        else:
            write_rows(rows, table, fmt)


def _claim_cells(rows: Iterable[Row], seen: Any) -> _Cells:  # noqa: ANN401 - a View, loaded late
    from trucewatch.monitoring import appeared_in  # noqa: PLC0415 - opens the dossier

    def day(row: Row) -> str:
        return str(row["date"] or row["said"] or seen.dossier.reports[row["report_id"]].published or "")

    for row in sorted(rows, key=lambda row: (day(row), row["claim_id"])):
        report = seen.dossier.reports[row["report_id"]]
        outlet = appeared_in(report) + (" (withdrawn)" if report.withdrawn else "")
        doing = f"{_names(row['actors'])} {row['code'] or 'says'} {_names(row['recipients'])}".strip()
        marks = [m for m in (row["modality"], row["polarity"]) if m not in ("actual", "affirm")]
        claim = doing + (f" ({', '.join(marks)})" if marks else "")
        yield day(row), _name(row["speaker"]), outlet, claim, row["quote"], row["claim_id"]


def _disagreement_cells(rows: Iterable[Row], seen: Any) -> _Cells:  # noqa: ANN401 - the same
    from trucewatch.monitoring import figure, places_of  # noqa: PLC0415 - opens the dossier

    for row in rows:
        topic, about = row["topic"], _name(row["subject"])
        for value in row["values"]:
            said, unit = value["value"], value["unit"]
            text = figure(said[0], said[-1], unit) if isinstance(said, list) and said else f"{said} {unit or ''}"
            reports = (seen.dossier.reports[r] for r in value["reports"])
            yield topic, about, text.strip(), ", ".join(places_of(reports)) or "the casebook"
            topic, about = "", ""


def _holding_row(cell: Any) -> Row:  # noqa: ANN401 - a Day of the matrix, loaded late
    return {
        "about": {"id": cell.about.id, "name": cell.about.name, "mention": None},
        "day": cell.day.isoformat(),
        "word": cell.word,
        "holding": list(cell.holding),
        "not_holding": list(cell.not_holding),
        "claims": list(cell.claims),
    }


def _who_says(cell: Any) -> str:  # noqa: ANN401 - the same
    told = (("holding", cell.holding), ("not holding", cell.not_holding))
    if cell.word != "both":
        return ", ".join((*cell.holding, *cell.not_holding))
    return "; ".join(f"{word}: {', '.join(names)}" for word, names in told)


def _naming_cells(rows: Iterable[Row], _seen: Any) -> _Cells:  # noqa: ANN401 - the same
    for row in rows:
        party = _name(row["party"])
        for term in row["terms"]:
            yield party, term["term"], term["outlet"] or "an unnamed outlet", str(term["count"])
            party = ""


def _reject_cells(rows: Iterable[Row], _seen: Any) -> _Cells:  # noqa: ANN401 - the same
    for row in rows:
        kind = "not coded" if row["code"].startswith("TW-CODE") else "warning" if row["report_id"] else "rejected"
        yield row["file"], row["part"] or "", kind, row["reason"], row["advice"], row["code"]


def _name(thing: Row | None) -> str:
    return str((thing["name"] or thing["mention"] or "") if thing else "")


def _names(things: Iterable[Row]) -> str:
    return ", ".join(filter(None, map(_name, things)))
