"""The dossier's tables, made from what each claim resolved to."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from trucewatch.casebook.knowledge import NumberEntry, ValuedEntry
from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold
from trucewatch.dossier.parties import Parties
from trucewatch.vocabulary.records import Mention, Quantity
from trucewatch.vocabulary.subject import Thing, Valued

Counted = tuple[Quantity, tuple[str, ...]]


def valued(known: Iterable[ValuedEntry], told: Iterable[tuple[str, str]]) -> tuple[Valued, ...]:
    """Versions of a field: the casebook's first, then those that claims give, each with its (value, claim) pairs."""
    claims: dict[str, set[str]] = defaultdict(set)
    for value, claim_id in told:
        claims[value].add(claim_id)
    given = {v.value: v.source for v in known}
    first = [Valued(value, tuple(sorted(claims.get(value, ()))), source) for value, source in given.items()]
    return (*first, *(Valued(v, tuple(sorted(claims[v]))) for v in sorted(claims) if v not in given))


def numbers(known: Iterable[NumberEntry], told: Iterable[tuple[Quantity, str]]) -> tuple[Counted, ...]:
    """Figures with the claims that give them; equal figures written differently are one."""
    found: dict[tuple[str, float | None, float | None, str | None], tuple[str, list[str]]] = {}
    for n in known:
        found.setdefault((n.what, n.min, n.max, n.unit), ("", []))
    for quantity, claim_id in sorted(told, key=lambda t: (t[1], t[0].what, t[0].text)):
        entry = found.setdefault((quantity.what, quantity.min, quantity.max, quantity.unit), (quantity.text, []))
        entry[1].append(claim_id)
    rows = [
        (Quantity(what, low, high, unit, text), tuple(sorted(set(claims))))
        for (what, low, high, unit), (text, claims) in found.items()
    ]
    return tuple(sorted(rows, key=lambda r: (r[0].what, r[0].min or 0, r[0].max or 0, r[0].unit or "")))


def distinct(things: Iterable[Thing]) -> tuple[Thing, ...]:
    """Things that are one by id, or by the folded mention where nobody can be told; named ones first, then by name."""
    groups: dict[tuple[bool, str], list[Thing]] = defaultdict(list)
    for thing in things:
        groups[thing.id is None, thing.id or bare(thing.mention or "")].append(thing)
    return tuple(_commonest(groups[key]) for key in sorted(groups))


def _commonest(things: list[Thing]) -> Thing:
    mentions = Counter(t.mention for t in things if t.mention)
    mention = min(mentions, key=lambda m: (-mentions[m], m)) if mentions else None
    return Thing(things[0].id, things[0].name, mention)


def acting(parties: Parties, mentions: Iterable[Mention]) -> Iterator[Thing]:
    """Those on whose behalf the ones mentioned act; persons give way to whom they speak for."""
    for mention in mentions:
        thing, principal = parties.thing(mention), parties.stands_for(mention)
        if principal and principal != thing.id:
            yield Thing(principal, parties.names.get(principal), mention.text)
        else:
            yield thing


def best_name(names: Iterable[str]) -> str | None:
    """The most used name; of equally used ones the longest, then the first."""
    counts = Counter(names)
    return min(counts, key=lambda n: (-counts[n], -len(n), n)) if counts else None


def without_article(name: str) -> str:
    """A name as it stands in a list: *the Lakeside deal* is *Lakeside deal*."""
    first, _, rest = name.partition(" ")
    return rest if rest and fold(first) in lexicon().determiners | {"the"} else name


def support(corpus: Corpus, claims: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Sorted claim ids, and the reports that hold them."""
    ids = tuple(sorted(set(claims)))
    return ids, corpus.reports_of(ids)
