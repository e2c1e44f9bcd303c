"""Dashboards: listed, made, looked at and changed (contract 10)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hedgerow.base.errors import InvalidRequest
from hedgerow.services.access import AccessLevel, access_level, require_access
from hedgerow.services.dashboard_activity import log_change, log_creation
from hedgerow.services.dashboard_copies import copy_tiles, copy_views, duplicate_tiles
from hedgerow.services.dashboard_deletion import delete_dashboard, restore_dashboard
from hedgerow.services.dashboard_finding import FilledDashboard, filled, found_dashboard, seen_by
from hedgerow.services.dashboard_limit import require_room
from hedgerow.services.dashboard_templates import chosen_template
from hedgerow.services.dashboard_values import DashboardValues
from hedgerow.services.house import House, Visit
from hedgerow.services.quick_filters import existing_quick_filters, require_quick_filters
from hedgerow.services.template_building import build_tiles, template_values
from hedgerow.services.tile_changes import change_tiles
from hedgerow.services.unlisted_dashboards import require_restorable
from hedgerow.store.repositories.dashboard_filter import DashboardFilter
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Dashboard
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable
from hedgerow.vocab.templates import TemplateDocument

_STORED = (
    "name", "description", "pinned", "last_accessed_at", "breakdown_colors", "data_color_theme_id", "restriction_level",
    "last_refresh", "quick_filter_ids", "filters", "variables", "folder",
)  # fmt: skip
_INHERITED = ("filters", "variables", "breakdown_colors", "data_color_theme_id")
"""What a copy of a dashboard takes over, unless its maker says otherwise (DASH-103)."""


def dashboards_page(house: House, visit: Visit, page: PageRequest, filters: DashboardFilter) -> Page[Dashboard]:
    """A slice of the project's dashboards that ``filters`` describes (DASH-90..93)."""
    with house.store.read() as tx:
        found = tx.dashboards.page(visit.project.id, page, filters)
        return Page(seen_by(tx, visit, found.items), found.count)


def create_dashboard(house: House, visit: Visit, values: DashboardValues) -> FilledDashboard:
    """A new dashboard of the caller's: empty, made from a template or copied from another (DASH-100..109).

    What ``values`` say wins over the template and over the other dashboard.

    Raises InvalidRequest when something it names does not exist or the project is full; nothing is made then.
    """
    _require_usable(values)
    team, now = visit.project.id, house.clock()
    with house.store.write() as tx:
        require_room(tx, house, visit)
        require_quick_filters(tx, visit, values.get("quick_filter_ids", ()))
        template, source = _template(tx, house, visit, values), _source(tx, visit, values)
        own = _said_by(template) | _inherited(tx, visit, source) | _chosen(values, _STORED)
        mode = "template" if template else "default" if source is None else "duplicate"
        made = tx.dashboards.create(team, created_by=visit.caller.user.id, now=now, creation_mode=mode, **own)
        if tags := values.get("tags", template.tags if template else ()):
            tx.tags.replace(team, Taggable.DASHBOARD, {made.id: tags})
        if template is not None:
            build_tiles(tx, visit, made.id, template, now)
        if source is not None:
            contents = values.get("copy_contents", False)
            copy_tiles(tx, visit, source.id, made.id, contents=contents, now=now)
            copy_views(tx, visit, source.id, made.id, now)
        change_tiles(tx, visit, made.id, values.get("tiles", ()), now)
        if values.get("deleted"):
            delete_dashboard(tx, visit, made.id, with_insights=False, now=now)
        log_creation(tx, visit, made, now)
        return filled(tx, visit, made.id)


def change_dashboard(house: House, visit: Visit, dashboard_id: int, values: DashboardValues) -> FilledDashboard:
    """A dashboard with ``values`` written, its tiles included, all or nothing (DASH-30..58).

    A deleted one is found only to restore it. Raises NotFound, PermissionDenied or InvalidRequest.
    """
    _require_usable(values)
    with house.store.write() as tx:
        with_deleted = values.get("deleted") is False
        found = found_dashboard(tx, visit, dashboard_id, AccessLevel.EDITOR, with_deleted=with_deleted)
        return _write(tx, house, visit, found, values, house.clock())


def change_dashboards(house: House, visit: Visit, ids: Sequence[int], values: DashboardValues) -> tuple[int, ...]:
    """The same for those of ``ids`` that the caller may change; which those were. All of them or none.

    Deleted ones are found to restore them, and to file them: they move along with a folder, and back.
    """
    with_deleted = values.get("deleted") is False or values.keys() == {"folder"}
    with house.store.write() as tx:
        found = tx.dashboards.get_many(visit.project.id, ids, with_deleted=with_deleted)
        usable = [one for one in found if access_level(visit.caller, one.created_by) >= AccessLevel.EDITOR]
        now = house.clock()
        for one in usable:
            _write(tx, house, visit, one, values, now)
    return tuple(one.id for one in usable)


def _write(
    tx: Transaction, house: House, visit: Visit, found: Dashboard, values: DashboardValues, now: datetime
) -> FilledDashboard:
    """``found`` with ``values`` written and the change logged."""
    team, dashboard_id, deleted = visit.project.id, found.id, values.get("deleted")
    if "restriction_level" in values:
        require_access(visit.caller, found.created_by, AccessLevel.MANAGER)
    require_quick_filters(tx, visit, values.get("quick_filter_ids", ()))
    before = (found, tx.tiles.on_dashboard(team, dashboard_id))
    if deleted is False and found.deleted:
        require_restorable(tx, house, visit, found, values.get("tags", found.tags))
        restore_dashboard(tx, visit, dashboard_id, now=now)
    if changes := _chosen(values, _STORED):
        tx.dashboards.update(team, dashboard_id, **changes)
    if "tags" in values:
        tx.tags.replace(team, Taggable.DASHBOARD, {dashboard_id: values["tags"]})
    if values.get("tiles"):
        change_tiles(tx, visit, dashboard_id, values["tiles"], now)
    if values.get("duplicate_tiles"):
        duplicate_tiles(tx, visit, dashboard_id, values["duplicate_tiles"], now)
    if deleted:
        with_insights = values.get("delete_insights", False)
        delete_dashboard(tx, visit, dashboard_id, with_insights=with_insights, now=now)
    after = filled(tx, visit, dashboard_id)
    log_change(tx, visit, before, (after.dashboard, after.tiles), now)
    return after


def _require_usable(values: DashboardValues) -> None:
    """Raise InvalidRequest for values that contradict each other or name what no project has."""
    if values.get("use_template") and values.get("use_dashboard") is not None:
        raise InvalidRequest("A dashboard is made from a template or from a dashboard, not from both.")
    if values.get("data_color_theme_id") is not None:
        raise InvalidRequest("There is no such colour theme.", code="does_not_exist", attr="data_color_theme_id")


def _template(tx: Transaction, house: House, visit: Visit, values: DashboardValues) -> TemplateDocument | None:
    wanted = values.get("use_template")
    return chosen_template(tx, house, visit, wanted) if wanted else None


def _said_by(template: TemplateDocument | None) -> dict[str, Any]:
    return {} if template is None else template_values(template)


def _source(tx: Transaction, visit: Visit, values: DashboardValues) -> Dashboard | None:
    wanted = values.get("use_dashboard")
    if wanted is None:
        return None
    source = tx.dashboards.get(visit.project.id, wanted)
    if source is None:
        raise InvalidRequest(f"There is no dashboard {wanted}.", attr="use_dashboard")
    require_access(visit.caller, source.created_by, AccessLevel.VIEWER)
    return source


def _inherited(tx: Transaction, visit: Visit, source: Dashboard | None) -> dict[str, Any]:
    if source is None:
        return {}
    there = existing_quick_filters(tx, visit, source.quick_filter_ids)
    return {**{field: getattr(source, field) for field in _INHERITED}, "quick_filter_ids": there}


def _chosen(values: Mapping[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: values[field] for field in fields if field in values}
