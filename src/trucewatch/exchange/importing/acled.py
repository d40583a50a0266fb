"""ACLED: one row an event, with notes in words. Codes, precision and actors as the codebook has them."""

import datetime as dt

from trucewatch.exchange.importing import values
from trucewatch.exchange.importing.making import Told, imported
from trucewatch.exchange.importing.rows import Context, Imported, Row
from trucewatch.vocabulary.codes import ClaimKind, Code
from trucewatch.vocabulary.records import Mention

_PRECISION = {"1": "day", "2": "week", "3": "month", "": "day"}
"""`time_precision`: the day is known, the week, the month. Source: ACLED codebook."""


def read(rows: list[Row], context: Context) -> Imported:
    """One event. The day of publication is that of `timestamp`, when the row was last changed."""
    row = rows[0]
    kind, sub = row["event_type"], row["sub_event_type"]
    coding = context.coding(f"{kind} / {sub}")
    date = values.widened(values.day(row, "event_date", context), _PRECISION.get(row["time_precision"], "month"))
    first = (*context.actors.one(row["actor1"]), *context.actors.several(row["assoc_actor_1"]))
    second = (*context.actors.one(row["actor2"]), *context.actors.several(row["assoc_actor_2"]))
    if coding.swap:
        first, second = second, first
    if coding.fight or coding.code is Code.AGREE:
        first, second = (*first, *second), ()
    killed = values.number(row, "fatalities")
    key = row["event_id_cnty"]
    text = values.one_line(row["notes"]) or values.sentence(
        f"{sub} ({kind})", date, row["location"], f"{row['actor1']} and {row['actor2']}".removesuffix(" and ")
    )
    told = Told(
        kind=ClaimKind.EVENT if coding.code else ClaimKind.STATEMENT,
        code=coding.code,
        rule=f"{context.data.kind}: {kind} / {sub}",
        mode=coding.mode,
        actors=first,
        recipients=second,
        places=_places(row),
        date=date,
        via=tuple(Mention(name) for part in row["source"].split(";") if (name := part.strip())),
        numbers=values.counted("killed", killed, killed),
    )
    title = f"{context.data.name} {key}: {sub}, {date}, {row['location']}"
    return imported(context, row, key, text, title, [told], published=_changed(row))


def _places(row: Row) -> tuple[Mention, ...]:
    """The location with its point, then the first division above it, as the row names them."""
    spot = Mention(row["location"], point=values.point(row, "latitude", "longitude"))
    above = [Mention(row["admin1"])] if row["admin1"] and row["admin1"] != row["location"] else []
    return (spot, *above)


def _changed(row: Row) -> str | None:
    seconds = row["timestamp"]
    return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date().isoformat() if seconds.isdigit() else None
