"""Reports and claims of imported rows, with their ids.

A report's id is a hash of the data set and the source's own id for the row, so that a corrected row keeps it.
The text is the row's notes, or the row in words; claims quote it, or a sentence of it, at their offsets.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from trucewatch.exchange.importing.rows import Context, Imported, Row
from trucewatch.vocabulary.codes import ClaimKind, Code, Modality, Polarity, PublishedHow
from trucewatch.vocabulary.records import Claim, Mention, Quantity, Reject, Report, Terms


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of the text and what it claims; `says` None quotes the whole text."""

    kind: ClaimKind
    code: Code | None
    rule: str
    says: str | None = None
    mode: str | None = None
    modality: Modality = Modality.ACTUAL
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    places: tuple[Mention, ...] = ()
    date: str | None = None
    said: str | None = None
    via: tuple[Mention, ...] = ()
    numbers: tuple[Quantity, ...] = ()
    terms: Terms | None = None
    confidence: float = 1.0


def report_id(kind: str, key: str) -> str:
    """The id of the report of a row."""
    return sha256(f"import\x1f{kind}\x1f{key}".encode()).hexdigest()[:16]


def imported(  # noqa: PLR0913 - what a row has
    context: Context,
    row: Row,
    key: str,
    text: str,
    title: str,
    told: Iterable[Told],
    *,
    published: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    language: str | None = "en",
    faults: Iterable[tuple[str, str]] = (),
) -> Imported:
    """A row as a report with its claims. `faults` are pairs of a code and what was noticed in a row taken all the same.

    `published` is the day that the row itself gives; without one, it is the day on which the data set came out.
    """
    known = published or context.released
    report = Report(
        report_id=report_id(context.data.kind, key),
        text_hash=sha256(text.encode()).hexdigest()[:16],
        text=text,
        file=context.file,
        url=url,
        part=f"row {row.number}",
        outlet=outlet or context.data.name,
        title=title,
        published=known,
        published_how=PublishedHow.METADATA if known else None,
        language=language,
    )
    claims = tuple(_claim(context, report, one) for one in told)
    advice = "Look at the row; the rest of it was taken."
    warned = tuple(
        Reject(context.file, f"row {row.number}", code, reason, advice, report.report_id) for code, reason in faults
    )
    return Imported(key, report, claims, warned)


def _claim(context: Context, report: Report, told: Told) -> Claim:
    start = report.text.index(told.says) if told.says else 0
    end = start + len(told.says) if told.says else len(report.text)
    names = (m.text for m in (*told.actors, *told.recipients, *told.places))
    parts = [report.report_id, str(start), str(end), told.kind.value, told.code.value if told.code else "", *names]
    return Claim(
        claim_id=sha256("\x1f".join(parts).encode()).hexdigest()[:16],
        report_id=report.report_id,
        start=start,
        end=end,
        quote=report.text[start:end],
        kind=told.kind,
        code=told.code,
        modality=told.modality,
        polarity=Polarity.AFFIRM,
        via=told.via,
        mode=told.mode,
        actors=told.actors,
        recipients=told.recipients,
        places=told.places,
        date=told.date,
        said=told.said,
        numbers=told.numbers,
        terms=told.terms,
        coder=context.coder,
        confidence=told.confidence,
        rule=told.rule,
    )
