"""Rows of parties: those that claims name, and those that agreements and commitments bind."""

from collections import defaultdict
from collections.abc import Iterable

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.dossier.parties import Parties, mentions_of
from trucewatch.dossier.rows import support
from trucewatch.vocabulary.records import Mention
from trucewatch.vocabulary.subject import Agreement, Alias, Commitment, Party


def party_rows(
    corpus: Corpus,
    knowledge: Knowledge,
    parties: Parties,
    agreements: Iterable[Agreement],
    commitments: Iterable[Commitment],
) -> tuple[Party, ...]:
    """All parties that occur or are referred to, sorted by id."""
    claims: dict[str, set[str]] = defaultdict(set)
    spelt: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for claim in corpus.walk():
        outlet = corpus.outlet(claim.claim_id)
        for mention in mentions_of(claim):
            thing = parties.thing(mention)
            if thing.id is None or not parties.is_party(thing.id):
                continue
            claims[thing.id].add(claim.claim_id)
            for spelling in _spellings(mention):
                spelt[thing.id][spelling].update([outlet] if outlet else [])
    wanted = set(claims) | {t.id for a in agreements for _, t in a.parties if t.id}
    wanted |= {t.id for c in commitments for t in (*c.who, *c.beneficiary) if t.id}
    wanted |= {m.of for p in sorted(wanted) for m in parties.memberships(p)}
    rows = []
    for key in sorted(wanted):
        if not parties.is_party(key):
            continue
        ids, reports = support(corpus, claims.get(key, ()))
        entry, outlet_entry = knowledge.parties.get(key), knowledge.outlets.get(key)
        source = entry or outlet_entry
        aliases = {a.name: a.used_by for a in source.aliases} if source else {}
        for name, outlets in spelt.get(key, {}).items():
            aliases[name] = tuple(sorted({*aliases.get(name, ()), *outlets}))
        row = Party(
            party_id=key,
            name=parties.names[key],
            kind=parties.kinds[key],
            aliases=tuple(Alias(name, aliases[name]) for name in sorted(aliases) if name != parties.names[key]),
            memberships=parties.memberships(key),
            country=source.country if source else None,
            camp=parties.camp(key),
            claims=ids,
            reports=reports,
        )
        rows.append(row)
    return tuple(rows)


def _spellings(mention: Mention) -> list[str]:
    """The names in a mention: pronouns and bare descriptions that stand for somebody named elsewhere are none."""
    if mention.refers is None:
        return [mention.text] if fold(mention.text) not in lexicon().pronouns else []
    shared = set(fold(mention.text).split()) & set(fold(mention.refers).split())
    return [mention.refers, mention.text] if shared else [mention.refers]
