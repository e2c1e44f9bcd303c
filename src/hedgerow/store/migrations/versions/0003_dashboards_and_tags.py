"""Dashboards, insights, tiles, texts and tags: what people arrange.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

from hedgerow.store.column_types import Id, JsonValue, Moment, Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "dashboards",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words),
        sa.Column("description", Words, nullable=False),
        sa.Column("search_text", Words, nullable=False),
        sa.Column("pinned", sa.Boolean(), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("creation_mode", Words, nullable=False),
        sa.Column("filters", JsonValue, nullable=False),
        sa.Column("variables", JsonValue, nullable=False),
        sa.Column("breakdown_colors", JsonValue),
        sa.Column("data_color_theme_id", Id),
        sa.Column("restriction_level", sa.Integer(), nullable=False),
        sa.Column("quick_filter_ids", JsonValue, nullable=False),
        sa.Column("folder", Words),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("last_accessed_at", Moment),
        sa.Column("last_refresh", Moment),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_dashboards_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_dashboards_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dashboards"),
        sa.UniqueConstraint("team_id", "id", name="uq_dashboards_team_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "insights",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("short_id", Words, nullable=False),
        sa.Column("name", Words),
        sa.Column("derived_name", Words),
        sa.Column("description", Words),
        sa.Column("search_text", Words, nullable=False),
        sa.Column("query", JsonValue),
        sa.Column("order", sa.Integer()),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("saved", sa.Boolean(), nullable=False),
        sa.Column("favorited", sa.Boolean(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("folder", Words),
        sa.Column("created_at", Moment, nullable=False),
        sa.Column("created_by", Id),
        sa.Column("updated_at", Moment, nullable=False),
        sa.Column("last_modified_at", Moment, nullable=False),
        sa.Column("last_modified_by", Id),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_insights_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["last_modified_by"], ["users.id"], name="fk_insights_last_modified_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_insights_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_insights"),
        sa.UniqueConstraint("team_id", "id", name="uq_insights_team_id_id"),
        sa.UniqueConstraint("team_id", "short_id", name="uq_insights_team_id_short_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_insights_team_id_last_modified_at", "insights", ["team_id", "last_modified_at"])
    op.create_table(
        "texts",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("body", Words),
        sa.Column("created_by", Id),
        sa.Column("last_modified_at", Moment, nullable=False),
        sa.Column("last_modified_by", Id),
        sa.ForeignKeyConstraint(["created_by"], ["users.id"], name="fk_texts_created_by", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["last_modified_by"], ["users.id"], name="fk_texts_last_modified_by", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_texts_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_texts"),
        sa.UniqueConstraint("team_id", "id", name="uq_texts_team_id_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dashboard_tiles",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("dashboard_id", Id, nullable=False),
        sa.Column("insight_id", Id),
        sa.Column("text_id", Id),
        sa.Column("layouts", JsonValue, nullable=False),
        sa.Column("color", Words),
        sa.Column("filters_overrides", JsonValue, nullable=False),
        sa.Column("show_description", sa.Boolean()),
        sa.Column("transparent_background", sa.Boolean()),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(insight_id IS NULL) <> (text_id IS NULL)", name="ck_dashboard_tiles_one_content"),
        sa.ForeignKeyConstraint(
            ["team_id", "dashboard_id"],
            ["dashboards.team_id", "dashboards.id"],
            name="fk_dashboard_tiles_team_id_dashboard_id",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "insight_id"],
            ["insights.team_id", "insights.id"],
            name="fk_dashboard_tiles_team_id_insight_id",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "text_id"], ["texts.team_id", "texts.id"], name="fk_dashboard_tiles_team_id_text_id"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_dashboard_tiles_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_dashboard_tiles"),
        sa.UniqueConstraint("dashboard_id", "insight_id", name="uq_dashboard_tiles_dashboard_id_insight_id"),
        sa.UniqueConstraint("dashboard_id", "text_id", name="uq_dashboard_tiles_dashboard_id_text_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dashboard_tiles_insight_id", "dashboard_tiles", ["insight_id"])
    op.create_index("ix_dashboard_tiles_text_id", "dashboard_tiles", ["text_id"])
    op.create_table(
        "tags",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("team_id", Id, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_tags_team_id"),
        sa.PrimaryKeyConstraint("id", name="pk_tags"),
        sa.UniqueConstraint("team_id", "id", name="uq_tags_team_id_id"),
        sa.UniqueConstraint("team_id", "name", name="uq_tags_team_id_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "dashboard_tags",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("tag_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "item_id"],
            ["dashboards.team_id", "dashboards.id"],
            name="fk_dashboard_tags_team_id_item_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "tag_id"], ["tags.team_id", "tags.id"], name="fk_dashboard_tags_team_id_tag_id"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_dashboard_tags_team_id"),
        sa.PrimaryKeyConstraint("item_id", "tag_id", name="pk_dashboard_tags"),
    )
    op.create_index("ix_dashboard_tags_tag_id", "dashboard_tags", ["tag_id"])
    op.create_table(
        "insight_tags",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("item_id", Id, nullable=False),
        sa.Column("tag_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "item_id"],
            ["insights.team_id", "insights.id"],
            name="fk_insight_tags_team_id_item_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "tag_id"], ["tags.team_id", "tags.id"], name="fk_insight_tags_team_id_tag_id"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_insight_tags_team_id"),
        sa.PrimaryKeyConstraint("item_id", "tag_id", name="pk_insight_tags"),
    )
    op.create_index("ix_insight_tags_tag_id", "insight_tags", ["tag_id"])
    op.create_table(
        "event_definition_tags",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "item_id"],
            ["event_definitions.team_id", "event_definitions.id"],
            name="fk_event_definition_tags_team_id_item_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "tag_id"], ["tags.team_id", "tags.id"], name="fk_event_definition_tags_team_id_tag_id"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_event_definition_tags_team_id"),
        sa.PrimaryKeyConstraint("item_id", "tag_id", name="pk_event_definition_tags"),
    )
    op.create_index("ix_event_definition_tags_tag_id", "event_definition_tags", ["tag_id"])
    op.create_table(
        "property_definition_tags",
        sa.Column("team_id", Id, nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("tag_id", Id, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id", "item_id"],
            ["property_definitions.team_id", "property_definitions.id"],
            name="fk_property_definition_tags_team_id_item_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id", "tag_id"], ["tags.team_id", "tags.id"], name="fk_property_definition_tags_team_id_tag_id"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["projects.id"], name="fk_property_definition_tags_team_id"),
        sa.PrimaryKeyConstraint("item_id", "tag_id", name="pk_property_definition_tags"),
    )
    op.create_index("ix_property_definition_tags_tag_id", "property_definition_tags", ["tag_id"])


def downgrade() -> None:
    for table in (
        "property_definition_tags",
        "event_definition_tags",
        "insight_tags",
        "dashboard_tags",
        "tags",
        "dashboard_tiles",
        "texts",
        "insights",
        "dashboards",
    ):
        op.drop_table(table)
