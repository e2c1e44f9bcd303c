"""Buttons: a third thing a tile can hold.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, Moment, Words

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


# Migration 0003 wrote the prefix out and the naming convention added it again.
FIRST_NAME = "ck_dashboard_tiles_ck_dashboard_tiles_one_content"
ONE_OF_TWO = "(insight_id IS NULL) <> (text_id IS NULL)"
ONE_OF_THREE = (
    "CASE WHEN insight_id IS NULL THEN 0 ELSE 1 END + CASE WHEN text_id IS NULL THEN 0 ELSE 1 END"
    " + CASE WHEN button_id IS NULL THEN 0 ELSE 1 END = 1"
)


def upgrade() -> None:
    op.create_table(
        "buttons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("url", Words, nullable=False),
        sa.Column("text", Words, nullable=False),
        sa.Column("placement", Words, nullable=False),
        sa.Column("style", Words, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("last_modified_at", Moment, nullable=False),
        sa.Column("last_modified_by", Id),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_buttons_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["last_modified_by"], ["users.id"], name="fk_buttons_last_modified_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_buttons_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_buttons"),
        sa.UniqueConstraint("team_id", "id", name="uq_buttons_team_id_id"),
    )
    with op.batch_alter_table("dashboard_tiles", table_kwargs={"sqlite_autoincrement": True}) as tiles:
        tiles.add_column(sa.Column("button_id", sa.Uuid()))
        tiles.drop_constraint(op.f(FIRST_NAME), type_="check")
        tiles.create_check_constraint("one_content", sa.text(ONE_OF_THREE))
        tiles.create_unique_constraint("uq_dashboard_tiles_dashboard_id_button_id", ["dashboard_id", "button_id"])
        tiles.create_foreign_key(
            "fk_dashboard_tiles_team_id_button_id", "buttons", ["team_id", "button_id"], ["team_id", "id"]
        )
    op.create_index("ix_dashboard_tiles_button_id", "dashboard_tiles", ["button_id"])


def downgrade() -> None:
    op.execute("DELETE FROM dashboard_tiles WHERE button_id IS NOT NULL")
    op.drop_index("ix_dashboard_tiles_button_id", "dashboard_tiles")
    with op.batch_alter_table("dashboard_tiles", table_kwargs={"sqlite_autoincrement": True}) as tiles:
        tiles.drop_constraint("fk_dashboard_tiles_team_id_button_id", type_="foreignkey")
        tiles.drop_constraint("uq_dashboard_tiles_dashboard_id_button_id", type_="unique")
        tiles.drop_constraint("one_content", type_="check")
        tiles.create_check_constraint(op.f(FIRST_NAME), sa.text(ONE_OF_TWO))
        tiles.drop_column("button_id")
    op.drop_table("buttons")
