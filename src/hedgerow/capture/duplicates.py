"""Which events are stored already: a client that got no answer sends them again (CAP-27)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from uuid import UUID

from hedgerow.engine.port import Engine
from hedgerow.vocab.events import Event
from hedgerow.vocab.statement import Parameter, Statement

RECENT_KEPT = 50_000
ASKED_AT_ONCE = 5_000
"""Uuids in one question; a ClickHouse server takes them in its URL or body and limits both."""

FEW = 20
"""So many uuids are looked up in the index that skips what cannot hold them; of more it skips nothing and is slow."""

_DAYS_MOVED = (-1, 0, 1)
"""How far an event may move between two sendings: its clock skew is measured anew each time."""

# Days are made of moments by the engine: it counts those before 1970 and after 2149 in a way of its own.
_STORED = """SELECT uuid FROM events
WHERE team_id = {{team_id:UInt32}} AND toDate(timestamp) IN CAST({{days:Array(DateTime64(6, 'UTC'))}} AS Array(Date))
  AND {uuid} IN {{uuids:Array(UUID)}}"""

_Key = tuple[int, int]
"""A project and the number of a uuid, which hashes far faster than the uuid."""


class Duplicates:
    """Tells events that are new from those that were stored. Belongs to one thread.

    The engine knows; the uuids stored lately are also kept here, as a quick yes.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._recent: dict[_Key, None] = {}

    def new_events(self, events: Iterable[Event]) -> list[Event]:
        """Those of ``events`` not stored before, each uuid once. Raises an EngineError when the engine cannot say."""
        first_sent: dict[_Key, Event] = {}
        doubtful: dict[int, list[Event]] = defaultdict(list)
        for event in events:
            key = (event.team_id, event.uuid.int)
            if key in first_sent or key in self._recent:
                continue
            first_sent[key] = event
            if not event.uuid_made_here:
                doubtful[event.team_id].append(event)
        for team_id, asked in doubtful.items():
            for start in range(0, len(asked), ASKED_AT_ONCE):
                answer = self._engine.query(stored_before(team_id, asked[start : start + ASKED_AT_ONCE]))
                for (uuid,) in answer.rows:
                    first_sent.pop((team_id, UUID(str(uuid)).int), None)
        return list(first_sent.values())

    def note(self, events: Iterable[Event]) -> None:
        """Remember ``events`` as stored."""
        self._recent.update(dict.fromkeys((event.team_id, event.uuid.int) for event in events))
        # All at once: finding the oldest key again after each one would pass over all that were taken out before.
        for key in list(islice(self._recent, max(0, len(self._recent) - RECENT_KEPT))):
            del self._recent[key]


def stored_before(team_id: int, asked: Sequence[Event]) -> Statement:
    """Which uuids of ``asked``, events of one project, have a row on the days around their event, whatever its name."""
    days = {event.timestamp.toordinal() + moved for event in asked for moved in _DAYS_MOVED}
    return Statement(
        _STORED.format(uuid="uuid" if len(asked) <= FEW else "identity(uuid)"),
        (
            Parameter("team_id", "UInt32", team_id),
            Parameter("days", "Array(DateTime64(6, 'UTC'))", [_midnight(day) for day in sorted(days)]),
            Parameter("uuids", "Array(UUID)", [event.uuid for event in asked]),
        ),
    )


def _midnight(day: int) -> datetime:
    return datetime.fromordinal(day).replace(tzinfo=UTC)
