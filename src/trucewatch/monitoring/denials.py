"""Whether an agreement exists, and whether it binds a party: asked only where somebody denies it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from trucewatch.dossier.lexicon import lexicon
from trucewatch.dossier.names import fold
from trucewatch.monitoring import reasons
from trucewatch.monitoring.admission import admit
from trucewatch.monitoring.evidence import Bearing, Evidence
from trucewatch.monitoring.gathering import Gatherer
from trucewatch.monitoring.lifecycle import said_by
from trucewatch.monitoring.policy import Policy
from trucewatch.monitoring.spans import on
from trucewatch.monitoring.verdict import claim_ids, finding_id, report_ids
from trucewatch.vocabulary.codes import ClaimKind, Code, Polarity, Role, ZoneStatus
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Agreement, Finding, Thing

_IT = frozenset({"it", "this", "that", "them", "these"})
_AFTER_HEAD = frozenset({"to", "by", "for", "from", "that", "so", "which", "over", "about"})
"""Words after the head of an object; "of" is none of them: "the terms of the truce" are the truce."""
EXISTENCE, BINDING = "existence", "binding"
_BOUND = (Role.SIGNATORY, Role.GUARANTOR, Role.BOUND)


@dataclass(frozen=True, slots=True)
class _Case:
    """One question about an agreement: the words on either side, and whether the casebook settles it."""

    class_: str
    said: tuple[Evidence, ...]
    in_casebook: bool


def questions(gatherer: Gatherer, agreement: Agreement) -> list[_Case]:
    """The questions that somebody's denial raises about an agreement, with the words of all on them."""
    told = gatherer.told_of(agreement.agreement_id)
    made = [e for c in told if (e := _of_its_making(gatherer, c))]
    refused = [e for c in told for e in _refusals(gatherer, c)]
    held = [e for who in {e.party: e for e in refused} for e in _roles(gatherer, agreement, who)]
    roles = {t.id for role, t, claims in agreement.role_claims if role in _BOUND and not claims}
    by_book = not agreement.claims or any(v.source is not None for v in (*agreement.date, *agreement.in_force))
    cases = []
    if any(e.against for e in made):
        cases.append(_Case(EXISTENCE, tuple(made), by_book))
    if refused:
        cases.append(_Case(BINDING, (*refused, *held), bool(roles & {e.party for e in refused})))
    return cases


def finding(
    agreement: Agreement, case: _Case, as_of: dt.date, known_at: dt.date | None, policy: Policy
) -> Finding | None:
    """The finding, or None where nobody had denied it by then."""
    admitted = admit(case.said, known_at, policy)
    heard = [e for e in admitted.evidence if e.moment.by(as_of) is True]
    for_, against = [e for e in heard if e.full], [e for e in heard if e.against]
    if not against:
        return None
    status = ZoneStatus.DISPUTED if for_ or case.in_casebook else ZoneStatus.NOT_IN_FORCE
    about = Thing(agreement.agreement_id, agreement.name, None)
    known = known_at.isoformat() if known_at else ".."
    dated = [day for e in heard if (day := e.moment.latest)]
    parties = sorted({e.party_name for e in against if e.party_name}) if case.class_ == BINDING else []
    return Finding(
        finding_id=finding_id(agreement.agreement_id, case.class_, as_of, known, policy.name),
        about=about,
        class_=case.class_,
        as_of=as_of.isoformat(),
        known_at=known,
        policy=policy.name,
        status=status,
        for_=claim_ids(for_),
        against=claim_ids(against),
        by_party=tuple((name, status.value) for name in parties),
        last_evidence=max(dated).isoformat() if dated else None,
        reasons=(
            *_told(case, for_, against),
            *reasons.left_out(admitted.left_out),
            reasons.policy_line(policy),
        ),
        reports=report_ids((*for_, *against)),
    )


def _of_its_making(gatherer: Gatherer, claim: Claim) -> Evidence | None:
    """A word that it was made, or that it was not."""
    if claim.kind is not ClaimKind.AGREEMENT or claim.code not in (Code.AGREE, None):
        return None
    if claim.terms and claim.terms.relation == "excludes":
        return None  # "the truce does not cover them" says that there is one
    bears = Bearing.SUPPORTS if claim.polarity is Polarity.AFFIRM else Bearing.REFUTES
    return replace(gatherer.testimony.base(claim), bears=bears)


def _refusals(gatherer: Gatherer, claim: Claim) -> Iterable[Evidence]:
    """Words that somebody does not accept it: of those who reject it, else of the speaker."""
    if claim.code is not Code.REJECT or claim.polarity is not Polarity.AFFIRM or not _is_of_the_agreement(claim):
        return
    resolved = gatherer.dossier.resolved[claim.claim_id]
    for thing in resolved.actors or ((resolved.speaker,) if resolved.speaker else ()):
        name = thing.name or thing.mention
        if name and fold(name) not in lexicon().pronouns:
            base = gatherer.testimony.base(claim)
            party = gatherer.testimony.sides.principal(thing.id, base.when) if thing.id else name.casefold()
            shown = gatherer.testimony.sides.name(party) if thing.id else name
            yield replace(base, bears=Bearing.REFUTES, party=party, party_name=shown)


def _is_of_the_agreement(claim: Claim) -> bool:
    """Whether what is rejected is the agreement: not "a plea to stop flights so that the truce can be saved"."""
    words = fold(claim.object or "").split()
    head = set(takewhile(lambda word: word not in _AFTER_HEAD, words))
    named = set(fold((claim.terms.agreement if claim.terms else None) or "").split())
    return not words or bool(head & (lexicon().agreements.keys() | _IT | named))


def _roles(gatherer: Gatherer, agreement: Agreement, party: str | None) -> Iterable[Evidence]:
    """Words that give this party a part that binds it."""
    for role, thing, claims in agreement.role_claims:
        if role in _BOUND and thing.id and thing.id == party:
            found = (gatherer.dossier.claims[i] for i in claims if i in gatherer.dossier.claims)
            rejecting = (Code.REJECT,)
            for claim in found:
                if claim.code not in rejecting:
                    base = gatherer.testimony.base(claim)
                    yield replace(base, bears=Bearing.SUPPORTS, party=party, party_name=thing.name)


def _told(case: _Case, for_: Sequence[Evidence], against: Sequence[Evidence]) -> list[str]:
    question = "there is such an agreement" if case.class_ == EXISTENCE else "it binds those who reject it"
    lines = [f"Whether {question} is asked because somebody denies it."]
    for item in against:
        what = "no such agreement was made" if case.class_ == EXISTENCE else f"it is rejected by {item.party_name}"
        lines.append(f"{_capital(said_by(item))} says that {what} ({on(item.moment)}).")
    if for_:
        what = "it was made" if case.class_ == EXISTENCE else "they are among those it binds"
        lines += [f"{_capital(name)} says that {what}." for name in sorted({said_by(e) for e in for_})]
    if case.in_casebook:
        what = "has it" if case.class_ == EXISTENCE else "names them among those it binds"
        lines.append(f"The casebook {what}.")
    return lines


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
