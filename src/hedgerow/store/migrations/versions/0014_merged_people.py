"""People may merge.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("persons", sa.Column("is_identified", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "person_merges",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("number", Id, nullable=False),
        sa.Column("merged_into", Id, nullable=False),
        sa.Column("version", Id, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_person_merges_team_id"),
        sa.PrimaryKeyConstraint("team_id", "number", name="pk_person_merges"),
    )
    op.create_index("ix_person_merges_team_id_merged_into", "person_merges", ["team_id", "merged_into"])


def downgrade() -> None:
    op.drop_table("person_merges")
    op.drop_column("persons", "is_identified")
