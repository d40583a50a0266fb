"""Place mentions to places: casebook and gazetteer ids, and what lies in what as far as the casebook says."""

from trucewatch.casebook.knowledge import Knowledge
from trucewatch.dossier.known import KnownNames
from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import bare, fold
from trucewatch.vocabulary.records import Mention
from trucewatch.vocabulary.subject import Thing


class Places:
    """Resolves place mentions; one name, folded, is one place where nothing better is known."""

    def __init__(self, knowledge: Knowledge, known: KnownNames) -> None:
        """Read the casebook's places; gazetteer ids that it names count as its own."""
        self._knowledge = knowledge
        self._known = known
        self._things: dict[Mention, Thing] = {}
        self._geonames = {f"geonames:{p.geonames}": k for k, p in knowledge.places.items() if p.geonames}

    def thing(self, mention: Mention) -> Thing:
        """The place that a mention names: the coder's id first, then the casebook's names, else none."""
        found = self._things.get(mention)
        if found is None:
            found = self._things[mention] = self._resolve(mention)
        return found

    def _resolve(self, mention: Mention) -> Thing:
        key = mention.place or self.named(mention.name)
        key = self._geonames.get(key, key) if key else None
        entry = self._knowledge.places.get(key) if key else None
        if entry:
            return Thing(key, entry.name, mention.text)
        return Thing(key, mention.name if key else None, mention.text)

    def key(self, mention: Mention) -> str:
        """What two mentions of one place share: its id, else its folded name."""
        return self.thing(mention).id or bare(mention.name)

    def named(self, name: str) -> str | None:
        """The casebook's place of this name."""
        return self._known.place(name) or self._known.place(self._core(name))

    def _core(self, name: str) -> str:
        """The folded name without the state before it, a point of the compass, and words such as *province*."""
        lead = self._known.leading_state(name)
        words = (lead[1] if lead and lead[1] else fold(name)).split()
        core = [w for w in words if w not in lexicon().compass and w not in lexicon().zone_fillers]
        return " ".join(core) if core else fold(name)

    def is_state(self, name: str) -> bool:
        """Whether a name is a state's: too wide to tell where a zone is."""
        return self._core(name) in self._known.states

    def chain(self, key: str) -> tuple[str, ...]:
        """The place and all that it is part of, nearest first."""
        found = [key]
        while (entry := self._knowledge.places.get(found[-1])) and entry.part_of and entry.part_of not in found:
            found.append(entry.part_of)
        return tuple(found)

    def name(self, key: str) -> str:
        """The casebook's name of a place, else the key itself."""
        entry = self._knowledge.places.get(key)
        return entry.name if entry else key
