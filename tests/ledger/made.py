"""Records for these tests, with only what a test is about to be named."""

from typing import Any

from trucewatch.ledger import Input
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Outcome, Polarity
from trucewatch.vocabulary.records import Claim, Mention, Reject, Report, SentenceOutcome

TEXT = "The truce held in Sarmada on Monday. Nobody was hurt."


def report(report_id: str, text: str = TEXT, **more: Any) -> Report:  # noqa: ANN401  # any field
    return Report(report_id=report_id, text_hash=f"hash of {text}", text=text, **{"file": f"{report_id}.txt", **more})


def source(file: str, content_hash: str = "bytes", version: str = "reading-1") -> Input:
    return Input(file=file, content_hash=content_hash, size=10, outcome="read", stage_version=version)


def claim(claim_id: str, report_id: str, **more: Any) -> Claim:  # noqa: ANN401  # any field
    values: dict[str, Any] = {
        "start": 0,
        "end": 36,
        "quote": TEXT[:36],
        "kind": ClaimKind.ASSESSMENT,
        "code": Code.HOLDING,
        "modality": Modality.ACTUAL,
        "polarity": Polarity.AFFIRM,
        "places": (Mention("Sarmada", place="geonames:172057"),),
    }
    return Claim(claim_id=claim_id, report_id=report_id, **{**values, **more})


def sentence(report_id: str, number: int, outcome: Outcome = Outcome.NOTHING) -> SentenceOutcome:
    return SentenceOutcome(report_id, number, number * 40, number * 40 + 39, outcome)


def reject(file: str, part: str | None = None) -> Reject:
    return Reject(file, part, "TW-READ-1", "it is broken", "mend it")
