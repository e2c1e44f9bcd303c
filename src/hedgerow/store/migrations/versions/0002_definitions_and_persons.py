"""Definitions and persons: what capture learns.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_definitions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("search_text", Words, nullable=False),
        sa.Column("owner", Id),
        sa.Column("description", Words, nullable=False),
        sa.Column("created_at", Moment),
        sa.Column("created_by", Id),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("updated_by", Id),
        sa.Column("last_seen_at", Moment),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.Column("verified_at", Moment),
        sa.Column("verified_by", Id),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("enforcement_mode", Words, nullable=False),
        sa.Column("primary_property", Words),
        sa.Column("default_columns", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name="fk_event_definitions_created_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["owner"], ["users.id"], name="fk_event_definitions_owner", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_event_definitions_team_id"),
        sa.ForeignKeyConstraint(
            ["updated_by"], ["users.id"], name="fk_event_definitions_updated_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"], ["users.id"], name="fk_event_definitions_verified_by", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_event_definitions"),
        sa.UniqueConstraint("team_id", "id", name="uq_event_definitions_team_id_id"),
        sa.UniqueConstraint("team_id", "name", name="uq_event_definitions_team_id_name"),
    )
    op.create_index("ix_event_definitions_team_id_last_seen_at", "event_definitions", ["team_id", "last_seen_at"])
    op.create_table(
        "property_definitions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("search_text", Words, nullable=False),
        sa.Column("property_type", Words),
        sa.Column("description", Words, nullable=False),
        sa.Column("updated_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_property_definitions_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_property_definitions"),
        sa.UniqueConstraint("team_id", "id", name="uq_property_definitions_team_id_id"),
        sa.UniqueConstraint("team_id", "name", name="uq_property_definitions_team_id_name"),
    )
    op.create_table(
        "event_properties",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("event", Words, nullable=False),
        sa.Column("property", Words, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_event_properties_team_id"),
        sa.UniqueConstraint("team_id", "event", "property", name="uq_event_properties_team_id_event_property"),
    )
    op.create_index("ix_event_properties_team_id_property", "event_properties", ["team_id", "property"])
    op.create_table(
        "person_counters",
        sa.Column("team_id", Id, autoincrement=False, nullable=False),
        sa.Column("last_number", Id, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_person_counters_team_id"),
        sa.PrimaryKeyConstraint("team_id", name="pk_person_counters"),
    )
    op.create_table(
        "persons",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("number", Id, nullable=False),
        sa.Column("uuid", sa.Uuid(), nullable=False),
        sa.Column("properties", JsonValue, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_persons_team_id"),
        sa.PrimaryKeyConstraint("team_id", "number", name="pk_persons"),
        sa.UniqueConstraint("uuid", name="uq_persons_uuid"),
    )
    op.create_table(
        "person_distinct_ids",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("distinct_id", Words, nullable=False),
        sa.Column("number", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "number"],
            ["persons.team_id", "persons.number"],
            name="fk_person_distinct_ids_team_id_number",
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_person_distinct_ids_team_id"),
        sa.PrimaryKeyConstraint("team_id", "distinct_id", name="pk_person_distinct_ids"),
    )
    op.create_index("ix_person_distinct_ids_team_id_number", "person_distinct_ids", ["team_id", "number"])


def downgrade() -> None:
    for table in (
        "person_distinct_ids",
        "persons",
        "person_counters",
        "event_properties",
        "property_definitions",
        "event_definitions",
    ):
        op.drop_table(table)
