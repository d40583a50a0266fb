"""UCDP GED: one row an event of organised violence between two sides, with deaths as best, low and high estimates."""

from trucewatch.exchange.importing import values
from trucewatch.exchange.importing.making import Told, imported
from trucewatch.exchange.importing.rows import Context, Imported, Row
from trucewatch.vocabulary.codes import ClaimKind
from trucewatch.vocabulary.records import Mention, Quantity

_ACTUAL_DAYS = ("1", "2")
"""`date_prec` 1 and 2: the interval holds the event; 3 to 5 widen it. Source: GED codebook."""
_WIDER = {"4": "month", "5": "year"}


def read(rows: list[Row], context: Context) -> Imported:
    """One event."""
    row = rows[0]
    coding = context.coding(row["type_of_violence"])
    date = _date(row, context)
    sides = (context.actors.one(row["side_a"]), context.actors.one(row["side_b"]))
    actors, recipients = ((*sides[0], *sides[1]), ()) if coding.fight else sides
    low, best, high = (values.number(row, column) for column in ("low", "best", "high"))
    where = row["where_coordinates"] or row["adm_1"] or row["country"]
    pair = f"{row['side_a']} {'and' if coding.fight else 'against'} {row['side_b']}"
    text = values.sentence(
        f"{(coding.gloss or '').capitalize()}: {pair}",
        date,
        row["where_description"] or where,
        f"killed: {best} (low {low}, high {high})" if best is not None else None,
        values.one_line(row["source_headline"]),
    )
    told = Told(
        kind=ClaimKind.EVENT,
        code=coding.code,
        rule=f"{context.data.kind}: type of violence {row['type_of_violence']}",
        mode=coding.mode,
        actors=actors,
        recipients=recipients,
        places=_places(row, where),
        date=date,
        via=tuple(Mention(name) for part in row["source_office"].split(";") if (name := part.strip())),
        numbers=_killed(low, best, high),
    )
    key = row["id"]
    return imported(context, row, key, text, f"{context.data.name} {key}: {pair}, {date}, {where}", [told])


def _date(row: Row, context: Context) -> str:
    first, last = values.day(row, "date_start", context), values.day(row, "date_end", context)
    precision = _WIDER.get(row["date_prec"])
    if precision and first[:4] == last[:4]:
        return values.widened(first, precision) if first[:7] == last[:7] else first[:4]
    return values.days(first, last, "date_start to date_end")


def _places(row: Row, where: str) -> tuple[Mention, ...]:
    spot = Mention(where, point=values.point(row, "latitude", "longitude"))
    above = (name for name in (row["adm_2"], row["adm_1"]) if name and name != where)
    return (spot, *(Mention(name) for name in dict.fromkeys(above)))


def _killed(low: int | None, best: int | None, high: int | None) -> tuple[Quantity, ...]:
    found = values.counted("killed", low, high)
    if found and best is not None:
        return (Quantity("killed", found[0].min, found[0].max, "people", f"{found[0].text}, best {best}"),)
    return found or values.counted("killed", best, best)
