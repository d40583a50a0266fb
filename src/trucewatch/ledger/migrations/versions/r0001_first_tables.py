"""The first tables of a case.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

from trucewatch.ledger.tables import APPLICATION_ID

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables, the index over the words of the reports, and the mark that makes the file a case."""
    op.create_table(
        "decisions",
        sa.Column("decision_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("who", sa.Text(), nullable=True),
        sa.Column("when", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("decision_seq"),
    )
    op.create_index("ix_decisions_subject", "decisions", ["subject"], unique=False)
    op.create_table(
        "families",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=True),
        sa.Column("duplicate_of", sa.Text(), nullable=True),
        sa.Column("copy_of", sa.Text(), nullable=True),
        sa.Column("copy_kind", sa.Text(), nullable=True),
        sa.Column("copy_strength", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_table(
        "inferred_days",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_table(
        "inputs",
        sa.Column("input_seq", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("stage_version", sa.Text(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("input_seq"),
    )
    op.create_index("ix_inputs_file", "inputs", ["file"], unique=False)
    op.create_table(
        "reports",
        sa.Column("report_seq", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("outlet", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_how", sa.Text(), nullable=True),
        sa.Column("published_why", sa.Text(), nullable=True),
        sa.Column("published_at", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("corrects", sa.Text(), nullable=True),
        sa.Column("dateline_place", sa.Text(), nullable=True),
        sa.Column("segments", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_seq"),
        sa.UniqueConstraint("report_id", "digest", name="uq_reports_report_id_digest"),
    )
    op.create_table(
        "runs",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("run_id"),
    )
    op.create_table(
        "settings",
        sa.Column("setting_seq", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("setting_seq"),
    )
    op.create_index("ix_settings_name", "settings", ["name"], unique=False)
    op.create_table(
        "reuses",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("shared_sentences", sa.Integer(), nullable=False),
        sa.Column("shares_with", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_table(
        "site_lines",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("spans", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_table(
        "stage_done",
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stage", "version", "key"),
    )
    op.create_table(
        "codings",
        sa.Column("coding_seq", sa.Integer(), nullable=False),
        sa.Column("report_seq", sa.Integer(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("stage_version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_seq"],
            ["reports.report_seq"],
        ),
        sa.PrimaryKeyConstraint("coding_seq"),
    )
    op.create_index("ix_codings_report_seq", "codings", ["report_seq"], unique=False)
    op.create_table(
        "readings",
        sa.Column("input_seq", sa.Integer(), nullable=False),
        sa.Column("report_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["input_seq"],
            ["inputs.input_seq"],
        ),
        sa.ForeignKeyConstraint(
            ["report_seq"],
            ["reports.report_seq"],
        ),
        sa.PrimaryKeyConstraint("input_seq", "report_seq"),
    )
    op.create_index("ix_readings_report_seq", "readings", ["report_seq"], unique=False)
    op.create_table(
        "rejects",
        sa.Column("reject_seq", sa.Integer(), nullable=False),
        sa.Column("input_seq", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("advice", sa.Text(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["input_seq"],
            ["inputs.input_seq"],
        ),
        sa.PrimaryKeyConstraint("reject_seq"),
    )
    op.create_index("ix_rejects_input_seq", "rejects", ["input_seq"], unique=False)
    op.create_table(
        "run_ends",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=False),
        sa.Column("sums", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["runs.run_id"],
        ),
        sa.PrimaryKeyConstraint("run_id"),
    )
    op.create_table(
        "claims",
        sa.Column("claim_seq", sa.Integer(), nullable=False),
        sa.Column("coding_seq", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("polarity", sa.Text(), nullable=False),
        sa.Column("speaker", sa.Text(), nullable=True),
        sa.Column("via", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("actors", sa.Text(), nullable=True),
        sa.Column("recipients", sa.Text(), nullable=True),
        sa.Column("object", sa.Text(), nullable=True),
        sa.Column("places", sa.Text(), nullable=True),
        sa.Column("date", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("numbers", sa.Text(), nullable=True),
        sa.Column("terms", sa.Text(), nullable=True),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coding_seq"],
            ["codings.coding_seq"],
        ),
        sa.PrimaryKeyConstraint("claim_seq"),
    )
    op.create_index("ix_claims_claim_id", "claims", ["claim_id"], unique=False)
    op.create_index("ix_claims_coding_seq", "claims", ["coding_seq"], unique=False)
    op.create_table(
        "sentences",
        sa.Column("coding_seq", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["coding_seq"],
            ["codings.coding_seq"],
        ),
        sa.PrimaryKeyConstraint("coding_seq", "number"),
    )
    op.execute(
        "CREATE VIRTUAL TABLE report_words USING fts5("
        "title, text, content='reports', content_rowid='report_seq', tokenize='unicode61 remove_diacritics 2')"
    )
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def downgrade() -> None:
    """Take everything away again."""
    op.execute("DROP TABLE report_words")
    op.drop_table("sentences")
    op.drop_index("ix_claims_coding_seq", table_name="claims")
    op.drop_index("ix_claims_claim_id", table_name="claims")
    op.drop_table("claims")
    op.drop_table("run_ends")
    op.drop_index("ix_rejects_input_seq", table_name="rejects")
    op.drop_table("rejects")
    op.drop_index("ix_readings_report_seq", table_name="readings")
    op.drop_table("readings")
    op.drop_index("ix_codings_report_seq", table_name="codings")
    op.drop_table("codings")
    op.drop_table("stage_done")
    op.drop_index("ix_settings_name", table_name="settings")
    op.drop_table("settings")
    op.drop_table("runs")
    op.drop_table("reports")
    op.drop_index("ix_inputs_file", table_name="inputs")
    op.drop_table("inputs")
    op.drop_table("inferred_days")
    op.drop_table("families")
    op.drop_index("ix_decisions_subject", table_name="decisions")
    op.drop_table("decisions")
