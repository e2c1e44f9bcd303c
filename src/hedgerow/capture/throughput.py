"""How much comes in, and what becomes of it: rates over the last hour and totals of the last day, by project."""

from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from hedgerow.vocab.ingestion import Outcome

STEP = 5
"""Seconds in one number of the last hour."""

QUARTER = 15 * 60
"""Seconds in one number of the last day: every time zone's midnight is a quarter of an hour in UTC."""

_HOUR = 3600
_QUARTERS_KEPT = 26 * 4


@dataclass(slots=True)
class _Counted:
    """One project's numbers: ``steps`` and ``quarters`` count from the epoch."""

    steps: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=_HOUR // STEP))
    quarters: dict[int, Counter[Outcome]] = field(default_factory=dict)
    totals: Counter[Outcome] = field(default_factory=Counter)
    last_stored_at: datetime | None = None


class Throughput:
    """Counts events by project and outcome. Safe to share between threads; each process counts what it took."""

    def __init__(self, started_at: datetime) -> None:
        self.started_at = started_at
        self._lock = Lock()
        self._counted: dict[int, _Counted] = defaultdict(_Counted)

    def count(self, team_id: int, outcome: Outcome, events: int, at: datetime) -> None:
        """Count ``events`` of a project that came to this outcome at ``at``; none are not counted."""
        if not events:
            return
        second = int(at.timestamp())
        with self._lock:
            counted = self._counted[team_id]
            counted.totals[outcome] += events
            quarters = counted.quarters
            quarters.setdefault(second // QUARTER, Counter())[outcome] += events
            while len(quarters) > _QUARTERS_KEPT:
                del quarters[min(quarters)]
            if outcome is Outcome.ACCEPTED:
                counted.last_stored_at = at
                steps, step = counted.steps, second // STEP
                if steps and steps[-1][0] == step:
                    steps[-1] = (step, steps[-1][1] + events)
                else:
                    steps.append((step, events))

    def per_second(self, team_id: int, over: timedelta, now: datetime) -> float:
        """Events a second that were stored over the last minute, hour or between, in steps of `STEP` seconds."""
        first = (int(now.timestamp()) - int(over.total_seconds())) // STEP
        with self._lock:
            counted = self._counted.get(team_id)
            steps = () if counted is None else tuple(counted.steps)
        return sum(events for step, events in steps if step > first) / over.total_seconds()

    def since(self, team_id: int, moment: datetime) -> Mapping[Outcome, int]:
        """How many events came to each outcome since ``moment``, a quarter of an hour of the last day."""
        first = int(moment.timestamp()) // QUARTER
        total: Counter[Outcome] = Counter()
        with self._lock:
            counted = self._counted.get(team_id)
            for quarter, outcomes in counted.quarters.items() if counted else ():
                if quarter >= first:
                    total.update(outcomes)
        return total

    def last_stored_at(self, team_id: int) -> datetime | None:
        """When an event of the project was last stored; None when none was since the start."""
        counted = self._counted.get(team_id)
        return None if counted is None else counted.last_stored_at

    def totals(self) -> Mapping[int, Mapping[Outcome, int]]:
        """How many events of each project came to each outcome since the start; who came first is first."""
        with self._lock:
            return {team_id: dict(counted.totals) for team_id, counted in self._counted.items()}
