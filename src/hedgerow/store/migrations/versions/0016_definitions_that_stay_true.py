"""Properties remember every type they showed and when they were seen; events have a schema and may count as another.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_BITS = {"DateTime": 1, "String": 2, "Numeric": 4, "Boolean": 8, "Duration": 16}
_TABLE = sa.table("property_definitions", sa.column("property_type", Words), sa.column("seen_types", sa.Integer))
_REJECTS = sa.text("enforcement_mode = 'reject'")


def upgrade() -> None:
    op.add_column("property_definitions", sa.Column("seen_types", sa.Integer, nullable=False, server_default="0"))
    op.add_column("property_definitions", sa.Column("pinned_type", Words))
    op.add_column("property_definitions", sa.Column("created_at", Moment))
    op.add_column("property_definitions", sa.Column("last_seen_at", Moment))
    op.execute(sa.update(_TABLE).values(seen_types=sa.case(_BITS, value=_TABLE.c.property_type, else_=0)))
    op.drop_column("property_definitions", "property_type")
    op.add_column("event_properties", sa.Column("seen_types", sa.Integer, nullable=False, server_default="0"))
    op.add_column("event_definitions", sa.Column("property_schema", JsonValue))
    op.add_column("event_definitions", sa.Column("display_name", Words))
    op.add_column("event_definitions", sa.Column("merged_into", Words))
    op.create_index(
        "ix_event_definitions_enforcement_mode",
        "event_definitions",
        ["enforcement_mode"],
        sqlite_where=_REJECTS,
        postgresql_where=_REJECTS,
    )
    op.add_column("projects", sa.Column("stale_after_days", sa.Integer, nullable=False, server_default="30"))
    op.create_table(
        "event_rejections",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("event", Words, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("rejections", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_event_rejections_team_id"),
        sa.PrimaryKeyConstraint("team_id", "event", "day", name="pk_event_rejections"),
    )


def downgrade() -> None:
    op.drop_table("event_rejections")
    op.drop_column("projects", "stale_after_days")
    op.drop_index("ix_event_definitions_enforcement_mode", "event_definitions")
    for column in ("merged_into", "display_name", "property_schema"):
        op.drop_column("event_definitions", column)
    op.drop_column("event_properties", "seen_types")
    op.add_column("property_definitions", sa.Column("property_type", Words))
    types = sa.case({bit: name for name, bit in _BITS.items()}, value=_TABLE.c.seen_types, else_="String")
    op.execute(sa.update(_TABLE).values(property_type=types).where(_TABLE.c.seen_types != 0))
    for column in ("last_seen_at", "created_at", "pinned_type", "seen_types"):
        op.drop_column("property_definitions", column)
