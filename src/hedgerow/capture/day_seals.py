"""Capture opens the sealed days that its events fall into: what was counted of them is not used again (ADR 13)."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from math import inf
from time import monotonic

from hedgerow.store.store import Store
from hedgerow.vocab.events import Event
from hedgerow.vocab.sealed_days import LATE_AFTER, SEALED_AFTER, SealedDay


class DaySeals:
    """Opens days of any project, and tells ``opened`` of it. Belongs to one thread."""

    def __init__(self, store: Store, opened: Callable[[int], object]) -> None:
        self._store = store
        self._opened = opened
        self._late_at: dict[int, float] = {}

    def seconds_since_late(self, team_id: int) -> float:
        """How long ago an event came whose day may have been over; endless when none did. For any thread."""
        return monotonic() - self._late_at.get(team_id, -inf)

    def open(self, events: Iterable[Event], now: datetime) -> None:
        """Take the seals of the days of ``events`` away, for good once this returns.

        Costs nothing for events of the last minutes: no day is sealed so soon.
        """
        latest = now - LATE_AFTER
        late: dict[int, list[datetime]] = defaultdict(list)
        for event in events:
            if event.timestamp < latest:
                late[event.team_id].append(event.timestamp)
        if not late:
            return
        over = [team_id for team_id, moments in late.items() if min(moments) < now - SEALED_AFTER]
        self._late_at.update(dict.fromkeys(over, monotonic()))
        with self._store.read() as tx:
            near = {
                team_id: tx.sealed_days.between(team_id, min(moments), max(moments))
                for team_id, moments in late.items()
            }
        touched = {team_id: some for team_id, days in near.items() if (some := _touched(days, late[team_id]))}
        if touched:
            with self._store.write() as tx:
                for team_id, days in sorted(touched.items()):
                    tx.sealed_days.open(team_id, days)
        for team_id in touched:
            self._opened(team_id)


def _touched(days: Sequence[SealedDay], moments: Sequence[datetime]) -> list[SealedDay]:
    """Those of ``days`` into which any of ``moments`` falls."""
    ordered = sorted(moments) if days else []
    return [day for day in days if bisect_left(ordered, day.start) < bisect_left(ordered, day.end)]
