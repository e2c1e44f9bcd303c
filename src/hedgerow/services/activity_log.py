"""The activity log: what was done, by whom, and for how long that is remembered (LOG-1)."""

from collections.abc import Mapping
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
) -> Page[ActivityEntry]:
    """A slice of what was done in the project, latest first; each filter that is not None narrows it."""
    with house.store.read() as tx:
        return tx.activity.page(
            visit.project.id, page, scope=scope, item_id=item_id, activity=activity, user_id=user_id
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


def prune_activity(house: House) -> int:
    """Drop the lines that are older than the setting `activity_days`; how many that were. 0 days keep all."""
    if not house.settings.activity_days:
        return 0
    with house.store.write() as tx:
        return tx.activity.drop_before(house.clock() - timedelta(days=house.settings.activity_days))
