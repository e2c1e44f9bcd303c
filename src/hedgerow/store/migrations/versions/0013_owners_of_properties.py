"""Properties of people and groups get definitions beside those of events.

Revision ID: 0013
Revises: 0012
"""

from collections.abc import Generator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Words

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLE = "property_definitions"


def upgrade() -> None:
    with _tags_kept(), op.batch_alter_table(_TABLE) as table:
        table.add_column(sa.Column("owner", Words, nullable=False, server_default="event"))
        table.drop_constraint(f"uq_{_TABLE}_team_id_name", type_="unique")
        table.create_unique_constraint(f"uq_{_TABLE}_team_id_owner_name", ["team_id", "owner", "name"])


def downgrade() -> None:
    op.execute("DELETE FROM property_definitions WHERE owner <> 'event'")
    with _tags_kept(), op.batch_alter_table(_TABLE) as table:
        table.drop_constraint(f"uq_{_TABLE}_team_id_owner_name", type_="unique")
        table.create_unique_constraint(f"uq_{_TABLE}_team_id_name", ["team_id", "name"])
        table.drop_column("owner")


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
