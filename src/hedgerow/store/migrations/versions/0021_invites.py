"""People can be invited by a link.

Revision ID: 0021
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, Moment, Words

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invites",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", Words, nullable=False),
        sa.Column("email", Words, nullable=False),
        sa.Column("email_folded", Words, nullable=False),
        sa.Column("membership_level", sa.Integer(), nullable=False),
        sa.Column("created_by", Id),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("expires_at", Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_invites"),
        sa.UniqueConstraint("token_hash", name="uq_invites_token_hash"),
        sa.UniqueConstraint("email_folded", name="uq_invites_email_folded"),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_invites_created_by", ondelete="SET NULL"),
    )


def downgrade() -> None:
    op.drop_table("invites")
