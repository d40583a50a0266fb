"""GDELT 2.0: events that machines read from the news, and the articles that mention them."""

from trucewatch.exchange.importing import values
from trucewatch.exchange.importing.making import Told, imported
from trucewatch.exchange.importing.rows import Context, Imported, Row, RowFault
from trucewatch.exchange.importing.spec import Coding
from trucewatch.vocabulary.codes import ClaimKind
from trucewatch.vocabulary.records import Mention, Terms


def read_event(rows: list[Row], context: Context) -> Imported:
    """One event. It was published on the day it was added; the article it was first read in is its url."""
    row, key = rows[0], rows[0]["GLOBALEVENTID"]
    coding = _coding(row, context)
    date = values.day(row, "SQLDATE", context)
    where = row["ActionGeo_FullName"]
    names = (row["Actor1Name"].title(), row["Actor2Name"].title())
    text = values.sentence(
        f"{(coding.gloss or '').capitalize()} (CAMEO {row['EventCode']}) by {names[0] or 'somebody'}",
        f"to {names[1]}" if names[1] else None,
        date,
        where,
    )
    told = Told(
        kind=ClaimKind.EVENT if coding.code else ClaimKind.STATEMENT,
        code=coding.code,
        rule=f"{context.data.kind}: CAMEO {row['EventCode']}",
        mode=coding.mode,
        modality=coding.modality,
        actors=context.actors.one(names[0]),
        recipients=context.actors.one(names[1]),
        places=(Mention(where, point=values.point(row, "ActionGeo_Lat", "ActionGeo_Long")),) if where else (),
        date=date,
        terms=_id(key),
    )
    url = row["SOURCEURL"] if row["SOURCEURL"].startswith("http") else None
    title = f"{context.data.name} {key}: CAMEO {row['EventCode']}, {date}, {where}"
    published = values.optional_day(row, "DATEADDED", context)
    return imported(context, row, key, text, title, [told], published=published, url=url)


def read_mention(rows: list[Row], context: Context) -> Imported:
    """One mention of an event in one article: a statement of that outlet, whose content the event's own row has.

    The dossier counts it among the claims of that event, by its id, where the case has the event.
    """
    row = rows[0]
    where = context.coding(row["MentionType"])
    date = values.day(row, "EventTimeDate", context)
    said = values.day(row, "MentionTimeDate", context)
    outlet, event = row["MentionSourceName"], row["GLOBALEVENTID"]
    offsets = ("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText")
    key = "|".join([event, row["MentionIdentifier"], *(row[column] for column in offsets)])
    text = values.sentence(f"{outlet} mentioned GDELT event {event} of {date}", said, f"found in: {where.gloss}")
    told = Told(
        kind=ClaimKind.STATEMENT,
        code=None,
        rule=f"{context.data.kind}: event {event}",
        date=date,
        said=said,
        terms=_id(event),
        confidence=_share(row["Confidence"]),
    )
    url = row["MentionIdentifier"] if row["MentionIdentifier"].startswith("http") else None
    title = f"{context.data.name}: event {event} in {outlet}"
    return imported(
        context, row, key, text, title, [told], published=said, url=url, outlet=outlet or None, language=None
    )


def _id(event: str) -> Terms:
    return Terms(external_ids=(f"gdelt:{event}",))


def _coding(row: Row, context: Context) -> Coding:
    """By the longest known beginning of the event's code."""
    code = row["EventCode"]
    for length in range(len(code), 1, -1):
        if code[:length] in context.data.codes:
            return context.data.codes[code[:length]]
    return context.coding(code)


def _share(percent: str) -> float:
    if not percent:
        return 1.0
    if not percent.isdigit() or int(percent) > 100:
        raise RowFault("TW-IMPORT-13", f"Confidence: {percent!r} is no percentage", "Mend the row.")
    return int(percent) / 100
