"""Why a claim of a case says what it says, and what text from the command line codes to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from trucewatch.casebook import Knowledge, load
from trucewatch.coding.coder import Coder
from trucewatch.coding.traced import Traced
from trucewatch.dossier import build
from trucewatch.dossier.links import kind_of, links
from trucewatch.dossier.model import Dossier
from trucewatch.learnt import HYBRID
from trucewatch.ledger import IMPORT
from trucewatch.pipeline import conflict
from trucewatch.pipeline.accounts import Account, accounts
from trucewatch.pipeline.handmade import NOTE
from trucewatch.pipeline.importing import Provenance, provenance
from trucewatch.pipeline.pool import weights
from trucewatch.pipeline.view import View
from trucewatch.vocabulary.codes import Outcome
from trucewatch.vocabulary.errors import RequestError
from trucewatch.vocabulary.records import Claim, Report


@dataclass(frozen=True, slots=True)
class Linked:
    """An agreement, zone, commitment or event that a claim is counted to, and why."""

    kind: str
    id: str
    name: str  # none for an event
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim in its report. `account` is None for one that came with a row or from a person, or of another coder."""

    claim: Claim
    report: Report
    account: Account | None
    row_of: Provenance | None = None
    """The data set that it came with."""
    linked: tuple[Linked, ...] = ()


@dataclass(frozen=True, slots=True)
class CodedText:
    """What a text codes to: the dossier of it alone, and the account of each claim, by sentence in its order."""

    dossier: Dossier
    accounts: tuple[tuple[Claim, Account], ...]
    refused: str | None = None
    """Why the text was not coded at all, where it was not."""


def explain(view: View, claim_id: str) -> Explanation:
    """Read the claim's report again, and tell what happened in its sentence.

    RequestError where the case has no such claim.
    """
    dossier = view.dossier
    claim = dossier.claims.get(claim_id)
    if claim is None:
        raise RequestError(
            "TW-ASK-11", f"No claim in this case has the id {claim_id!r}.", do="`trucewatch claims` shows the ids."
        )
    report = dossier.reports[claim.report_id]
    found = Explanation(claim, report, None, linked=tuple(_linked(dossier, claim_id)))
    if claim.coder.startswith(IMPORT):
        name = (report.file or "").rpartition("/")[2]
        sets = provenance(view.ledger)
        return replace(found, row_of=next((p for p in sets if p.file.rpartition("/")[2] == name), None))
    if claim.coder == NOTE:
        return found
    coder = Coder(view.knowledge, weights() if claim.coder == HYBRID else None)
    made = _accounts(coder, view.knowledge, report)
    return replace(found, account=next((account for own, account in made if own.claim_id == claim_id), None))


def _linked(dossier: Dossier, claim_id: str) -> Iterator[Linked]:
    resolved = dossier.resolved[claim_id]
    named = [thing for thing in (resolved.agreement, resolved.zone, resolved.commitment) if thing and thing.id]
    things = [(thing.id or "", thing.name or thing.mention or "") for thing in named]
    if resolved.event:
        things.append((resolved.event, ""))
    for ident, name in things:
        kind = kind_of(dossier, ident)
        why = next((link.why for link in links(dossier, ident) if link.claim == claim_id), None) if kind else None
        if kind and why:
            yield Linked(kind, ident, name, why)


def code_text(
    text: str, *, published: str | None = None, casebook: str | None = None, coder: str | None = None
) -> CodedText:
    """Code a text in English as published on a day (EDTF), with general knowledge and perhaps a casebook.

    `coder` is as for `build`. RequestError for a text without words, CasebookError where there is no such casebook.
    """
    knowledge = load(None if casebook in (None, conflict.NONE) else casebook)
    tidy = "\n\n".join(" ".join(part.split()) for part in text.split("\n\n") if part.strip())
    if not tidy:
        raise RequestError(
            "TW-ASK-12", "There is no text to code.", do='Write it in quotation marks: code "A sentence."'
        )
    mark = sha256(tidy.encode()).hexdigest()[:16]
    report = Report(mark, mark, tidy, published=published, language="en")
    trace: list[Traced] = []
    chosen = conflict.checked_coder(coder)
    reader = Coder(knowledge, weights() if chosen == HYBRID else None)
    [(_, outcomes, claims)] = reader.code([report], trace)
    told = {own.claim_id: (own, account) for t in trace for own, account in accounts(t, reader.matcher, knowledge)}
    dossier = build(claims, [report], knowledge)
    refused = next((o.reason for o in outcomes if o.outcome is Outcome.REJECTED), None)
    return CodedText(dossier, tuple(told[c.claim_id] for c in claims), refused)


def _accounts(coder: Coder, knowledge: Knowledge, report: Report) -> Iterator[tuple[Claim, Account]]:
    trace: list[Traced] = []
    for _ in coder.code([report], trace):
        pass
    for traced in trace:
        yield from accounts(traced, coder.matcher, knowledge)
