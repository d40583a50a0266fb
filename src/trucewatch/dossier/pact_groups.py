"""Pacts in groups: by parties, place, name or days, and by the story that a few days' reports tell."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

from trucewatch.dossier.corpus import gap, span
from trucewatch.dossier.names import slug
from trucewatch.dossier.pacts import Pact
from trucewatch.dossier.zone_names import where_of
from trucewatch.vocabulary.records import Claim

SAME_TALKS = 7
"""Days of publication within which undated tellings of one set of parties are one agreement."""


def id_of(group: list[Pact]) -> str:
    """An id that says what the agreement of some tellings is: its name and day, or parties and day."""
    days = sorted((p.days for p in group if p.days and p.days.earliest), key=lambda d: (span(d), d.edtf))
    day = [days[0].edtf.replace("/", "-")] if days else []
    names = sorted({" ".join(sorted(p.distinct)) for p in group if p.distinct}, key=lambda n: (len(n), n))
    parties = sorted({party for p in group for party in p.parties})
    kinds = sorted({p.kind for p in group if p.kind})
    month = [p.published.edtf[:7] for p in sorted(group, key=by_published) if p.published and not day and not names]
    if not (names or parties or day or month):
        month = [hashlib.sha256(min(p.claim_id for p in group).encode()).hexdigest()[:8]]
    return slug(" ".join([*(names[:1] or parties[:4]), *(kinds[:1] or ["agreement"]), *day, *month[:1]]))


def places_spoken_of(claims: tuple[Claim, ...]) -> frozenset[str]:
    """Words of the places and zones that a report speaks of."""
    zones = {c.terms.zone_ref or c.terms.zone or "" for c in claims if c.terms}
    return frozenset(word for name in {*zones, *(m.name for c in claims for m in c.places)} for word in where_of(name))


def dated_keys(pact: Pact) -> list[tuple[str, str]]:
    """What dated tellings of one agreement share: two parties, a place or a name."""
    keys = [("parties", "|".join(pair)) for pair in combinations(sorted(pact.parties)[:6], 2)]
    keys += [("place", p) for p in sorted(pact.places)]
    return [*keys, ("name", "|".join(sorted(pact.distinct)))] if pact.distinct else keys


def name_keys(pact: Pact) -> list[tuple[str, str]]:
    """Its name, or the common words for it."""
    return [("name" if pact.proper else "words", "|".join(sorted(pact.distinct)))] if pact.distinct else []


def stories(bucket: list[Pact]) -> list[list[Pact]]:
    """Tellings in the same common words ("evacuation deal"), parted where reports are weeks or places apart."""
    groups: list[list[Pact]] = []
    for pact in sorted(bucket, key=by_published):
        last = groups[-1][-1] if groups else None
        if last and (last.report_id == pact.report_id or one_story(last, pact)):
            groups[-1].append(pact)
        else:
            groups.append([pact])
    return groups


def one_story(left: Pact, right: Pact) -> bool:
    """Whether two tellings are of the same days and places."""
    one, two = left.published, right.published
    if one is None or two is None or gap(one, two) > SAME_TALKS:
        return False
    return bool(left.around & right.around) and meet(left, right)


def can_be_told(pact: Pact) -> bool:
    """Whether enough is said of it to tell it from others: two parties or a day, or how it came about."""
    shown = pact.shown and bool(pact.year or pact.earlier or pact.places)
    return len(pact.parties) > 1 or pact.days is not None or shown


def meet(left: Pact, right: Pact) -> bool:
    """Whether the parties of two tellings do not rule each other out."""
    return not left.parties or not right.parties or bool(left.parties & right.parties)


def buckets(found: Iterable[Pact], keys: Callable[[Pact], list[tuple[str, str]]]) -> list[list[Pact]]:
    """Pacts by each of their keys, in a fixed order."""
    buckets: dict[tuple[str, str], list[Pact]] = defaultdict(list)
    for pact in sorted(found, key=lambda p: p.claim_id):
        for key in keys(pact):
            buckets[key].append(pact)
    return [buckets[key] for key in sorted(buckets)]


def by_days(pact: Pact) -> tuple[str, str]:
    """For sorting by the days told."""
    return (pact.days.edtf if pact.days else "9999", pact.claim_id)


def by_published(pact: Pact) -> tuple[str, str]:
    """For sorting by the days of publication."""
    return (pact.published.edtf if pact.published else "9999", pact.claim_id)
