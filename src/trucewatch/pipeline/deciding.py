"""People's decisions on what is one and what is not, checked against the case and kept in it."""

from pathlib import Path

from trucewatch.dossier.links import kind_of
from trucewatch.dossier.model import Dossier
from trucewatch.ledger import Ledger
from trucewatch.ledger.records import Decision
from trucewatch.pipeline import view
from trucewatch.vocabulary.errors import RequestError


def decide(case: Path, left: str, right: str, word: str, *, why: str | None = None, who: str | None = None) -> None:
    """Keep that two things are `same`, `not same`, or that it is `unsure`.

    Both are parties, agreements, zones, commitments or events; one may be a claim, which is put with the other or kept
    from it; of events both may be claims. RequestError where the case has no such thing, or they are of two kinds.
    """
    if left == right:
        raise RequestError("TW-ASK-14", f"{left!r} was named twice.", do="Name two things.")
    with view.opened(case, with_confidential=True) as seen:
        # What was joined before has no row of its own any more, and can still be parted again.
        before = any({d.subject, d.object} == {left, right} for d in seen.ledger.decisions())
        one, other = ("", "") if before else (_kind(seen.dossier, left), _kind(seen.dossier, right))
    if one != other and "claim" not in {one, other}:
        raise RequestError(
            "TW-ASK-14", f"{left!r} is of the kind {one}, {right!r} of the kind {other}.", do="Name two of one kind."
        )
    if "party" in {one, other} and "claim" in {one, other}:
        raise RequestError(
            "TW-ASK-14", "A claim cannot be put with a party.", do="Name two parties: their names are joined or parted."
        )
    with Ledger.open(case) as ledger:
        ledger.decide(Decision("decide", left, right, word, why, who))


def _kind(dossier: Dossier, ident: str) -> str:
    if ident in dossier.claims:
        return "claim"
    kind = kind_of(dossier, ident)
    if kind is None:
        raise RequestError(
            "TW-ASK-13",
            f"This case has no claim, party, agreement, zone, commitment or event with the id {ident!r}.",
            do="`trucewatch export` and `trucewatch claims` show the ids.",
        )
    return kind
