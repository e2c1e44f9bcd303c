"""Insights read whole: with their tags, places and people, in a fixed number of statements."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from hedgerow.store.reading import in_batches
from hedgerow.store.repositories.authors import authors
from hedgerow.store.repositories.tag_links import tags_of
from hedgerow.store.repositories.tile_places import Places, places_of
from hedgerow.store.tables.dashboards import dashboard_tiles, insights
from hedgerow.vocab.dashboards import Insight
from hedgerow.vocab.tags import Taggable


def insights_by_id(connection: Connection, team_id: int, ids: Iterable[int | None]) -> dict[int, Insight]:
    """The project's insights with these ids, deleted ones too."""
    rows: list[Row[Any]] = []
    for batch in in_batches({number for number in ids if number is not None}):
        query = select(insights).where(insights.c.team_id == team_id, insights.c.id.in_(batch))
        rows += connection.execute(query)
    return {insight.id: insight for insight in insight_records(connection, team_id, rows)}


def insight_records(connection: Connection, team_id: int, rows: Sequence[Row[Any]]) -> list[Insight]:
    """The insights in ``rows`` of the insights table, in their order."""
    ids = [row.id for row in rows]
    tags = tags_of(connection, team_id, Taggable.INSIGHT, ids)
    places = places_of(connection, team_id, dashboard_tiles.c.insight_id, ids)
    people = authors(connection, (user for row in rows for user in (row.created_by, row.last_modified_by)))
    return [
        Insight(
            id=row.id,
            short_id=row.short_id,
            team_id=row.team_id,
            name=row.name,
            derived_name=row.derived_name,
            description=row.description,
            query=row.query,
            order=row.order,
            deleted=row.deleted,
            saved=row.saved,
            favorited=row.favorited,
            is_sample=row.is_sample,
            tags=tags[row.id],
            dashboards=places.get(row.id, Places()).dashboards,
            places=places.get(row.id, Places()).all,
            created_at=row.created_at,
            created_by=people.get(row.created_by),
            updated_at=row.updated_at,
            last_modified_at=row.last_modified_at,
            last_modified_by=people.get(row.last_modified_by),
        )
        for row in rows
    ]
