"""Dashboard templates that a project made itself; the built-in ones are files (contract 50)."""

from sqlalchemy import Boolean, Column, Index, Table, Uuid, text

from hedgerow.store.column_types import JsonValue, Moment, Words
from hedgerow.store.tables.metadata import METADATA, team_column, user_column

dashboard_templates = Table(
    "dashboard_templates",
    METADATA,
    Column("id", Uuid, primary_key=True),
    team_column(),
    Column("template_name", Words, nullable=False),
    Column("dashboard_description", Words, nullable=False),
    Column("dashboard_filters", JsonValue, nullable=False),
    Column("tags", JsonValue, nullable=False),
    Column("tiles", JsonValue, nullable=False),
    Column("variables", JsonValue),
    Column("image_url", Words),
    Column("is_featured", Boolean, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    user_column("created_by"),
    # TMPL-32: a deleted template gives its name free.
    Index(
        "uq_dashboard_templates_team_id_template_name",
        "team_id",
        "template_name",
        unique=True,
        sqlite_where=text("deleted = 0"),
        postgresql_where=text("NOT deleted"),
    ),
)
