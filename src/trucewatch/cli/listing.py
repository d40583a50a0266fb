"""The listings: timeline, disagreements, who says that it holds, rejects."""

from collections.abc import Iterable
from typing import Any

import typer

from trucewatch.cli import options
from trucewatch.cli.helping import add
from trucewatch.cli.output import Format, Row, write_cells, write_json, write_table
from trucewatch.cli.tables import Cells, Sheet, list_table, name_of


def register(app: typer.Typer) -> None:
    """Add the commands."""
    add(app, timeline, disagreements, holding, rejects)


def timeline(opened: options.Opened, named: options.Named, between: options.Between, shown: options.Shown) -> None:
    r"""List what happened and what fell due, in the order of time.

    \b
    Example:
      trucewatch timeline --case case.db --from 2018-09 --to 2018-12
      trucewatch timeline --case case.db --party Turkey --json
    """
    from trucewatch.pipeline import filters  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline.timeline import timeline as rows_of  # noqa: PLC0415 - the same

    fmt, days = shown.fmt, between.days
    with opened.view() as seen:
        rows = rows_of(seen.dossier, filters.wanted(seen.dossier, seen.knowledge, named.names, days))
    if fmt is Format.JSON:
        write_json(rows)
        return
    heads = ("date", "kind", "what", "told by")
    cells = ((r["date"], r["kind"].replace("_", " "), r["what"], ", ".join(r["outlets"])) for r in rows)
    (write_cells if fmt is Format.CSV else write_table)(heads, cells)


def disagreements(
    opened: options.Opened,
    named: options.Named,
    between: options.Between,
    known: options.Known,
    shown: options.Shown,
) -> None:
    r"""List on what the sources differ: widths, dates, deadlines, parties, tolls, blame, and whether it holds.

    Those on which a verdict turns come first. `trucewatch holding` tells day by day who says that it holds.

    \b
    Example:
      trucewatch disagreements --case case.db
      trucewatch disagreements --case case.db --agreement "Sochi memorandum" --json
    """
    heads = ("topic", "about", "value", "according to")
    list_table("disagreements", opened, shown, Sheet(heads, _disagreement_cells), named, between, known)


def holding(
    opened: options.Opened,
    *,
    zone: options.ZoneName = None,
    agreement: options.AgreementName = None,
    between: options.Between,
    known: options.Known,
    shown: options.Shown,
) -> None:
    r"""Tell day by day who says that a zone or an agreement holds, and who says that it does not.

    A day on which nobody says either is `unobserved`, never holding.

    \b
    Example:
      trucewatch holding --case case.db --from 2018-12 --to 2018-12
      trucewatch holding --case case.db --agreement "Sochi memorandum" --csv
    """
    from trucewatch.monitoring.matrix import spells  # noqa: PLC0415 - opens the dossier
    from trucewatch.pipeline import filters  # noqa: PLC0415 - the same

    fmt, days, known_at = shown.fmt, between.days, known.day
    with opened.view() as seen:
        want = filters.wanted(seen.dossier, seen.knowledge, filters.Names(zone=zone, agreement=agreement))
        ids = [wanted for wanted in (want.zones, want.agreements) if wanted is not None]
        cells = [c for c in seen.holding(days, known_at) if all(c.about.id in wanted for wanted in ids)]
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


def rejects(opened: options.Opened, *, outlet: options.Outlet = None, shown: options.Shown) -> None:
    r"""List the inputs that were not read, what was noticed in others, and the sentences that were not coded.

    \b
    Example:
      trucewatch rejects --case case.db
    """
    heads = ("file", "part", "kind", "reason", "what to do", "code")
    list_table("rejects", opened, shown, Sheet(heads, _reject_cells), options.Named(outlet=outlet))


def _disagreement_cells(rows: Iterable[Row], seen: Any) -> Cells:  # noqa: ANN401 - the same
    from trucewatch.monitoring import figure, places_of  # noqa: PLC0415 - opens the dossier

    for row in rows:
        topic, about = row["topic"], name_of(row["subject"])
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


def _reject_cells(rows: Iterable[Row], _seen: Any) -> Cells:  # noqa: ANN401 - the same
    for row in rows:
        kind = "not coded" if row["code"].startswith("TW-CODE") else "warning" if row["report_id"] else "rejected"
        yield row["file"], row["part"] or "", kind, row["reason"], row["advice"], row["code"]
