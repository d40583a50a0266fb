"""Why things are one: for a party its names, for anything else the claims that tell of it, each with the reason."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trucewatch.dossier.corpus import gap, when
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Thing

FIRST = "the first that tells of it"
_GIVEN = "a name that the casebook or the general list gives, or its own"
_KINDS = ("party", "agreement", "zone", "commitment", "event")


@dataclass(frozen=True, slots=True)
class Link:
    """One claim, or one name of a party, that was taken for a thing, and why. `claim` is None for a name."""

    name: str
    why: str
    claim: str | None = None


def kind_of(dossier: Dossier, ident: str) -> str | None:
    """What an id of the dossier's tables is of: party, agreement, zone, commitment or event; None for no such id."""
    tables = (
        [p.party_id for p in dossier.parties],
        [a.agreement_id for a in dossier.agreements],
        [z.zone_id for z in dossier.zones],
        [c.commitment_id for c in dossier.commitments],
        [e.event_id for e in dossier.events],
    )
    return next((kind for kind, ids in zip(_KINDS, tables, strict=True) if ident in ids), None)


def links(dossier: Dossier, ident: str) -> tuple[Link, ...]:
    """Every link of a thing. RequestError where the dossier has none of this id."""
    kind = kind_of(dossier, ident)
    if kind is None:
        raise RequestError(
            "TW-ASK-13",
            f"This case has no party, agreement, zone, commitment or event with the id {ident!r}.",
            do="`trucewatch export` shows the ids.",
        )
    reasons = dossier.reasons.get(kind, {})
    if kind == "party":
        party = next(p for p in dossier.parties if p.party_id == ident)
        names = sorted({party.name, *(a.name for a in party.aliases)})
        return tuple(Link(name, reasons.get(name, _GIVEN)) for name in names)
    claims = [c for i, c in dossier.claims.items() if ident in _things(dossier.resolved[i])]
    if kind == "event":
        return tuple(_told(dossier, claims, ident))
    return tuple(Link(c.quote, reasons.get(c.claim_id, FIRST), c.claim_id) for c in claims)


def _things(resolved: Resolved) -> set[str | None]:
    found = {t.id for t in (resolved.zone, resolved.agreement, resolved.commitment) if t}
    return {*found, resolved.event}


def _told(dossier: Dossier, claims: Sequence[Claim], ident: str) -> Iterator[Link]:
    """The claims of an event: the first, then what each of the others shares with it."""
    known = set(next(e for e in dossier.events if e.event_id == ident).claims)
    telling = [c for c in claims if c.claim_id in known]
    first = min(telling, key=lambda c: (c.code is None, c.date or "", c.claim_id))
    decided = dossier.reasons.get("event", {})
    for claim in sorted(claims, key=lambda c: (c.claim_id != first.claim_id, c.date or "", c.claim_id)):
        if claim.claim_id == first.claim_id:
            why = FIRST
        else:
            why = decided.get(claim.claim_id) or "; ".join(_shared(dossier, first, claim))
        yield Link(claim.quote, why, claim.claim_id)


def _shared(dossier: Dossier, first: Claim, other: Claim) -> Iterator[str]:
    """What two claims of one event share, and where they differ without being parted by it."""
    yield f"both tell of {first.code}" if first.polarity == other.polarity else f"denies this {first.code}"
    a, b = dossier.resolved[first.claim_id], dossier.resolved[other.claim_id]
    if first.quote == other.quote:
        yield "the same sentence" if first.report_id == other.report_id else "the same words in another report"
    yield from _same_things("place", a.places, b.places)
    one, two = when(first.date), when(other.date)
    if one and two:
        days = gap(one, two)
        yield f"on {other.date}" if first.date == other.date else f"on {other.date} and {first.date}, {days} days apart"
    elif first.date or other.date:
        yield "one gives no day, and was published then"
    yield from _same_things("actor", a.actors, b.actors)
    yield from _same_things("target", a.recipients, b.recipients)
    for number in other.numbers:
        mine = next((q for q in first.numbers if q.what == number.what), None)
        if mine:
            same = (mine.min, mine.max) == (number.min, number.max)
            yield f"{number.what} {number.text}" + ("" if same else f" and {mine.text}: near enough for one count")


def _same_things(what: str, left: Sequence[Thing], right: Sequence[Thing]) -> Iterator[str]:
    names = {t.id or (t.mention or "").casefold(): t.name or t.mention for t in left}
    shared = [names[key] for t in right if (key := t.id or (t.mention or "").casefold()) in names]
    if shared:
        yield f"the same {what} ({', '.join(dict.fromkeys(str(s) for s in shared))})"
    elif not left or not right:
        yield f"no {what} in one of them" if left or right else f"no {what} in either"
