"""Airwars: one row an incident of civilian harm, with who is known or suspected to have done it.

Who is known and who suspected stands in belligerents.csv (given as a second file). Without it, only a declared strike
counts as known. Sources stand in sources.csv, likewise. A suspicion is put as one in the text, so that the dossier
does not take it for more.
"""

from collections.abc import Iterable, Mapping

from trucewatch.exchange.importing import values
from trucewatch.exchange.importing.making import Told, imported
from trucewatch.exchange.importing.rows import Context, Imported, Row
from trucewatch.exchange.importing.spec import Coding, DataSet
from trucewatch.vocabulary.codes import ClaimKind
from trucewatch.vocabulary.records import Mention

_DECLARED = "Declared strike"
_KNOWN = "known"


def read(rows: list[Row], context: Context) -> Imported:
    """One incident. It was published between the day of the page and the day of its last change."""
    row, key = rows[0], rows[0]["code"]
    date = values.days(values.day(row, "date", context), _last(row, context), "date to date_end")
    coding, how = _coding(row, context)
    known, suspected = _blamed(row, context)
    killed = (values.number(row, "civ_killed_min"), values.number(row, "civ_killed_max"))
    hurt = (values.number(row, "civ_inj_min"), values.number(row, "civ_inj_max"))
    where = row["location_en"] or row["location_ar"] or row["area"] or row["governorate"]
    text = values.sentence(
        f"{how or 'Civilian harm'} on {date} at {where or 'an unknown place'}",
        f"by {' and '.join(known)}" if known else None,
        f"suspected: {' or '.join(suspected)}" if suspected else None,
        f"civilians killed: {values.counted('killed', *killed)[0].text}"
        if any(k is not None for k in killed)
        else None,
        f"civilians injured: {values.counted('injured', *hurt)[0].text}" if any(h is not None for h in hurt) else None,
        f"evidence of harm: {row['civilian_harm_status'].lower()}" if row["civilian_harm_status"] else None,
    )
    told = Told(
        kind=ClaimKind.EVENT,
        code=coding.code,
        rule=f"{context.data.kind}: {how or 'no type of strike'}",
        mode=coding.mode,
        actors=tuple(m for name in (*known, *suspected) for m in context.actors.one(name)),
        places=_places(row, where),
        date=date,
        via=_sources(row, context),
        numbers=(*values.counted("killed", *killed), *values.counted("injured", *hurt)),
    )
    title = f"{context.data.name} {key}: {how or 'civilian harm'}, {date}, {where or 'place unknown'}"
    if row["strike_status"]:  # not in the text, where "likely" would be read as a doubt about who did it
        title += f" ({row['strike_status'].lower()})"
    return imported(context, row, key, text, title, [told], published=_published(row, context), url=row["url"] or None)


def belligerents(rows: Iterable[Mapping[str, str]], data: DataSet) -> dict[str, tuple[tuple[str, str], ...]]:
    """Incident → its belligerents in words, each once, with `known` or `suspected`; those unknown are left out."""
    words = data.words["belligerents"]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        slug = row["belligerent"]
        name = words.get(slug, slug.replace("_", " "))
        if name:
            of = found.setdefault(row["airwars_code"], {})
            of[name] = row["type"] if of.get(name) != _KNOWN else _KNOWN
    return {code: tuple(names.items()) for code, names in found.items()}


def sources(rows: Iterable[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    """Incident → the names of its sources, each once, in the order of the file."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        if name := _source(row["source_name"]):
            found.setdefault(row["airwars_code"], {})[name] = None
    return {code: tuple(names) for code, names in found.items()}


def _sources(row: Row, context: Context) -> tuple[Mention, ...]:
    """Those of the file beside, else those of the row."""
    named = context.sources.get(row["code"]) or tuple(map(_source, row["sources"].split(";")))
    return tuple(Mention(name) for name in dict.fromkeys(named) if name)


def _source(name: str) -> str:
    return " ".join(name.split()).lstrip("'")  # spreadsheets put it before an @


def _last(row: Row, context: Context) -> str:
    return values.optional_day(row, "date_end", context) or values.day(row, "date", context)


def _coding(row: Row, context: Context) -> tuple[Coding, str]:
    """By the type of strike, else by the cause, else by nothing: harm to civilians in a war."""
    for column in ("strike_type", "cause"):
        listed = row[column]
        if listed:
            known = [code for code in context.data.codes if f", {code}, " in f", {listed}, "]
            if not known:
                context.coding(listed)
            return context.data.codes[known[0]], listed
    return context.coding("Unknown"), ""


def _blamed(row: Row, context: Context) -> tuple[list[str], list[str]]:
    beside = context.beside.get(row["code"])
    if beside is None:
        sure = _KNOWN if row["strike_status"] == _DECLARED else "suspected"
        names = (name.strip() for name in row["belligerents"].split(","))
        beside = tuple((name, sure) for name in names if name and name.casefold() != "unknown")
    return [n for n, how in beside if how == _KNOWN], [n for n, how in beside if how != _KNOWN]


def _places(row: Row, where: str) -> tuple[Mention, ...]:
    """The spot with its point, and the governorate as the row labels it, though its point may lie in another."""
    spot = [Mention(where, point=values.point(row, "lat", "lon"))] if where or row["lat"] else []
    label = row["governorate"] or row["area"]
    return (*spot, *([_governorate(label)] if label and label != where else []))


def _governorate(label: str) -> Mention:
    """A label stands for the governorate, not for the city of its name ("Idlib")."""
    return Mention(label, refers=None if "governorate" in label.casefold() else f"{label} governorate")


def _published(row: Row, context: Context) -> str | None:
    first = values.optional_day(row, "published", context)
    last = values.optional_day(row, "modified", context)
    return values.days(first, last, "published to modified") if first and last else first or last
