"""A project's events by its API, oldest first, a page at a time.

A page asks only about a few days, so that the server never sorts the whole history; within them it goes on after the
last event of the page before, by time and uuid, so that nothing is left out or told twice while more arrives.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from hedgerow.main.transfer.api import ProjectApi

PAGE = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChoice:
    """Which events: from a moment on, before another (ISO text with its zone), and of these names; all by default."""

    since: str | None = None
    until: str | None = None
    names: Sequence[str] = ()

    def conditions(self) -> list[str]:
        """The choice in HogQL, to be joined by AND."""
        chosen = [f"timestamp >= {_text(self.since)}"] if self.since else []
        chosen += [f"timestamp < {_text(self.until)}"] if self.until else []
        return chosen + ([f"event IN ({', '.join(map(_text, self.names))})"] if self.names else [])


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days (UTC) from ``first`` to ``last``, and how many events they have."""

    first: date
    last: date
    events: int


def busy_days(api: ProjectApi, choice: EventChoice) -> list[Days]:
    """The days with events, neighbours put together up to a page. Raises ApiFailure."""
    where = " AND ".join(choice.conditions()) or "1 = 1"
    day = "toDate(toTimeZone(timestamp, 'UTC'))"
    query = f"SELECT {day} AS day, count() FROM events WHERE {where} GROUP BY day ORDER BY day LIMIT 50000"  # noqa: S608
    together: list[Days] = []
    for text, events in api.rows({"kind": "HogQLQuery", "query": query}):
        here = date.fromisoformat(text)
        if together and together[-1].events + events <= PAGE:
            before = together[-1]
            together[-1] = Days(before.first, here, before.events + events)
        else:
            together.append(Days(here, here, events))
    return together


def event_pages(api: ProjectApi, choice: EventChoice, days: Days) -> Iterator[Sequence[Mapping[str, Any]]]:
    """The events of ``days``, oldest first, as an export shows them (see `exported`). Raises ApiFailure."""
    query: dict[str, Any] = {
        "kind": "EventsQuery",
        "select": ["*", "person_id"],
        "orderBy": ["timestamp", "uuid"],
        # Both bounds are exclusive (EV-3).
        "after": _moment(days.first, -timedelta(microseconds=1)),
        "before": _moment(days.last, timedelta(days=1)),
        "limit": PAGE,
    }
    beyond: list[str] = []
    while True:
        rows = api.rows(query | {"where": choice.conditions() + beyond})
        if rows:
            yield [exported(event, person) for event, person in rows]
        if len(rows) < PAGE:
            return
        last = rows[-1][0]
        at, uuid = _text(last["timestamp"]), _text(last["uuid"])
        beyond = [f"(timestamp > {at} OR (timestamp = {at} AND uuid > {uuid}))"]


def exported(event: Mapping[str, Any], person_id: str | None) -> dict[str, Any]:
    """An event as files hold it: the keys of a capture body first, then what else is known."""
    keys = ("uuid", "event", "distinct_id", "timestamp", "properties", "elements_chain", "created_at")
    return {key: event.get(key) for key in keys} | {"person_id": person_id}


def _moment(day: date, moved: timedelta) -> str:
    return (datetime.combine(day, time()) + moved).isoformat(timespec="microseconds") + "Z"


def _text(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
