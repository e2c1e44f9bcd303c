"""Which insights a list shows, and in which order (NB-20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from hedgerow.store.reading import contains
from hedgerow.store.repositories.tag_links import has_any_tag, has_tag_containing
from hedgerow.store.tables.dashboards import dashboard_tiles, dashboards, insights
from hedgerow.vocab.tags import Taggable

_ORDERS: dict[str, ColumnElement[Any]] = {
    "id": insights.c.id,
    "name": insights.c.name,
    "order": insights.c.order,
    "created_at": insights.c.created_at,
    "updated_at": insights.c.updated_at,
    "last_modified_at": insights.c.last_modified_at,
}

_MOST_WRAPPERS = 5
"""How deep a stored query's innermost node can lie."""


class InsightKind(StrEnum):
    """What a list can ask for: the six insight kinds, SQL, and JSON for every other query."""

    TRENDS = "TRENDS"
    FUNNELS = "FUNNELS"
    RETENTION = "RETENTION"
    PATHS = "PATHS"
    STICKINESS = "STICKINESS"
    LIFECYCLE = "LIFECYCLE"
    SQL = "SQL"
    JSON = "JSON"


_NODES = {
    InsightKind.TRENDS: "TrendsQuery",
    InsightKind.FUNNELS: "FunnelsQuery",
    InsightKind.RETENTION: "RetentionQuery",
    InsightKind.PATHS: "PathsQuery",
    InsightKind.STICKINESS: "StickinessQuery",
    InsightKind.LIFECYCLE: "LifecycleQuery",
    InsightKind.SQL: "HogQLQuery",
}
"""The innermost node of each kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InsightFilter:
    """What NB-20 lets a list ask for; None means no matter.

    ``dashboards``: on **all** of them. ``tags``: **any** of them. Each pair of dates bounds a closed range.
    """

    short_id: str | None = None
    search: str | None = None
    saved: bool | None = None
    favorited: bool | None = None
    created_by: Sequence[int] | None = None
    kind: InsightKind | None = None
    dashboards: Sequence[int] | None = None
    tags: Sequence[str] | None = None
    modified_from: datetime | None = None
    modified_to: datetime | None = None
    created_from: datetime | None = None
    created_to: datetime | None = None


ALL_INSIGHTS = InsightFilter()
"""Leaves nothing out but what is deleted."""


def insight_conditions(team_id: int, wanted: InsightFilter) -> list[ColumnElement[bool]]:
    """The conditions for the project's undeleted insights that ``wanted`` describes."""
    table = insights.c
    conditions: list[ColumnElement[bool]] = [table.team_id == team_id, table.deleted.is_(False)]
    if wanted.short_id is not None:
        conditions.append(table.short_id == wanted.short_id)
    if wanted.saved is not None:
        conditions.append(table.saved.is_(wanted.saved))
    if wanted.favorited is not None:
        conditions.append(table.favorited.is_(wanted.favorited))
    if wanted.created_by is not None:
        conditions.append(table.created_by.in_(wanted.created_by))
    if wanted.kind is not None:
        conditions.append(_is_of(wanted.kind))
    if wanted.tags is not None:
        conditions.append(has_any_tag(Taggable.INSIGHT, table.id, wanted.tags))
    if wanted.search and (words := wanted.search.strip()):
        tagged = has_tag_containing(Taggable.INSIGHT, table.id, words)
        conditions.append(or_(contains(table.search_text, words), tagged))
    conditions += [_shows_on(dashboard_id) for dashboard_id in dict.fromkeys(wanted.dashboards or ())]
    return conditions + _dates(wanted)


def insight_order(names: Sequence[str]) -> list[ColumnElement[Any]]:
    """The sort keys for names like ``-created_at``; unknown names are dropped. By default last modified first.

    Descending keys put nulls last, ascending ones first; the id, newest first, settles ties.
    """
    known = [name for name in names if name.removeprefix("-") in _ORDERS]
    keys: list[ColumnElement[Any]] = []
    for name in known or ["-last_modified_at"]:
        column = _ORDERS[name.removeprefix("-")]
        keys.append(column.desc().nulls_last() if name.startswith("-") else column.asc().nulls_first())
    return [*keys, insights.c.id.desc()]


def _dates(wanted: InsightFilter) -> list[ColumnElement[bool]]:
    modified, created = insights.c.last_modified_at, insights.c.created_at
    conditions: list[ColumnElement[bool]] = []
    if wanted.modified_from is not None:
        conditions.append(modified >= wanted.modified_from)
    if wanted.modified_to is not None:
        conditions.append(modified <= wanted.modified_to)
    if wanted.created_from is not None:
        conditions.append(created >= wanted.created_from)
    if wanted.created_to is not None:
        conditions.append(created <= wanted.created_to)
    return conditions


def _is_of(kind: InsightKind) -> ColumnElement[bool]:
    depths = reversed(range(_MOST_WRAPPERS + 1))
    innermost = func.coalesce(*(insights.c.query[(*(("source",) * depth), "kind")].as_string() for depth in depths))
    return innermost.not_in(_NODES.values()) if kind is InsightKind.JSON else innermost == _NODES[kind]


def _shows_on(dashboard_id: int) -> ColumnElement[bool]:
    tile = dashboard_tiles.c
    shown = select(tile.id).join(dashboards, dashboards.c.id == tile.dashboard_id)
    shown = shown.where(tile.insight_id == insights.c.id, tile.dashboard_id == dashboard_id)
    return shown.where(tile.deleted.is_(False), dashboards.c.deleted.is_(False)).exists()
