"""Properties can be verified and hidden; the activity log is listed by project and pruned by age.

Revision ID: 0011
Revises: 0010
"""

from collections.abc import Generator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, Moment

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLE = "property_definitions"
_USERS = ("updated_by", "verified_by")


def upgrade() -> None:
    with _tags_kept(), op.batch_alter_table(_TABLE) as table:
        for name in _USERS:
            table.add_column(sa.Column(name, Id))
            table.create_foreign_key(f"fk_{_TABLE}_{name}", "users", [name], ["id"], ondelete="SET NULL")
        table.add_column(sa.Column("verified", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("verified_at", Moment))
        table.add_column(sa.Column("hidden", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_activity_log_team_id_id", "activity_log", ["team_id", "id"])
    op.create_index("ix_activity_log_created_at", "activity_log", ["created_at"])


def downgrade() -> None:
    op.drop_index("ix_activity_log_created_at", "activity_log")
    op.drop_index("ix_activity_log_team_id_id", "activity_log")
    with _tags_kept(), op.batch_alter_table(_TABLE) as table:
        for name in _USERS:
            table.drop_constraint(f"fk_{_TABLE}_{name}", type_="foreignkey")
        for name in (*_USERS, "verified", "verified_at", "hidden"):
            table.drop_column(name)


@contextmanager
def _tags_kept() -> Generator[None]:
    """SQLite copies the table and drops the old one, which would take the tags of all properties along."""
    if op.get_bind().dialect.name != "sqlite":
        yield
        return
    op.execute("CREATE TEMPORARY TABLE kept_tags AS SELECT team_id, item_id, tag_id FROM property_definition_tags")
    yield
    op.execute("INSERT INTO property_definition_tags (team_id, item_id, tag_id) SELECT * FROM kept_tags")
    op.execute("DROP TABLE kept_tags")
