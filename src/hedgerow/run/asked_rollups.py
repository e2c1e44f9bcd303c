"""Which rollups questions would read: those of use to more than one answer are worth counting (ADR 15)."""

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from threading import Lock

from hedgerow.query.rollups import Rollup

LEAST_TIMES = 2
"""So often must have been asked for it: what somebody looks at once is not counted for them."""

MOST = 256
"""Rollups of one project that are remembered, those asked for last."""


REMEMBERED = timedelta(days=1)
"""For so long after somebody last asked is a rollup of use."""


class AskedRollups:
    """Remembers them by project. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._asked: defaultdict[int, OrderedDict[int, tuple[Rollup, int, datetime]]] = defaultdict(OrderedDict)

    def note(self, team_id: int, rollups: Iterable[Rollup], now: datetime) -> None:
        """An answer is computed for which ``rollups`` are of use."""
        with self._lock:
            for rollup in rollups:
                asked = self._asked[team_id]
                _, times, _ = asked.pop(rollup.number, (rollup, 0, now))
                asked[rollup.number] = (rollup, times + 1, now)
                if len(asked) > MOST:
                    asked.popitem(last=False)

    def of(self, team_id: int, now: datetime) -> tuple[Rollup, ...]:
        """Those of use to several answers, the one that was asked for last first."""
        with self._lock:
            asked = list(self._asked.get(team_id, {}).values())
        return tuple(
            rollup for rollup, times, last in reversed(asked) if times >= LEAST_TIMES and now - last < REMEMBERED
        )
