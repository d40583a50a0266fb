"""Which outlet calls which party what."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.model import Dossier, Resolved
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Naming, Term, Thing

_ARTICLES = ("the ", "a ", "an ")


def naming(dossier: Dossier, known: Callable[[str], bool] | None = None) -> list[Naming]:
    """The words for each party by outlet, parties by id, the commonest term first. Pronouns are no names.

    `known` says which claims to look at (None: all). Terms are told apart whatever their case, without an article.
    """
    terms: dict[str, dict[tuple[str, str | None], list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    party_ids = {party.party_id for party in dossier.parties}
    for claim_id, claim in sorted(dossier.claims.items()):
        resolved = dossier.resolved.get(claim_id)
        if resolved is None or (known is not None and not known(claim_id)):
            continue
        report = dossier.reports.get(claim.report_id)
        outlet = report.outlet if report else None
        for party, text in mentions(claim, resolved):
            term = bare(text)
            if party in party_ids and term and term.casefold() not in lexicon().pronouns:
                terms[party][term.casefold(), outlet].append((claim_id, term))
    names = {party.party_id: party.name for party in dossier.parties}
    return [Naming(Thing(party, names[party], None), _terms(found)) for party, found in sorted(terms.items())]


def mentions(claim: Claim, resolved: Resolved) -> Iterable[tuple[str, str]]:
    """Party ids with the words used, slot by slot."""
    slots = (
        ((claim.speaker,) if claim.speaker else (), (resolved.speaker,) if resolved.speaker else ()),
        (claim.via, resolved.via),
        (claim.actors, resolved.actors),
        (claim.recipients, resolved.recipients),
    )
    for written, things in slots:
        for mention, thing in zip(written, things, strict=False):
            if thing.id:
                yield thing.id, mention.text


def bare(text: str) -> str:
    """A mention with its white space made even, without a leading article."""
    words = " ".join(text.split())
    return next((words[len(a) :] for a in _ARTICLES if words.casefold().startswith(a)), words)


def _terms(found: dict[tuple[str, str | None], list[tuple[str, str]]]) -> tuple[Term, ...]:
    rows = []
    for (_, outlet), uses in found.items():
        written = Counter(term for _, term in uses)
        term = min(written, key=lambda t: (-written[t], t))
        rows.append(Term(term, outlet, len(uses), tuple(sorted({claim_id for claim_id, _ in uses}))))
    return tuple(sorted(rows, key=lambda t: (-t.count, t.term.casefold(), t.outlet or "")))
