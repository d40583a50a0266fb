"""Who is to keep a commitment: those named or meant by "both sides" or "the army", else who made the agreement."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from trucewatch.dossier.corpus import Corpus
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.dossier.parties import Parties
from trucewatch.dossier.presupposed import bound
from trucewatch.dossier.provisions import class_of, sides_of
from trucewatch.dossier.rows import acting, distinct
from trucewatch.vocabulary.codes import PartyKind, ProvisionClass
from trucewatch.vocabulary.records import Claim, Mention
from trucewatch.vocabulary.subject import Thing

_GOVERNMENT, _OPPOSITION = "government", "opposition"


class Bearers:
    """Reads the bearers of commitments out of the claims that make them."""

    def __init__(self, corpus: Corpus, parties: Parties) -> None:
        """Keep what was resolved."""
        self._corpus, self._parties = corpus, parties

    def of(self, binding: Sequence[Claim], held: tuple[Thing, ...]) -> tuple[Thing, ...]:
        """Who is to do what the claims promise; `held` are the parties to the agreement that it is part of.

        A promise of which nobody is named as the bearer binds whoever agreed to it, as does a truce.
        """
        told = distinct(t for c in binding for m in c.actors for t in self._told(m))
        pair = [m.text for c in binding for m in c.actors if is_pair(m.text)]
        held = self._here(held, binding)
        if pair and len(held) > 1:
            return tuple(Thing(t.id, t.name, t.mention or pair[0]) for t in held)
        if len(told) > 1 or (told and told[0].id and not pair):
            return told
        truce = any(class_of(c) is ProvisionClass.CESSATION for c in binding)
        if pair or truce or not told:
            held = held or self._around(binding)
            written = next(iter(pair), None) or next((t.mention for t in told), None)
            return tuple(Thing(t.id, t.name, written) for t in held) or told
        return tuple(self._meant(t, held) for t in told)

    def _told(self, mention: Mention) -> Iterator[Thing]:
        """Whom a mention means, by the name in the report of those who are "they" or "the insurgents"."""
        fuller = mention.refers if mention.text.islower() or is_pair(mention.text) else None
        for thing in acting(self._parties, [mention]):
            yield replace(thing, mention=fuller) if fuller else thing

    def _here(self, held: tuple[Thing, ...], binding: Iterable[Claim]) -> tuple[Thing, ...]:
        """Those of the parties to an agreement of which the reports of the claims speak at all."""
        around = [c for report in {c.report_id for c in binding} for c in self._corpus.by_report[report]]
        mentions = {m for c in around for m in (*c.actors, *c.recipients, *((c.speaker,) if c.speaker else ()))}
        named = {t.id for t in acting(self._parties, mentions)} | {self._parties.thing(m).id for m in mentions}
        return tuple(t for t in held if t.id in named or (t.id is None and t.mention in {m.text for m in mentions}))

    def _around(self, binding: Iterable[Claim]) -> tuple[Thing, ...]:
        """Those who agree, pledge or accuse each other in the reports of the claims."""
        return distinct(Thing(t.id, t.name, None) for t, _ in bound(self._corpus, self._parties, binding))

    def _meant(self, told: Thing, held: tuple[Thing, ...]) -> Thing:
        """The one party to an agreement that a word for its side means: "the army", "the rebels"."""
        sides = sides_of(told.mention or "")
        kinds = self._parties.kinds
        of_side = {
            _GOVERNMENT: [t for t in held if t.id and kinds.get(t.id) is PartyKind.STATE],
            _OPPOSITION: [t for t in held if t.id and kinds.get(t.id) is PartyKind.ARMED_GROUP],
        }
        fitting = [t for side, group in of_side.items() if side in sides for t in group]
        return Thing(fitting[0].id, fitting[0].name, told.mention) if len(fitting) == 1 else told


def is_pair(mention: str) -> bool:
    """Whether those who agreed are meant together: "both sides", "the rivals", "they"."""
    words = fold(mention).split()
    return not lexicon().sides.isdisjoint(words) or (len(words) == 1 and words[0] in lexicon().together)
