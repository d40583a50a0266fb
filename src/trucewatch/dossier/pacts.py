"""What a claim says of an agreement."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from trucewatch.dossier.corpus import Corpus, span, when
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold
from trucewatch.dossier.pact_names import is_proper, names_one, words_of
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.places import Places
from trucewatch.dossier.zone_names import kind_of, where_of
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, ProvisionClass, Role
from trucewatch.vocabulary.records import Claim, Mention
from trucewatch.vocabulary.when import When

NEAR = 3
"""Days by which tellings of one signing differ: the day of talks, of signing, of announcement."""
_ONE_YEAR = 366
_DATED = 62
"""Days; a report whose day of publication is known no better tells nothing of which deal is the latest."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Pact:
    """One claim's word about an agreement.

    `distinct` are the words of its name that tell which; `makes` whether it says that there is one, rather than wishing
    or supposing it.
    """

    claim_id: str
    report_id: str
    name: str | None
    alias: str
    kind: str | None
    distinct: frozenset[str]
    month: int | None
    year: int | None
    days: When | None
    places: frozenset[str]
    parties: frozenset[str]
    published: When | None
    makes: bool
    around: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()
    """Ids in registers of agreements ("pax:2169"), for claims of such a register."""
    proper: bool = False
    """Whether `distinct` is a name, which means one agreement wherever it is written: not "evacuation deal"."""
    areas: frozenset[tuple[str, str]] = frozenset()
    """Kind and place word of the zone that its claim speaks of."""
    done: When | None = None
    """When what it tells happened."""
    written: str = ""
    """Its words in the sentence itself, where `name` may be the fuller form of another."""
    anew: bool = False
    """Whether it is told of for the first time: "a truce", not "the truce"."""
    earlier: bool = False
    """Whether it is said to come before another: "it replaces the truce of May"."""
    shown: bool = False
    """Whether the words around its noun show that it was made, though no clause says so."""
    speaks: bool = True
    """Whether it has a word for the agreement, or says what is provided; to have "agreed to meet" is neither."""

    @property
    def telling(self) -> bool:
        """Whether it can be told from its own words which agreement is meant."""
        return bool(self.ids or self.distinct or self.days or self.month or len(self.parties) > 1 or self.places)


def read(
    claim: Claim, corpus: Corpus, parties: Parties, places: Places, around: frozenset[str] = frozenset()
) -> Pact | None:
    """What a claim says of an agreement; None where it speaks of none. `around` are words of places in its report."""
    terms = claim.terms
    name = (terms.agreement_ref or terms.agreement) if terms else None
    own = claim.kind is ClaimKind.AGREEMENT
    if name is None and not own:
        return None
    kind, distinct, states = words_of(name or "", parties)
    written = (terms.agreement if terms else None) or ""
    if (name and not names_one(name, distinct)) or not names_one(written, words_of(written, parties)[1]):
        return None
    folded = fold(name or "").split()
    year = next((int(w) for w in folded if _YEAR.fullmatch(w)), None)
    published = corpus.published(claim)
    actual = claim.modality is Modality.ACTUAL and claim.polarity is Polarity.AFFIRM
    days = when(terms.agreed_on if terms and terms.agreed_on else claim.date if own and actual else None)
    if days and year is None and span(days) <= _ONE_YEAR and days.earliest and days.latest:
        year = days.earliest.year if days.earliest.year == days.latest.year else None
    named = bool(distinct) and (actual or claim.kind is ClaimKind.COMMITMENT)
    return Pact(
        claim_id=claim.claim_id,
        report_id=claim.report_id,
        name=name,
        alias=bare(name or ""),
        kind=(terms.agreement_kind if terms else None) or kind,
        distinct=distinct,
        month=next((lexicon().months[w] for w in folded if w in lexicon().months), None),
        year=year,
        days=days if days and span(days) <= 31 else None,
        places=_meeting_places(claim, places, own=own),
        parties=states | frozenset(p for _, p in signers(claim, parties)),
        published=published if published and span(published) <= _DATED else None,
        makes=(own and actual) or (named and not own),
        around=around,
        ids=frozenset(terms.external_ids) if terms else frozenset(),
        proper=is_proper(name or "", distinct),
        areas=frozenset(areas_told(claim)),
        written=written,
        earlier=terms is not None and terms.relation == "precedes",
        anew=bool(written) and re.search(rf"\ban? {re.escape(written)}", claim.quote, re.IGNORECASE) is not None,
        shown=own and claim.code is None,
        done=when(claim.date) if claim.modality is Modality.ACTUAL else None,
        speaks=name is not None
        or (terms is not None and bool(terms.relation or terms.class_ or (terms.agreed_on and terms.zone)))
        or (own and _names_agreement(claim.object)),
    )


def _names_agreement(thing: str | None) -> bool:
    """Whether what somebody accepts or signs is a word for an agreement: "accepted the plan"."""
    return thing is not None and any(word in lexicon().agreements for word in fold(thing).split())


def with_truces(found: Mapping[str, Pact], corpus: Corpus) -> Iterator[Pact]:
    """Pacts of those who "agreed that the army would halt its offensive": without the word, they agreed on a truce."""
    for claims in corpus.by_report.values():
        ceasing = {c.start for c in claims if c.kind is ClaimKind.COMMITMENT and _holds_fire(c)}
        for claim in claims if ceasing else ():
            pact = found.get(claim.claim_id)
            if pact and pact.makes and not pact.speaks and claim.start in ceasing and len(pact.parties) > 1:
                yield replace(pact, speaks=True, kind=pact.kind or "ceasefire")


def _holds_fire(claim: Claim) -> bool:
    promised = claim.modality is Modality.PROMISED and claim.polarity is Polarity.AFFIRM
    return promised and claim.terms is not None and claim.terms.class_ is ProvisionClass.CESSATION


def areas_told(claim: Claim) -> list[tuple[str, str]]:
    """The kind of the zone that a claim speaks of, with each word that says where it is."""
    terms = claim.terms
    if terms is None or not terms.zone:
        return []
    return areas_of(terms.zone_ref or terms.zone, [m.name for m in terms.zone_places])


def _meeting_places(claim: Claim, places: Places, *, own: bool) -> frozenset[str]:
    if claim.terms and claim.terms.agreed_at:
        return _forms(claim.terms.agreed_at, places)
    zones = {places.key(m) for m in claim.terms.zone_places} if claim.terms else set()
    where = [m for m in claim.places if own and places.key(m) not in zones]
    return frozenset(form for m in where for form in _forms(m, places))


def _forms(place: Mention, places: Places) -> frozenset[str]:
    """The id and the folded names of a place: casebooks may give a town by its name alone."""
    thing = places.thing(place)
    return frozenset({places.key(place), bare(place.name), bare(thing.name or place.name)})


def signers(claim: Claim, parties: Parties) -> list[tuple[Role, str]]:
    """Who a claim says is a party to an agreement, by role, as the ones they stand for."""
    found = [(r, p) for r, m in (claim.terms.roles if claim.terms else ()) if (p := parties.stands_for(m))]
    agrees = claim.kind is ClaimKind.AGREEMENT and claim.code in (Code.AGREE, None)
    if agrees and claim.polarity is Polarity.AFFIRM and not agrees_to_another(claim):
        found += [(Role.SIGNATORY, p) for m in (*claim.actors, *claim.recipients) if (p := parties.stands_for(m))]
    return found


def agrees_to_another(claim: Claim) -> bool:
    """Read "agreed to a ceasefire on the line of the Harbour deal": the deal is named, but a truce is agreed."""
    named = fold(claim.terms.agreement or "") if claim.terms else ""
    thing = fold(claim.object or "")
    if not named or not thing or named in thing.split(" on ")[0]:
        return False
    kinds = lexicon().agreements
    first = next((kinds[w] for w in thing.split() if w in kinds), None)
    own = next((kinds[w] for w in reversed(named.split()) if w in kinds), None)
    return first is not None and own is not None and (first == "ceasefire") is not (own == "ceasefire")


def areas_of(name: str, places: Iterable[str] = ()) -> list[tuple[str, str]]:
    """The kind of a zone with each word that says where it is, and with its whole name ("the third such zone")."""
    kind = kind_of(name)
    if not kind:
        return []
    return [*((kind, word) for n in (name, *places) for word in where_of(n)), ("name", bare(name))]
