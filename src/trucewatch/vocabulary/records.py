"""What is read and stored: reports, sentences, claims, rejects.

Offsets count Unicode code points into the report's `text`. Dates are EDTF strings (see `when`).
"""

from dataclasses import dataclass

from trucewatch.vocabulary.codes import (
    ClaimKind,
    Code,
    CopyKind,
    Duration,
    Force,
    Modality,
    Outcome,
    Polarity,
    ProvisionClass,
    PublishedHow,
    Role,
)
from trucewatch.vocabulary.when import When


@dataclass(frozen=True, slots=True)
class Segment:
    """`length` characters of the cleaned text from `start` came from the original at `source`."""

    start: int
    source: int
    length: int


@dataclass(frozen=True, slots=True)
class Report:
    """One text as published. `report_id` is a hash of outlet, file or url with its part, and bytes.

    `text` is cleaned, its white space normalised (paragraphs parted by one blank line, no line breaks inside), and
    does not hold the title. `family` is the id of the group of copies it belongs to; `duplicate_of` the likely origin.
    `withdrawn` says since when (EDTF, where known) and why it is no longer evidence ("2018-10-20: wrong toll");
    `corrects` is the id of the report that this one corrects.
    `published` is the day at the outlet; `published_at` the moment with its offset (ISO 8601), where the source gives
    one: "2018-12-03T22:30:00Z" of an outlet in Damascus was published on 4 December.
    """

    report_id: str
    text_hash: str
    text: str
    file: str | None = None
    url: str | None = None
    part: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    published_how: PublishedHow | None = None
    language: str | None = None
    family: str | None = None
    duplicate_of: str | None = None
    agency: str | None = None
    corrects: str | None = None
    withdrawn: str | None = None
    dateline_place: str | None = None
    segments: tuple[Segment, ...] = ()
    published_why: str | None = None
    """For a day or interval that is not simply as written: what it was concluded from, in plain English."""
    published_at: str | None = None
    copy_of: str | None = None
    """For a copy: the member of its family that it was compared with (the likely origin, or the one nearest to it)."""
    copy_kind: CopyKind | None = None
    """How it is a copy of that one: exact, near, contains or inside."""
    copy_strength: float | None = None
    """How strongly, from 0 to 1: share of all trigrams of both, or of the shorter text's (contains, inside)."""
    shared_sentences: int = 0
    """How many of its sentences come word for word in reports that are no copies of it."""
    shares_with: tuple[str, ...] = ()
    """Reports that have those sentences too, those with the most first; a few where there are many."""
    site: tuple[tuple[int, int], ...] = ()
    """Where in the text lines of the outlet's site stand, which nobody reports: they are not coded."""

    @property
    def without_site(self) -> str:
        """The text with blanks in the place of its site's lines, so that every offset stays right."""
        text = self.text
        for start, end in self.site:
            text = text[:start] + " " * (end - start) + text[end:]
        return text

    @property
    def withdrawn_since(self) -> When | None:
        """Since when it is withdrawn: without ends where nobody said so, None if it is not."""
        if self.withdrawn is None:
            return None
        try:
            return When.parse(self.withdrawn.partition(":")[0].strip())
        except ValueError:
            return When(None, None)


@dataclass(frozen=True, slots=True)
class CopyLink:
    """The place of one report in its family of copies; see `Report` for the fields. The origin has only a family."""

    report_id: str
    family: str
    duplicate_of: str | None = None
    copy_of: str | None = None
    copy_kind: CopyKind | None = None
    copy_strength: float | None = None


@dataclass(frozen=True, slots=True)
class Reuse:
    """How many sentences of a report come in reports that are no copies of it, and in which (see `Report`)."""

    report_id: str
    shared_sentences: int
    shares_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """An input, or a part of one, that did not become a report, and what to do about it.

    `code` is the error code (see `errors`), `part` the row or line where there is one. With a `report_id` it is only a
    warning: that report was read all the same, but something in it could not be taken as it stood.
    """

    file: str
    part: str | None
    code: str
    reason: str
    advice: str
    report_id: str | None = None

    @property
    def is_warning(self) -> bool:
        """Whether the input was read all the same."""
        return self.report_id is not None


@dataclass(frozen=True, slots=True)
class SentenceOutcome:
    """What became of one sentence: coded, nothing to code, or rejected with a reason."""

    report_id: str
    number: int
    start: int
    end: int
    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing as the text names it.

    `refers` is the fuller name, in the same report, that a pronoun, role noun or short form stands for
    ("She" → "Ana Silva"); None where the mention is its own fullest form or stays open.
    `party` is the key of the general or casebook party that `refers` or `text` names, where one is known.
    `place` is the same for a place ("geonames:163808" or a casebook key). `of` is the key of the state or body that a
    person is introduced with ("Kenyan President …" → `kenya`). `point` is the latitude and longitude (WGS 84, degrees)
    that the source itself gives for a place.
    """

    text: str
    refers: str | None = None
    party: str | None = None
    place: str | None = None
    of: str | None = None
    point: tuple[float, float] | None = None

    @property
    def name(self) -> str:
        """The fullest name known inside the report."""
        return self.refers or self.text


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. Units are normalised: `km` for lengths, `people`, or None for bare counts.

    `max` is None after "at least" and "more than"; `text` is the number as written.
    """

    what: str
    min: float | None
    max: float | None
    unit: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a claim says of an agreement, a zone or a provision, as written; the dossier resolves it.

    `agreement` and `zone` are the words of the text ("the Sochi deal", "demilitarized zone"). `agreement_ref` is the
    fuller form within the report where `agreement` is short ("the deal"); `zone_ref` likewise. `does` is the provision
    in the words of the text. `deadline`, `until`, `in_force`, `expires`, `agreed_on` are EDTF strings.
    `roles` pairs a role with who has it. `places` of the zone stand in `zone_places`.
    """

    agreement: str | None = None
    agreement_ref: str | None = None
    agreement_kind: str | None = None
    agreed_on: str | None = None
    agreed_at: Mention | None = None
    zone: str | None = None
    zone_ref: str | None = None
    zone_kind: str | None = None
    zone_places: tuple[Mention, ...] = ()
    class_: ProvisionClass | None = None
    does: str | None = None
    force: Force | None = None
    duration: Duration | None = None
    trigger: str | None = None
    deadline: str | None = None
    until: str | None = None
    exception: str | None = None
    roles: tuple[tuple[Role, Mention], ...] = ()
    in_force: str | None = None
    expires: str | None = None
    relation: str | None = None
    done: bool | None = None
    """For a claim about the performance of a provision: said to be done (True), not done (False), or not said."""
    external_ids: tuple[str, ...] = ()
    """The ids of the agreement, or of the event, in other registers, where the source gives them: "pax:2169"."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that somebody says in one sentence.

    `speaker` None is the outlet's own voice; `via` is the chain behind the speaker (agency, other outlet).
    `code` None is a sourced statement that no code fits. `date` is when it happened, holds or falls due; `said` when
    it was said. `claim_id` is a hash of report, span, code and mentions, stable across rebuilds.
    """

    claim_id: str
    report_id: str
    start: int
    end: int
    quote: str
    kind: ClaimKind
    code: Code | None
    modality: Modality
    polarity: Polarity
    speaker: Mention | None = None
    via: tuple[Mention, ...] = ()
    mode: str | None = None
    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    object: str | None = None
    places: tuple[Mention, ...] = ()
    date: str | None = None
    said: str | None = None
    numbers: tuple[Quantity, ...] = ()
    terms: Terms | None = None
    coder: str = ""
    confidence: float = 1.0
    rule: str | None = None
    """The rule that made it, for `explain`."""
