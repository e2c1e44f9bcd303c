"""Projects: making, finding and changing them (NB-3..5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from hedgerow.base.errors import InvalidRequest, MalformedRequest, NotFound
from hedgerow.base.ids import project_token
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.understand import understand
from hedgerow.services.access import visible_projects
from hedgerow.services.activity_log import log_activity, log_for_organization
from hedgerow.services.allowed_origins import allowed_origins
from hedgerow.services.house import House, Visit
from hedgerow.services.organizations import the_organization
from hedgerow.services.sealing import open_days
from hedgerow.store.repositories.projects import ProjectChanges
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.people import Caller
from hedgerow.vocab.projects import Project

SCOPE = "Project"
DEFAULT_NAME = "Default project"
DEFAULT_TIMEZONE = "UTC"

_LOGGED = (
    "name", "api_token", "timezone", "week_start_day", "test_account_filters", "primary_dashboard_id", "app_urls",
)  # fmt: skip

_NO_PLACES = {"localtime", "Factory", "posixrules"}


def create_project(
    store: Store,
    *,
    name: str,
    now: datetime,
    timezone: str = DEFAULT_TIMEZONE,
    week_start_day: int = 0,
    test_account_filters: Sequence[Mapping[str, Any]] = (),
    is_demo: bool = False,
    created_by: int | None = None,
) -> Project:
    """A new project with a token of its own; raises InvalidRequest for a time zone nobody knows."""
    require_timezone(timezone)
    _require_filters(test_account_filters, now)
    with store.write() as tx:
        made = tx.projects.create(
            organization_id=the_organization(tx).id,
            name=name,
            api_token=project_token(),
            now=now,
            timezone=timezone,
            week_start_day=week_start_day,
            test_account_filters=test_account_filters,
            is_demo=is_demo,
        )
        if created_by is not None:
            item = (str(made.id), made.name)
            log_for_organization(tx, created_by, SCOPE, "created", item, [], now, projects=(made.id,))
    return made


def projects_of(house: House, caller: Caller) -> tuple[Project, ...]:
    """The projects ``caller`` sees, oldest first (NB-3)."""
    with house.store.read() as tx:
        return visible_projects(caller, tx.projects.all())


def change_project(house: House, visit: Visit, changes: ProjectChanges) -> Project:
    """The visited project with ``changes`` made; raises InvalidRequest naming what cannot be."""
    if "timezone" in changes:
        require_timezone(changes["timezone"])
    _require_filters(changes.get("test_account_filters", ()), house.clock())
    if "app_urls" in changes:
        changes = {**changes, "app_urls": allowed_origins(changes["app_urls"])}
    with house.store.write() as tx:
        dashboard = changes.get("primary_dashboard_id")
        if dashboard is not None and not _is_dashboard(tx, visit.project.id, dashboard):
            raise InvalidRequest("There is no such dashboard.", code="does_not_exist", attr="primary_dashboard")
        if "timezone" in changes:
            open_days(tx, visit.project.id)
        changed = _changed(tx, house, visit, "updated", changes)
    house.tokens.forget()
    house.runner.forget_definitions(changed.id)
    return changed


def reset_token(house: House, visit: Visit) -> Project:
    """The visited project with a new token; the one it had works on for the time that the settings grant it."""
    now, grace = house.clock(), timedelta(seconds=house.settings.project_token_grace_seconds)
    with house.store.write() as tx:
        project = _found(tx, visit)
        token = ProjectChanges(
            api_token=project_token(),
            previous_api_token=project.api_token,
            previous_token_expires_at=now + grace,
        )
        changed = _changed(tx, house, visit, "token reset", token)
    house.tokens.forget()
    return changed


def _changed(tx: Transaction, house: House, visit: Visit, activity: str, changes: ProjectChanges) -> Project:
    """The project with ``changes`` made, and a line of what they were in the activity log."""
    before, now = _found(tx, visit), house.clock()
    tx.projects.update(before.id, now=now, **changes)
    after = _found(tx, visit)
    differences = changes_between(*({field: getattr(one, field) for field in _LOGGED} for one in (before, after)))
    if differences:
        log_activity(tx, visit, SCOPE, activity, {str(after.id): (after.name, differences)}, now)
    return after


def _found(tx: Transaction, visit: Visit) -> Project:
    found = tx.projects.get(visit.project.id)
    if found is None:
        raise NotFound
    return found


def _is_dashboard(tx: Transaction, project_id: int, dashboard_id: int) -> bool:
    """Whether the project has this dashboard; a number that fits no database is none."""
    return 0 < dashboard_id < 2**31 and tx.dashboards.get(project_id, dashboard_id) is not None


def require_timezone(name: str) -> None:
    """Raise InvalidRequest unless ``name`` is an IANA time zone."""
    if name not in _timezones():
        raise InvalidRequest(f'"{name}" is not a valid choice.', code="invalid_choice", attr="timezone")


def _require_filters(filters: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """Raise InvalidRequest unless queries can use each of ``filters`` (EN-23); one of a kind to come passes."""
    context = Context(team_id=0, timezone=DEFAULT_TIMEZONE, now=now)
    for each in filters:
        query: dict[str, Any] = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode"}], "properties": [dict(each)]}
        try:
            plan(understand(query), context)
        except NotSupportedYet:
            continue
        except (MalformedRequest, InvalidRequest) as error:
            raise InvalidRequest(error.detail, attr="test_account_filters") from None


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones() - _NO_PLACES)
