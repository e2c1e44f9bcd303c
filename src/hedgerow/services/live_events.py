"""A project's events and warnings as they come in."""

from collections.abc import AsyncGenerator, Sequence

from hedgerow.base.errors import Unavailable
from hedgerow.capture.live import WATCHERS, LiveItem, Seen, Wanted
from hedgerow.services.access import reaches_every_project
from hedgerow.services.house import House, Visit

PAUSE_SECONDS = 0.2
"""Between two answers to one watcher, so that a flood of events is not a flood of answers."""

WATCH_SECONDS = 15 * 60.0
"""How long one stream lasts: who watches on asks again, and is asked again who they are."""


def recent_items(house: House, visit: Visit, *, event: str | None, distinct_id: str | None) -> Sequence[LiveItem]:
    """The newest events and warnings this server process took, in the order they came."""
    return house.committer.monitor.live.recent(_wanted(visit, event, distinct_id))


def live_items(house: House, visit: Visit, *, event: str | None, distinct_id: str | None) -> AsyncGenerator[Seen]:
    """The same, and then what comes. Raises Unavailable when too many watch."""
    live = house.committer.monitor.live
    if live.watchers >= WATCHERS:
        raise Unavailable("Too many watch live events.", retry_after=30)
    return live.watch(_wanted(visit, event, distinct_id), pause=PAUSE_SECONDS, seconds=WATCH_SECONDS)


def _wanted(visit: Visit, event: str | None, distinct_id: str | None) -> Wanted:
    return Wanted(
        team_id=visit.project.id,
        event=event or None,
        distinct_id=distinct_id or None,
        unowned=reaches_every_project(visit.caller),
    )
