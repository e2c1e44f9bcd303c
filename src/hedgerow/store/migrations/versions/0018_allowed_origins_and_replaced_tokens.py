"""Projects know the pages that may send them events, and the token that they had before.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import JsonValue, Moment, Words

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("projects", sa.Column("app_urls", JsonValue))
    op.add_column("projects", sa.Column("previous_api_token", Words))
    op.add_column("projects", sa.Column("previous_token_expires_at", Moment))
    op.create_index("ix_projects_previous_api_token", "projects", ["previous_api_token"], unique=True)


def downgrade() -> None:
    op.drop_index("ix_projects_previous_api_token", "projects")
    for column in ("previous_token_expires_at", "previous_api_token", "app_urls"):
        op.drop_column("projects", column)
