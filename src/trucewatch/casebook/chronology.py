"""Checks on time and kinship: deadlines, cycles of succession, memberships that contradict each other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from trucewatch.casebook.forms import AgreementForm, EdtfForm, PartyForm
from trucewatch.casebook.knowledge import Relation
from trucewatch.casebook.problems import Case, Level, Problem
from trucewatch.casebook.source import Place
from trucewatch.vocabulary.codes import Role
from trucewatch.vocabulary.when import When

_CYCLE = "TW-CASEBOOK-9"
_CONTRADICTION = "TW-CASEBOOK-10"
_TOO_EARLY = "TW-CASEBOOK-11"

_ALWAYS = When(None, None)


def _span(edtf: str | None) -> When:
    return When.parse(edtf) if edtf else _ALWAYS


def _loops(links: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Each way round that leads back to where it began, once, from its first key in alphabetical order."""
    for start in sorted(links):
        trail = [start]
        seen = {start}
        pending = [iter(links[start])]
        while pending:
            following = next(pending[-1], None)
            if following is None:
                pending.pop()
                trail.pop()
            elif following == start and start == min(trail):
                yield (*trail, start)
            elif following not in seen and following in links:
                seen.add(following)
                trail.append(following)
                pending.append(iter(links[following]))


def _links(parties: Mapping[str, PartyForm], wanted: Callable[[Relation], bool]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, party in parties.items():
        links = [link for member in party.memberships if (link := member.link())]
        found[key] = [of for relation, of in links if wanted(relation)]
    return found


def cycles(case: Case) -> Iterator[Problem]:
    """A group that became itself, a part that contains its whole, a place inside itself."""
    succession = _links(case.merged.parties, lambda relation: relation is Relation.BECAME)
    inclusion = _links(case.merged.parties, lambda relation: relation in (Relation.PART_OF, Relation.MEMBER_OF))
    containment = {key: [place.part_of] if place.part_of else [] for key, place in case.merged.places.items()}
    for section, field, word, links in (
        ("parties", "memberships", "became", succession),
        ("parties", "memberships", "is part of", inclusion),
        ("places", "part_of", "is part of", containment),
    ):
        own = getattr(case.own, section)
        for loop in _loops(links):
            at = next((key for key in loop if key in own), None)
            if at is not None:
                what = f"'{loop[0]}' ends in itself: {f' {word} '.join(loop)}."
                yield case.problem(_CYCLE, (section, at, field), what, "Take out the link that is wrong.")


def contradictions(case: Case) -> Iterator[Problem]:
    """Memberships that cannot both be true, and roles that exclude each other."""
    for key in case.own.parties:
        yield from _memberships(case, key, case.merged.parties[key])
    for key, agreement in case.own.agreements.items():
        excluded = agreement.parties.get(Role.EXCLUDED, [])
        for role in (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND):
            for party in agreement.parties.get(role, []):
                if party in excluded:
                    what = f"'{party}' is both {role.value} and excluded in '{key}'."
                    yield case.problem(
                        _CONTRADICTION, ("agreements", key, "parties"), what, "Keep one of the two roles."
                    )


def _memberships(case: Case, key: str, party: PartyForm) -> Iterator[Problem]:
    here: Place = ("parties", key, "memberships")
    links = [(member.link(), _span(member.valid)) for member in party.memberships]
    for (one, first), (other, second) in combinations(links, 2):
        if one and other and first.overlaps(second):
            if one == other:
                what = f"'{key}' is said twice to be {one[0].value} '{one[1]}' for the same time."
                yield case.problem(_CONTRADICTION, here, what, "Keep one, or give each its own 'valid:' period.")
            elif one[0] is other[0] is Relation.BECAME:
                what = f"'{key}' cannot have become both '{one[1]}' and '{other[1]}' at the same time."
                yield case.problem(
                    _CONTRADICTION, here, what, "Give each its own 'valid:' date, or make one of them part_of."
                )
    ends = [span.earliest for link, span in links if link and link[0] is Relation.BECAME and span.earliest]
    for link, span in links:
        if link and link[0] is not Relation.BECAME and ends and span.earliest and span.earliest > min(ends):
            what = f"'{key}' is {link[0].value} '{link[1]}' from {span.earliest}, after it had become something else."
            yield case.problem(
                _CONTRADICTION, here, what, "Move this membership to the group it became, or mend the dates."
            )


def _before(versions: Iterable[EdtfForm], when: When) -> Iterator[tuple[int, str]]:
    for position, version in enumerate(versions):
        if when.earliest and When.parse(version.value).before(when.earliest):
            yield position, version.value


def _dated(agreement: AgreementForm) -> When | None:
    """The earliest of the rival dates."""
    return min((When.parse(v.value) for v in agreement.date), key=lambda when: str(when.earliest or ""), default=None)


def untimely(case: Case) -> Iterator[Problem]:
    """Deadlines and ends before the agreement itself."""
    for key in case.own.agreements:
        agreement = case.merged.agreements[key]
        dated = _dated(agreement)
        if dated is None:
            continue
        here: Place = ("agreements", key)
        lists = [((*here, "in_force"), agreement.in_force), ((*here, "expires"), agreement.expires)]
        lists += [((*here, "clauses", n, "deadline"), clause.deadline) for n, clause in enumerate(agreement.clauses)]
        for place, versions in lists:
            for position, value in _before(versions, dated):
                what = f"{place[-1]} {value} lies before the agreement itself ({dated.edtf})."
                yield case.problem(_TOO_EARLY, (*place, position), what, "Check the year of both.")
        for n, clause in enumerate(agreement.clauses):
            if clause.until and dated.earliest and When.parse(clause.until).before(dated.earliest):
                what = f"until {clause.until} lies before the agreement itself ({dated.edtf})."
                yield case.problem(_TOO_EARLY, (*here, "clauses", n, "until"), what, "Check the year of both.")


def strangers(case: Case) -> Iterator[Problem]:
    """Clauses that bind somebody who has no role in the agreement: allowed, but often a slip."""
    for key, agreement in case.own.agreements.items():
        roles = {party for parties in case.merged.agreements[key].parties.values() for party in parties}
        for position, clause in enumerate(agreement.clauses):
            for party in clause.who:
                if party not in roles:
                    what = f"clause {clause.ref} binds '{party}', which has no role in '{key}'."
                    place: Place = ("agreements", key, "clauses", position, "who")
                    yield case.problem(
                        "TW-CASEBOOK-12", place, what, "Add it to 'parties:' under 'bound:'.", Level.WARNING
                    )
