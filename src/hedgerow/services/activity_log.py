"""The activity log: what was done, by whom, and for how long that is remembered (LOG-1)."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from hedgerow.services.house import House, Visit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.activity import ActivityEntry
from hedgerow.vocab.pages import Page, PageRequest

Changes = list[dict[str, Any]]


def activity_page(
    house: House,
    visit: Visit,
    page: PageRequest,
    *,
    scope: str | None,
    item_id: str | None,
    activity: str | None,
    user_id: int | None,
    since: datetime | None,
    until: datetime | None,
) -> Page[ActivityEntry]:
    """A slice of what was done in the project, latest first; each filter that is not None narrows it."""
    with house.store.read() as tx:
        return tx.activity.page(
            visit.project.id,
            page,
            scope=scope,
            item_id=item_id,
            activity=activity,
            user_id=user_id,
            since=since,
            until=until,
        )


def log_activity(
    tx: Transaction,
    visit: Visit,
    scope: str,
    activity: str,
    items: Mapping[str, tuple[str | None, Changes]],
    now: datetime,
) -> None:
    """Note that the caller did ``activity`` to ``items``, which maps ids to names and changes (TAG-22)."""
    details = {item_id: {"name": name, "changes": changes} for item_id, (name, changes) in items.items()}
    user = visit.caller.user.id
    tx.activity.add_many(visit.project.id, scope=scope, activity=activity, user_id=user, details=details, now=now)


def log_for_organization(
    tx: Transaction,
    user_id: int,
    scope: str,
    activity: str,
    item: tuple[str, str],
    changes: Changes,
    now: datetime,
    *,
    projects: Collection[int] = (),
) -> None:
    """Note what a user did to ``item``, an id and a name, that belongs to no project.

    It stands in the log of every project, or of ``projects`` when it concerns those only.
    """
    item_id, name = item
    detail = {"name": name, "changes": changes}
    for project in tx.projects.all():
        if not projects or project.id in projects:
            tx.activity.add(
                project.id, scope=scope, item_id=item_id, activity=activity, user_id=user_id, detail=detail, now=now
            )


def prune_activity(house: House) -> int:
    """Drop the lines that are older than the setting `activity_days`; how many that were. 0 days keep all."""
    if not house.settings.activity_days:
        return 0
    with house.store.write() as tx:
        return tx.activity.drop_before(house.clock() - timedelta(days=house.settings.activity_days))
