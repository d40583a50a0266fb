"""Why claims or names are one thing, as text."""

import textwrap
from collections.abc import Iterable, Iterator

from trucewatch.dossier.links import kind_of, links
from trucewatch.dossier.model import Dossier
from trucewatch.ledger.records import Decision

_WIDTH = 100
_QUOTED = 160
"""Characters of a sentence shown."""


def link_lines(ident: str, dossier: Dossier, decisions: Iterable[Decision]) -> Iterator[str]:
    """Each name or claim of the thing with the reason why it is there, then what people decided about it."""
    kind = kind_of(dossier, ident) or "thing"
    found = links(dossier, ident)
    count = len(found)
    what = "name" if kind == "party" else "claim"
    yield f"{kind.capitalize()} {ident}: {count:,} {what if count == 1 else f'{what}s'}"
    about = {ident}
    for link in found:
        yield ""
        if link.claim is None:
            yield f"“{link.name}”"
        else:
            about.add(link.claim)
            report = dossier.reports.get(dossier.claims[link.claim].report_id)
            yield f"{link.claim}  {(report.outlet if report else None) or 'outlet unknown'}: “{_short(link.name)}”"
        yield from textwrap.wrap(f"because: {link.why}", _WIDTH, initial_indent="  ", subsequent_indent="  ")
    told = [d for d in decisions if d.object and about & {d.subject, d.object} and d.kind == "decide"]
    if told:
        yield ""
    for d in told:
        why = "; ".join(part for part in (d.why, d.who) if part)
        word = _WORDS.get(d.value or "", d.value)
        yield f"Decided: {d.subject} and {d.object} are {word}{f' ({why})' if why else ''}"


_WORDS = {"same": "the same", "not same": "not the same", "unsure": "perhaps the same"}


def _short(quote: str) -> str:
    return quote if len(quote) <= _QUOTED else f"{quote[:_QUOTED].rsplit(' ', 1)[0]} …"
