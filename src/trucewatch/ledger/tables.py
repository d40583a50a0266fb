"""The tables of a case. Rows are only ever added; what is current is decided when reading (see `current`).

`SCHEMA` is the newest revision of `migrations`, `APPLICATION_ID` the mark in the file's header ("Trwt").
"""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA = "0002"
APPLICATION_ID = 0x54727774

metadata = MetaData()


def _text(name: str, *, null: bool = True) -> "Column[str]":
    return Column(name, Text, nullable=null)


def _number(name: str) -> "Column[int]":
    return Column(name, Integer, nullable=False)


runs = Table(
    "runs",
    metadata,
    Column("run_id", Integer, primary_key=True),
    _text("started", null=False),
    _text("version", null=False),
)

run_ends = Table(
    "run_ends",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.run_id"), primary_key=True),
    _text("ended", null=False),
    _text("sums", null=False),
)

inputs = Table(
    "inputs",
    metadata,
    Column("input_seq", Integer, primary_key=True),
    _text("file", null=False),
    _text("content_hash", null=False),
    _number("size"),
    _text("outcome", null=False),
    _text("stage_version", null=False),
    _text("read_at", null=False),
    Index("ix_inputs_file", "file"),
)

reports = Table(
    "reports",
    metadata,
    Column("report_seq", Integer, primary_key=True),
    _text("report_id", null=False),
    _text("digest", null=False),
    _text("text_hash", null=False),
    _text("file"),
    _text("url"),
    _text("part"),
    _text("outlet"),
    _text("title"),
    _text("published"),
    _text("published_how"),
    _text("published_why"),
    _text("published_at"),
    _text("language"),
    _text("agency"),
    _text("corrects"),
    _text("dateline_place"),
    _text("segments"),
    _text("text", null=False),
    UniqueConstraint("report_id", "digest", name="uq_reports_report_id_digest"),
)

readings = Table(
    "readings",
    metadata,
    Column("input_seq", Integer, ForeignKey("inputs.input_seq"), primary_key=True),
    Column("report_seq", Integer, ForeignKey("reports.report_seq"), primary_key=True),
    Index("ix_readings_report_seq", "report_seq"),
)

rejects = Table(
    "rejects",
    metadata,
    Column("reject_seq", Integer, primary_key=True),
    Column("input_seq", Integer, ForeignKey("inputs.input_seq"), nullable=False),
    _text("file", null=False),
    _text("part"),
    _text("code", null=False),
    _text("reason", null=False),
    _text("advice", null=False),
    _text("report_id"),
    Index("ix_rejects_input_seq", "input_seq"),
)

codings = Table(
    "codings",
    metadata,
    Column("coding_seq", Integer, primary_key=True),
    Column("report_seq", Integer, ForeignKey("reports.report_seq"), nullable=False),
    _text("published"),
    _text("site"),
    _text("stage_version", null=False),
    Index("ix_codings_report_seq", "report_seq"),
)

sentences = Table(
    "sentences",
    metadata,
    Column("coding_seq", Integer, ForeignKey("codings.coding_seq"), primary_key=True),
    Column("number", Integer, primary_key=True),
    _number("start"),
    _number("end"),
    _text("outcome", null=False),
    _text("reason"),
)

claims = Table(
    "claims",
    metadata,
    Column("claim_seq", Integer, primary_key=True),
    Column("coding_seq", Integer, ForeignKey("codings.coding_seq"), nullable=False),
    _text("claim_id", null=False),
    _number("start"),
    _number("end"),
    _text("quote", null=False),
    _text("kind", null=False),
    _text("code"),
    _text("modality", null=False),
    _text("polarity", null=False),
    _text("speaker"),
    _text("via"),
    _text("mode"),
    _text("actors"),
    _text("recipients"),
    _text("object"),
    _text("places"),
    _text("date"),
    _text("said"),
    _text("numbers"),
    _text("terms"),
    _text("coder", null=False),
    Column("confidence", Float, nullable=False),
    _text("rule"),
    Index("ix_claims_claim_id", "claim_id"),
    Index("ix_claims_coding_seq", "coding_seq"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("decision_seq", Integer, primary_key=True),
    _text("kind", null=False),
    _text("subject", null=False),
    _text("object"),
    _text("value"),
    _text("why"),
    _text("who"),
    _text("when"),
    Index("ix_decisions_subject", "subject"),
)

stage_done = Table(
    "stage_done",
    metadata,
    Column("stage", Text, primary_key=True),
    Column("version", Text, primary_key=True),
    Column("key", Text, primary_key=True),
)

families = Table(
    "families",
    metadata,
    Column("report_id", Text, primary_key=True),
    _text("family"),
    _text("duplicate_of"),
    _text("copy_of"),
    _text("copy_kind"),
    Column("copy_strength", Float),
)
"""Not a record but a result of all reports together: it is replaced whole whenever reports are added."""

inferred_days = Table(
    "inferred_days",
    metadata,
    Column("report_id", Text, primary_key=True),
    _text("published", null=False),
    _text("why"),
)
"""The same, for undated reports: the day or interval that the rest of the corpus tells, and what it rests on."""

reuses = Table(
    "reuses",
    metadata,
    Column("report_id", Text, primary_key=True),
    _number("shared_sentences"),
    _text("shares_with"),
)
"""The same: sentences that reports share which are no copies of one another."""

site_lines = Table(
    "site_lines",
    metadata,
    Column("report_id", Text, primary_key=True),
    _text("spans", null=False),
)
"""The same: where in the texts of reports lines of their outlets' sites stand, as JSON."""

settings = Table(
    "settings",
    metadata,
    Column("setting_seq", Integer, primary_key=True),
    _text("name", null=False),
    _text("value", null=False),
    Index("ix_settings_name", "name"),
)

maps = Table(
    "maps",
    metadata,
    Column("map_seq", Integer, primary_key=True),
    _text("kind", null=False),
    _text("file", null=False),
    _text("content_hash", null=False),
    _text("source"),
    _text("valid"),
    Column("content", LargeBinary, nullable=False),
    _text("added", null=False),
)
"""Files with outlines and boundaries, as they were given: `content` is compressed, `content_hash` that of the file."""

map_removals = Table(
    "map_removals",
    metadata,
    Column("map_seq", Integer, ForeignKey("maps.map_seq"), primary_key=True),
    _text("removed", null=False),
)
"""Those that no longer count."""
