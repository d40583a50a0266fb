"""What a claim says, slot by slot, as text."""

from collections.abc import Iterator

from trucewatch.dossier.model import Resolved
from trucewatch.monitoring import figure
from trucewatch.vocabulary.records import Claim
from trucewatch.vocabulary.subject import Thing


def claim_facts(claim: Claim, resolved: Resolved) -> Iterator[str]:
    """The claim slot by slot, a line each."""
    code = " ".join(str(part) for part in (claim.code or "statement", claim.mode) if part)
    yield f"{code}: {claim.kind}, {claim.modality}, {claim.polarity}, confidence {claim.confidence:.2f}"
    yield f"  speaker: {_named(resolved.speaker) if resolved.speaker else 'the outlet itself'}"
    for label, things in (
        ("via", resolved.via),
        ("actors", resolved.actors),
        ("recipients", resolved.recipients),
        ("places", resolved.places),
        ("zone", (resolved.zone,) if resolved.zone else ()),
        ("agreement", (resolved.agreement,) if resolved.agreement else ()),
        ("commitment", (resolved.commitment,) if resolved.commitment else ()),
    ):
        if things:
            yield f"  {label}: {', '.join(map(_named, things))}"
    for label, value in (("object", claim.object), ("date", claim.date), ("said", claim.said), ("rule", claim.rule)):
        if value:
            yield f"  {label}: {value}"
    for number in claim.numbers:
        told = figure(number.min, number.max, number.unit)
        yield f"  {number.what.replace('_', ' ')}: {told} (“{number.text}”)"


def _named(thing: Thing) -> str:
    if thing.name and thing.mention and thing.name != thing.mention:
        return f"{thing.name} (“{thing.mention}”)"
    return thing.name or thing.mention or "?"
