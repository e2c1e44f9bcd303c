"""The visits to dashboards that were noted a moment ago."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from hedgerow.vocab.dashboards import Dashboard

APART = timedelta(seconds=1)
"""Visits closer together than this are noted as one: a dashboard on a busy wall is not written at every look."""

_MOST_KEPT = 1000


class RecentVisits:
    """Dashboards as they are after each user's last visit, for as long as the next would be the same one.

    Visits of others meanwhile are not in it, so what is told of them may be `APART` old. Safe to share between threads.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[tuple[int, int], tuple[Dashboard, Dashboard]] = OrderedDict()

    def recent(self, dashboard: Dashboard, user_id: int, now: datetime) -> Dashboard | None:
        """``dashboard`` with the visit that was noted just now; None when there is none, or it was read anew since."""
        before, after = self._kept.get((dashboard.id, user_id), (None, None))
        if before is not dashboard or after is None or after.last_viewed_at is None:
            return None
        return after if abs(now - after.last_viewed_at) < APART else None

    def note(self, before: Dashboard, user_id: int, after: Dashboard) -> None:
        """A visit turned ``before`` into ``after``."""
        place = (before.id, user_id)
        with self._lock:
            self._kept.pop(place, None)
            self._kept[place] = (before, after)
            if len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
