"""Actions, cohorts and groups; people count their changes.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "actions",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("description", Words, nullable=False),
        sa.Column("steps", JsonValue, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("updated_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_actions_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_actions_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_actions"),
        sa.UniqueConstraint("team_id", "id", name="uq_actions_team_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cohorts",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("description", Words, nullable=False),
        sa.Column("is_static", sa.Boolean(), nullable=False),
        sa.Column("filters", JsonValue, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("updated_at", Moment, nullable=False),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_cohorts_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_cohorts_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cohorts"),
        sa.UniqueConstraint("team_id", "id", name="uq_cohorts_team_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cohort_people",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("cohort_id", Id, nullable=False),
        sa.Column("number", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "cohort_id"], ["cohorts.team_id", "cohorts.id"], name="fk_cohort_people_team_id_cohort_id"
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "number"], ["persons.team_id", "persons.number"], name="fk_cohort_people_team_id_number"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_cohort_people_team_id"),
        sa.PrimaryKeyConstraint("team_id", "cohort_id", "number", name="pk_cohort_people"),
    )
    op.create_table(
        "group_types",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("type_index", sa.Integer(), nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_group_types_team_id"),
        sa.PrimaryKeyConstraint("team_id", "type_index", name="pk_group_types"),
        sa.UniqueConstraint("team_id", "name", name="uq_group_types_team_id_name"),
    )
    op.create_table(
        "groups",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("type_index", sa.Integer(), nullable=False),
        sa.Column("key", Words, nullable=False),
        sa.Column("properties", JsonValue, nullable=False),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("version", Id, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_groups_team_id"),
        sa.PrimaryKeyConstraint("team_id", "type_index", "key", name="pk_groups"),
    )
    op.add_column("persons", sa.Column("version", Id, nullable=False, server_default="1"))


def downgrade() -> None:
    op.drop_column("persons", "version")
    op.drop_table("groups")
    op.drop_table("group_types")
    op.drop_table("cohort_people")
    op.drop_table("cohorts")
    op.drop_table("actions")
