"""Lifecycle once more, slowly and obviously: every actor is asked about every bucket."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.kinds.storing import MADE, Sent
from tests.properties.plain_buckets import Bucket, bucket, buckets

UNKNOWN = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
STATUSES = ("new", "returning", "resurrecting", "dormant")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in plain words."""

    event: str | None
    interval: str
    zone: str
    monday: bool
    first: datetime
    last: datetime
    wanted: str | None
    group: int | None

    @property
    def query(self) -> dict[str, Any]:
        """The same question on the wire."""
        return {
            "kind": "LifecycleQuery",
            "series": [{"kind": "EventsNode", "event": self.event}],
            "interval": self.interval,
            "dateRange": {"date_from": self.first.isoformat(), "date_to": self.last.isoformat()},
            "properties": [] if self.wanted is None else [{"key": "p", "value": self.wanted}],
            "aggregation_group_type_index": self.group,
        }


@dataclass(frozen=True)
class World:
    """What happened, and when people and groups were made."""

    events: list[Sent]
    made: dict[str, datetime]


def rows(asked: Asked, world: World) -> dict[str, list[float]]:
    """By status, the number of every bucket."""
    shown = buckets(asked.interval, ZoneInfo(asked.zone), asked.monday, asked.first, asked.last)
    counts = {status: dict.fromkeys(shown, 0.0) for status in STATUSES}
    actors = {actor for event in world.events if (actor := _actor(asked, event)) is not None}
    for actor in actors:
        for one in shown:
            status = _status(asked, world, actor, one, shown)
            if status is not None:
                counts[status][one] += -1 if status == "dormant" else 1
    return {status: list(numbers.values()) for status, numbers in counts.items()}


def _status(asked: Asked, world: World, actor: str, one: Bucket, shown: list[Bucket]) -> str | None:
    extra = _before(asked, shown[0])
    active = {_bucket(asked, event.at) for event in world.events if _counts(asked, event, actor)} & {extra, *shown}
    before = _before(asked, one)
    if one not in active:
        return "dormant" if before in active else None
    if before in active:
        return "returning"
    earlier = any(other in active for other in [extra, *shown[: shown.index(one)]])
    unknown = MADE if asked.group is None else UNKNOWN
    made = _bucket(asked, world.made.get(actor, unknown))
    return "new" if not earlier and made == one else "resurrecting"


def _before(asked: Asked, one: Bucket) -> Bucket:
    """The bucket before ``one``."""
    if isinstance(one, float):
        return _bucket(asked, datetime.fromtimestamp(one - 1, ZoneInfo(asked.zone)))
    noon = datetime(one.year, one.month, one.day, 12, tzinfo=ZoneInfo(asked.zone))
    return _bucket(asked, noon - timedelta(days=1))


def _bucket(asked: Asked, moment: datetime) -> Bucket:
    return bucket(asked.interval, ZoneInfo(asked.zone), asked.monday, moment)


def _counts(asked: Asked, event: Sent, actor: str) -> bool:
    named = asked.event is None or event.event == asked.event
    passes = asked.wanted is None or event.properties.get("p") == asked.wanted
    return named and passes and _actor(asked, event) == actor


def _actor(asked: Asked, event: Sent) -> str | None:
    """Whom ``event`` counts for; nobody when its sender makes no person, or when it has no group."""
    if event.properties.get("$process_person_profile") in (False, "false"):
        return None
    return event.who if asked.group is None else event.properties.get(f"$group_{asked.group}") or None
