"""Secrets that every process of a server must agree on.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Words

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "server_secrets",
        sa.Column("name", Words, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_server_secrets"),
    )


def downgrade() -> None:
    op.drop_table("server_secrets")
