"""Who stands for whom, whose side a source is on, and whose word counts as one."""

from dataclasses import dataclass
from functools import lru_cache

from trucewatch.casebook.knowledge import Knowledge, Ownership
from trucewatch.dossier.model import Dossier
from trucewatch.monitoring import spans
from trucewatch.monitoring.wording import appeared_in
from trucewatch.vocabulary.records import Claim, Report
from trucewatch.vocabulary.subject import Membership, Party, Thing
from trucewatch.vocabulary.when import When

_REPRESENTS = ("speaks_for", "part_of")


@dataclass(frozen=True, slots=True)
class Source:
    """A source: `key` is the same for every claim of its; `parties` are those on whose behalf it speaks."""

    key: str
    name: str
    camp: str | None
    parties: frozenset[str] = frozenset()


class Sides:
    """Answers from the dossier's parties and the outlets that are known."""

    def __init__(self, dossier: Dossier, knowledge: Knowledge | None = None) -> None:
        """Index the parties and the origin of each copy family."""
        self._knowledge = knowledge
        self._parties = {party.party_id: party for party in dossier.parties}
        self._origins: dict[str, Report] = {}
        for _, report in sorted(dossier.reports.items()):
            if report.family and report.duplicate_of is None:
                self._origins.setdefault(report.family, report)
        self.within = lru_cache(maxsize=None)(self._within)
        self._outlet_camp = lru_cache(maxsize=None)(self._camp_of_outlet)

    def party(self, party_id: str | None) -> Party | None:
        """The party with this id."""
        return self._parties.get(party_id) if party_id else None

    def name(self, party_id: str) -> str:
        """Its name, or the id where it has none."""
        party = self.party(party_id)
        return party.name if party else party_id

    def camp(self, party_id: str | None) -> str | None:
        """The side of a party, or of those of which it is part."""
        if party_id is None:
            return None
        for each in (party_id, *sorted(self.within(party_id, None))):
            party = self.party(each)
            if party and party.camp:
                return party.camp
        return None

    def principal(self, party_id: str, when: When | None = None) -> str:
        """Who a person or body stands for at that time; itself where it stands for nobody else."""
        seen = {party_id}
        while True:
            above = next((m.of for m in self._memberships(party_id, when) if m.relation in _REPRESENTS), None)
            if above is None or above in seen:
                return party_id
            seen.add(above)
            party_id = above

    def is_lasting(self, party_id: str) -> bool:
        """Whether it is part of the same others at all times."""
        memberships = (m for each in self.within(party_id, None) for m in self._memberships(each, None))
        return all(spans.read(m.valid) is None for m in memberships)

    def _within(self, party_id: str, when: When | None) -> frozenset[str]:
        """The party, and all of which it was part, for which it spoke or that it had become at that time."""
        found, waiting = {party_id}, [party_id]
        while waiting:
            for membership in self._memberships(waiting.pop(), when):
                if membership.of not in found:
                    found.add(membership.of)
                    waiting.append(membership.of)
        return frozenset(found)

    def _memberships(self, party_id: str, when: When | None) -> list[Membership]:
        party = self.party(party_id)
        found = []
        for membership in party.memberships if party else ():
            valid = spans.read(membership.valid)
            if valid is None or when is None or valid.overlaps(when):
                found.append(membership)
        return found

    def source(self, claim: Claim, speaker: Thing | None, report: Report | None, when: When | None) -> Source:
        """Whose word a claim is: the named speaker's, else the origin's of the copy family, else the outlet's.

        A person counts as whom they speak for; one without a name as an unnamed source of that outlet.
        """
        if speaker and speaker.id:
            parties = self.within(speaker.id, when)
            key = self.principal(speaker.id, when)
            name = self.name(key) if key != speaker.id else (speaker.name or speaker.mention or speaker.id)
            if key != speaker.id:
                name = f"{speaker.name or speaker.mention} ({name})"
            return Source(key, name, self.camp(speaker.id), parties)
        outlet = self.outlet(report)
        name = outlet or (appeared_in(report) if report else "an unknown source")
        key = outlet or (f"report {report.report_id}" if report else name)
        mention = claim.speaker.name if claim.speaker else None
        camp = self._outlet_camp(outlet) if outlet else None
        if mention:
            return Source(f"{key}: {mention.casefold()}", f"{mention} (in {name})", camp)
        return Source(key, name, camp)

    def outlet(self, report: Report | None) -> str | None:
        """The outlet or agency in which a report first appeared, as far as the copies tell."""
        if report is None:
            return None
        first = self._origins.get(report.family or "", report)
        return report.agency or first.agency or first.outlet or report.outlet

    def _camp_of_outlet(self, outlet: str) -> str | None:
        keys = self._knowledge.outlet_keys(outlet) if self._knowledge else ()
        for key in keys:
            entry = self._knowledge.outlets.get(key) if self._knowledge else None
            if entry and entry.camp:
                return entry.camp
            if entry and entry.ownership is Ownership.STATE and entry.country:
                return self.camp(entry.country) or entry.country
        return None
