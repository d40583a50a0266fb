"""Files with outlines of zones and boundaries of admin units, kept with a case.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of files and that of those taken out again."""
    op.create_table(
        "maps",
        sa.Column("map_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("valid", sa.Text(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("map_seq"),
    )
    op.create_table(
        "map_removals",
        sa.Column("map_seq", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["map_seq"], ["maps.map_seq"]),
        sa.PrimaryKeyConstraint("map_seq"),
    )


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("map_removals")
    op.drop_table("maps")
