"""Insights: saved questions, found, made and changed (NB-20..27)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict, cast

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.services.access import AccessLevel, require_access
from hedgerow.services.house import House, Visit
from hedgerow.services.saved_queries import require_understood
from hedgerow.store.repositories.insight_filter import InsightFilter
from hedgerow.store.repositories.insights import InsightChanges
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Insight
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable

_MODIFIES = {"name", "description", "query"}
"""Changes that count as a modification by somebody (NB-25)."""


class InsightValues(TypedDict, total=False):
    """What a client may write of an insight."""

    name: str | None
    derived_name: str | None
    description: str | None
    query: Mapping[str, Any] | None
    order: int | None
    deleted: bool
    saved: bool
    favorited: bool
    dashboards: Sequence[int] | None
    tags: Sequence[str]
    folder: str | None


def insights_page(
    house: House, visit: Visit, page: PageRequest, filters: InsightFilter, order: Sequence[str]
) -> Page[Insight]:
    """A slice of the project's insights without deleted ones (NB-20)."""
    with house.store.read() as tx:
        return tx.insights.page(visit.project.id, page, filters, order)


def require_insight(house: House, visit: Visit, insight_id: str) -> None:
    """Raise NotFound unless the project has this insight, deleted or not: its absence is told before a bad body."""
    with house.store.read() as tx:
        found_insight(tx, visit, insight_id, with_deleted=True)


def create_insight(house: House, visit: Visit, values: InsightValues) -> Insight:
    """A new insight, with a tile on each of its dashboards (NB-21..23).

    Raises MalformedRequest for a query nobody understands, InvalidRequest for an unknown dashboard,
    PermissionDenied where the caller may not edit one. Nothing is made then.
    """
    require_understood(values.get("query"))
    team, user, now = visit.project.id, visit.caller.user.id, house.clock()
    own: dict[str, Any] = {key: value for key, value in values.items() if key not in {"dashboards", "tags"}}
    with house.store.write() as tx:
        made = tx.insights.create(team, created_by=user, now=now, **own)
        _place(tx, visit, made.id, values.get("dashboards"), already=())
        if values.get("tags"):
            tx.tags.replace(team, Taggable.INSIGHT, {made.id: values["tags"]})
        return tx.insights.get(team, made.id, with_deleted=True) or made


def change_insight(house: House, visit: Visit, insight_id: str, values: InsightValues) -> Insight:
    """An insight with ``values`` written (NB-24..26). A deleted one is found only to restore it.

    Raises NotFound, and what `create_insight` raises; then nothing changes.
    """
    require_understood(values.get("query"))
    team, now = visit.project.id, house.clock()
    own: dict[str, Any] = {key: value for key, value in values.items() if key not in {"dashboards", "tags"}}
    changes = cast("InsightChanges", {"saved": True, "is_sample": False, **own})
    if _MODIFIES & values.keys():
        changes["last_modified_at"], changes["last_modified_by"] = now, visit.caller.user.id
    with house.store.write() as tx:
        insight = found_insight(tx, visit, insight_id, with_deleted=values.get("deleted") is False)
        require_access(visit.caller, insight.created_by, AccessLevel.EDITOR)
        tx.insights.update(team, insight.id, now=now, **changes)
        if "dashboards" in values:
            _place(tx, visit, insight.id, values["dashboards"] or (), already=insight.dashboards)
        if "tags" in values:
            tx.tags.replace(team, Taggable.INSIGHT, {insight.id: values["tags"]})
        return tx.insights.get(team, insight.id, with_deleted=True) or insight


def found_insight(tx: Transaction, visit: Visit, text: str, *, with_deleted: bool = False) -> Insight:
    """The project's insight with this id or short id; an all-digit text is tried as id first. Raises NotFound."""
    found = None
    if text.isascii() and text.isdigit() and len(text) <= 9:
        found = tx.insights.get(visit.project.id, int(text), with_deleted=with_deleted)
    found = found or tx.insights.by_short_id(visit.project.id, text, with_deleted=with_deleted)
    if found is None:
        raise NotFound
    return found


def _place(
    tx: Transaction, visit: Visit, insight_id: int, dashboards: Iterable[int] | None, *, already: Sequence[int]
) -> None:
    if dashboards is None:
        return
    wanted = list(dict.fromkeys(dashboards))
    for dashboard_id in wanted:
        if dashboard_id in already:
            continue
        dashboard = tx.dashboards.get(visit.project.id, dashboard_id) if dashboard_id < 2**31 else None
        if dashboard is None:
            raise InvalidRequest(
                f'Invalid pk "{dashboard_id}" - object does not exist.', code="does_not_exist", attr="dashboards"
            )
        require_access(visit.caller, dashboard.created_by, AccessLevel.EDITOR)
    tx.tiles.place_insight(visit.project.id, insight_id, wanted)
