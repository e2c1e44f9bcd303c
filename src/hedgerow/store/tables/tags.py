"""Tags: one name per project, linked to whatever carries it (TAG-1…3)."""

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, UniqueConstraint

from hedgerow.store.column_types import Id, Words
from hedgerow.store.tables.dashboards import dashboards, insights
from hedgerow.store.tables.definitions import event_definitions, property_definitions
from hedgerow.store.tables.metadata import METADATA, own_id, same_team, team_column, within_team

tags = Table(
    "tags",
    METADATA,
    own_id(),
    team_column(),
    Column("name", Words, nullable=False),
    within_team(),
    UniqueConstraint("team_id", "name"),
    sqlite_autoincrement=True,
)


def _links(name: str, target: Table) -> Table:
    return Table(
        name,
        METADATA,
        team_column(),
        Column("item_id", target.c.id.type, nullable=False),
        Column("tag_id", Id, nullable=False),
        PrimaryKeyConstraint("item_id", "tag_id"),
        same_team("item_id", target, ondelete="CASCADE"),
        same_team("tag_id", tags),
        Index(None, "tag_id"),
    )


dashboard_tags = _links("dashboard_tags", dashboards)
insight_tags = _links("insight_tags", insights)
event_definition_tags = _links("event_definition_tags", event_definitions)
property_definition_tags = _links("property_definition_tags", property_definitions)
