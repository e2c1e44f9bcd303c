"""Which dashboards a list shows, and in which order (contract 10 §8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from hedgerow.store.reading import contains
from hedgerow.store.repositories.sharing import is_shared
from hedgerow.store.repositories.tag_links import has_any_tag, has_tag_containing
from hedgerow.store.tables.dashboards import dashboard_visits, dashboards
from hedgerow.vocab.folders import SEPARATOR
from hedgerow.vocab.tags import Taggable

_TABLE = dashboards.c

DASHBOARD_ORDERS = ("name", "created_at", "last_accessed_at", "last_viewed_at")
"""What a list can be sorted by, with `-` in front descending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardFilter:
    """What contract 10 §8 and the list of the web app ask for; None means no matter.

    Without ``creation_mode`` unlisted ones are left out. ``folder``: in it or below. ``deleted``: those instead of
    the others. ``viewer`` is whose last looks `last_viewed_at` sorts by.
    """

    tags: Sequence[str] | None = None
    creation_mode: str | None = None
    without_name_prefix: str | None = None
    search: str | None = None
    created_by: Sequence[int] | None = None
    pinned: bool | None = None
    is_shared: bool | None = None
    folder: str | None = None
    deleted: bool = False
    order: str | None = None
    viewer: int | None = None


LISTED_DASHBOARDS = DashboardFilter()
"""Leaves out what is deleted or unlisted."""


def dashboard_conditions(team_id: int, wanted: DashboardFilter) -> list[ColumnElement[bool]]:
    """The conditions for the project's dashboards that ``wanted`` describes."""
    conditions: list[ColumnElement[bool]] = [_TABLE.team_id == team_id, _TABLE.deleted.is_(wanted.deleted)]
    if wanted.creation_mode is None:
        conditions.append(_TABLE.creation_mode != "unlisted")
    else:
        conditions.append(_TABLE.creation_mode == wanted.creation_mode)
    if wanted.without_name_prefix is not None:
        named_so = _TABLE.name.startswith(wanted.without_name_prefix, autoescape=True)
        conditions.append(or_(_TABLE.name.is_(None), ~named_so))
    if wanted.tags is not None:
        conditions.append(has_any_tag(Taggable.DASHBOARD, _TABLE.id, wanted.tags))
    if wanted.search and (words := wanted.search.strip()):
        tagged = has_tag_containing(Taggable.DASHBOARD, _TABLE.id, words)
        conditions.append(or_(contains(_TABLE.search_text, words), tagged))
    if wanted.created_by is not None:
        conditions.append(_TABLE.created_by.in_(wanted.created_by))
    if wanted.pinned is not None:
        conditions.append(_TABLE.pinned.is_(wanted.pinned))
    if wanted.is_shared is not None:
        shared = is_shared(_TABLE.id)
        conditions.append(shared if wanted.is_shared else ~shared)
    if wanted.folder is not None:
        conditions.append(in_folder(wanted.folder))
    return conditions


def dashboard_order(wanted: DashboardFilter) -> list[ColumnElement[Any]]:
    """The sort keys: pinned first, then by name, unless ``wanted`` names another order; nulls last, ties by id."""
    by_name = [_TABLE.name.asc().nulls_last(), _TABLE.id.asc()]
    if wanted.order is None:
        return [_TABLE.pinned.desc(), *by_name]
    name = wanted.order.removeprefix("-")
    column = _last_looks(wanted.viewer) if name == "last_viewed_at" else _TABLE[name]
    chosen = column.desc() if wanted.order.startswith("-") else column.asc()
    return [chosen.nulls_last(), *by_name]


def in_folder(path: str) -> ColumnElement[bool]:
    """Whether a dashboard is filed in the folder ``path`` or in one below it."""
    above = path + SEPARATOR
    return or_(_TABLE.folder == path, func.substr(_TABLE.folder, 1, len(above)) == above)  # SQLite's LIKE knows no case


def _last_looks(viewer: int | None) -> ColumnElement[Any]:
    looks = select(dashboard_visits.c.visited_at)
    here = (dashboard_visits.c.dashboard_id == _TABLE.id, dashboard_visits.c.user_id == viewer)
    return looks.where(*here).scalar_subquery()
