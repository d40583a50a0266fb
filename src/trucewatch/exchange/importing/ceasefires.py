"""ETH/PRIO ceasefires: one row an actor of a ceasefire; rows with one `uniq_id` are one ceasefire.

An end that nobody knows (`ended` -1) stays unknown: nothing is claimed of it, and the text says so. A known end is a
statement of its own, that the ceasefire was over from then on, and blames nobody. Unknown days and months stay unknown.
"""

from trucewatch.exchange.importing import values
from trucewatch.exchange.importing.making import Told, imported
from trucewatch.exchange.importing.rows import Context, Imported, Row
from trucewatch.vocabulary.codes import ClaimKind, Role
from trucewatch.vocabulary.records import Terms

GROUP = "uniq_id"
_UNKNOWN = "-1"
_NOT_ENDED = "0"


def read(rows: list[Row], context: Context) -> Imported:
    """One ceasefire."""
    row, key = rows[0], rows[0]["uniq_id"]
    coding = context.coding(row["side"])
    faults: list[tuple[str, str]] = []
    declared, effect, end = (_date(row, prefix, faults) for prefix in ("cf_dec", "cf_effect", "end"))
    if len({_own(r) for r in rows}) > 1:
        others = ", ".join(str(r.number) for r in rows[1:])
        faults.append(("TW-IMPORT-16", f"rows {others} of the same ceasefire differ in dates or end; this row counts"))
    actors = tuple(dict.fromkeys(m for r in rows for m in context.actors.one(values.one_line(r["actor_name"]))))
    names = " and ".join(m.text for m in actors)
    of = f"{(coding.gloss or '').capitalize()} ceasefire in {row['location']}"
    opening = values.sentence(
        f"{of}: {names}", f"declared {declared or 'on an unknown day'}", f"in effect {effect}" if effect else None
    )
    closing = _closing(row["ended"], end)
    notes = values.one_line(row["cf_pp"]) if not row["cf_pp"].lstrip("-").isdigit() else ""
    text = " ".join(part for part in (opening, closing, notes) if part)
    terms = Terms(
        agreement=f"ceasefire in {row['location']}",
        agreement_kind="ceasefire",
        agreed_on=declared,
        in_force=effect,
        roles=tuple((Role.SIGNATORY, m) for m in actors),
        external_ids=_ids(rows, context),
    )
    rule = f"{context.data.kind}: side {row['side']}"
    told = [
        Told(
            ClaimKind.AGREEMENT,
            coding.code,
            rule,
            says=opening,
            mode=coding.mode,
            actors=actors,
            date=declared,
            terms=terms,
        )
    ]
    if row["ended"] not in (_UNKNOWN, _NOT_ENDED):
        over = Terms(
            agreement=terms.agreement,
            agreement_kind="ceasefire",
            agreed_on=declared,
            expires=end,
            external_ids=terms.external_ids,
        )
        ended = f"{context.data.kind}: ended {row['ended']}"
        told.append(Told(ClaimKind.STATEMENT, None, ended, says=closing, date=end, terms=over))
    title = f"{context.data.name} {key}: {of}, {declared or 'day unknown'}"
    return imported(context, row, key, text, title, told, faults=faults)


def _date(row: Row, prefix: str, faults: list[tuple[str, str]]) -> str | None:
    date, fault = values.parts_day(*(row[f"{prefix}_{part}"] for part in ("yr", "month", "day")))
    if fault:
        faults.append(("TW-IMPORT-51", f"{prefix}: {fault}; {f'taken as {date}' if date else 'left unknown'}"))
    return date


def _closing(ended: str, end: str | None) -> str:
    if ended == _UNKNOWN:
        return "Whether and when it ended is unknown."
    if ended == _NOT_ENDED:
        return "No end is coded."
    return f"It ended {end} (code {ended})." if end else f"It ended (code {ended}), on an unknown day."


def _own(row: Row) -> tuple[str, ...]:
    columns = [f"{prefix}_{part}" for prefix in ("cf_dec", "end") for part in ("yr", "month", "day")]
    return tuple(row[column] for column in [*columns, "ended", "side"])


def _ids(rows: list[Row], context: Context) -> tuple[str, ...]:
    pax = dict.fromkeys(f"pax:{r['pax_id']}" for r in rows if r["pax_id"].isdigit() and r["pax_id"] != "0")
    return (f"{context.data.kind}:{rows[0]['uniq_id']}", *pax)
