"""Saved questions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, insert, select, update

from hedgerow.base.ids import short_id
from hedgerow.store.reading import in_batches, slice_and_count
from hedgerow.store.repositories.insight_filter import ALL_INSIGHTS, InsightFilter, insight_conditions, insight_order
from hedgerow.store.repositories.insight_records import insight_records, insights_by_id
from hedgerow.store.tables.dashboards import dashboard_tiles, dashboards, insights
from hedgerow.vocab.dashboards import Insight, JsonObject
from hedgerow.vocab.pages import Page, PageRequest


class InsightChanges(TypedDict, total=False):
    """What `Insights.update` can change; tags go through `Tags.replace`, dashboards through `Tiles.place_insight`."""

    name: str | None
    derived_name: str | None
    description: str | None
    query: JsonObject | None
    order: int | None
    deleted: bool
    saved: bool
    favorited: bool
    is_sample: bool
    folder: str | None
    last_modified_at: datetime
    last_modified_by: int | None


class Insights:
    """Creates, finds, lists and changes insights of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(
        self,
        team_id: int,
        *,
        created_by: int | None,
        now: datetime,
        name: str | None = None,
        derived_name: str | None = None,
        description: str | None = None,
        query: JsonObject | None = None,
        order: int | None = None,
        deleted: bool = False,
        saved: bool = False,
        favorited: bool = False,
        is_sample: bool = False,
        folder: str | None = None,
    ) -> Insight:
        """A new insight on no dashboard, with a short id of its own (NB-21)."""
        values = {
            "team_id": team_id,
            "short_id": short_id(),
            "name": name,
            "derived_name": derived_name,
            "description": description,
            "search_text": _search_text(name, derived_name, description),
            "query": None if query is None else dict(query),
            "order": order,
            "deleted": deleted,
            "saved": saved,
            "favorited": favorited,
            "is_sample": is_sample,
            "folder": folder,
            "created_at": now,
            "created_by": created_by,
            "updated_at": now,
            "last_modified_at": now,
            "last_modified_by": created_by,
        }
        row = self._connection.execute(insert(insights).values(values).returning(*insights.c)).one()
        return insight_records(self._connection, team_id, [row])[0]

    def get(self, team_id: int, insight_id: int, *, with_deleted: bool = False) -> Insight | None:
        """The project's insight with this id; a soft-deleted one only on request (NB-26)."""
        return self._one(team_id, insights.c.id == insight_id, with_deleted=with_deleted)

    def by_short_id(self, team_id: int, text: str, *, with_deleted: bool = False) -> Insight | None:
        """The project's insight with this short id."""
        return self._one(team_id, insights.c.short_id == text, with_deleted=with_deleted)

    def get_many(self, team_id: int, ids: Iterable[int], *, with_deleted: bool = False) -> tuple[Insight, ...]:
        """Those of ``ids`` that are insights of the project, by ascending id."""
        found = insights_by_id(self._connection, team_id, ids)
        return tuple(found[number] for number in sorted(found) if with_deleted or not found[number].deleted)

    def page(
        self,
        team_id: int,
        page: PageRequest,
        filters: InsightFilter = ALL_INSIGHTS,
        order: Sequence[str] = (),
    ) -> Page[Insight]:
        """A slice of the project's undeleted insights, sorted as `insight_order` says (NB-20)."""
        query = select(insights).where(*insight_conditions(team_id, filters))
        rows, count = slice_and_count(self._connection, query, insight_order(order), page)
        return Page(insight_records(self._connection, team_id, rows), count)

    def update(self, team_id: int, insight_id: int, *, now: datetime, **changes: Unpack[InsightChanges]) -> bool:
        """Change an insight, deleted or not; whether there is one. ``updated_at`` becomes ``now``."""
        here = (insights.c.team_id == team_id, insights.c.id == insight_id)
        names = select(insights.c.name, insights.c.derived_name, insights.c.description).where(*here)
        row = self._connection.execute(names.with_for_update()).one_or_none()
        if row is None:
            return False
        values: dict[str, Any] = {**changes, "updated_at": now}
        if changes.get("query") is not None:
            values["query"] = dict(values["query"])
        values["search_text"] = _search_text(
            changes.get("name", row.name),
            changes.get("derived_name", row.derived_name),
            changes.get("description", row.description),
        )
        self._connection.execute(update(insights).where(*here).values(**values))
        return True

    def set_deleted(self, team_id: int, ids: Iterable[int], *, deleted: bool, now: datetime) -> None:
        """Soft-delete or restore insights of the project; other ids are ignored (DASH-43, DASH-44)."""
        for batch in in_batches(set(ids)):
            these = update(insights).where(insights.c.team_id == team_id, insights.c.id.in_(batch))
            self._connection.execute(these.values(deleted=deleted, updated_at=now))

    def ids_on_dashboard(self, team_id: int, dashboard_id: int, *, only_there: bool = False) -> tuple[int, ...]:
        """The insights with a tile on a dashboard, deleted tiles too, ascending (DASH-44).

        ``only_there``: those whose tile there is not deleted, and is their only one on a dashboard that is not
        deleted (DASH-43).
        """
        tile = dashboard_tiles.c
        here = select(tile.insight_id).where(
            tile.team_id == team_id, tile.dashboard_id == dashboard_id, tile.insight_id.is_not(None)
        )
        if only_there:
            other = dashboard_tiles.alias()
            elsewhere = (
                select(other.c.id)
                .join(dashboards, dashboards.c.id == other.c.dashboard_id)
                .where(other.c.insight_id == tile.insight_id, other.c.dashboard_id != dashboard_id)
                .where(other.c.deleted.is_(False), dashboards.c.deleted.is_(False))
            )
            here = here.where(tile.deleted.is_(False), ~elsewhere.exists())
        return tuple(self._connection.execute(here.order_by(tile.insight_id)).scalars())

    def _one(self, team_id: int, condition: ColumnElement[bool], *, with_deleted: bool) -> Insight | None:
        query = select(insights).where(insights.c.team_id == team_id, condition)
        if not with_deleted:
            query = query.where(insights.c.deleted.is_(False))
        rows = self._connection.execute(query).all()
        return next(iter(insight_records(self._connection, team_id, rows)), None)


def _search_text(name: str | None, derived_name: str | None, description: str | None) -> str:
    return "\n".join(part for part in (name, derived_name, description) if part).casefold()
