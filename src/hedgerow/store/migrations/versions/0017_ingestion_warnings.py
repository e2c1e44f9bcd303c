"""Ingestion warnings are kept, a row for each project, kind and day.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ingestion_warnings",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id),
        sa.Column("kind", Words, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("occurrences", sa.BigInteger(), nullable=False),
        sa.Column("first_seen_at", Moment, nullable=False),
        sa.Column("last_seen_at", Moment, nullable=False),
        sa.Column("samples", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_ingestion_warnings_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ingestion_warnings"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ingestion_warnings_team_id_day", "ingestion_warnings", ["team_id", "day"])
    op.create_index("ix_ingestion_warnings_day", "ingestion_warnings", ["day"])


def downgrade() -> None:
    op.drop_table("ingestion_warnings")
