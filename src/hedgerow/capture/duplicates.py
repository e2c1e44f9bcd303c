"""Which events are stored already: a client that got no answer sends them again (CAP-27)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from uuid import UUID

from hedgerow.capture.stored_uuids import DAYS_MOVED, OF_DAYS, StoredUuids, of_days
from hedgerow.engine.port import Engine
from hedgerow.vocab.events import Event
from hedgerow.vocab.statement import Parameter, Statement

RECENT_KEPT = 50_000
ASKED_AT_ONCE = 5_000
"""Uuids in one question; a ClickHouse server takes them in its URL or body and limits both."""

FEW = 20
"""So many uuids are looked up in the index that skips what cannot hold them; of more it skips nothing and is slow."""

_Key = tuple[int, int]
"""A project and the number of a uuid, which hashes far faster than the uuid."""


class Duplicates:
    """Tells events that are new from those that were stored. Belongs to one thread.

    The engine knows; the uuids stored lately are also kept here as a quick yes, and `StoredUuids` is a quick no.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stored = StoredUuids(engine)
        self._recent: dict[_Key, None] = {}

    def new_events(self, events: Iterable[Event]) -> list[Event]:
        """Those of ``events`` not stored before, each uuid once, to be stored next.

        Raises an EngineError when the engine cannot say.
        """
        first_sent: dict[_Key, Event] = {}
        doubtful: dict[int, list[Event]] = defaultdict(list)
        for event in events:
            key = (event.team_id, event.uuid.int)
            if key in first_sent or key in self._recent:
                continue
            first_sent[key] = event
            if not event.uuid_made_here:
                doubtful[event.team_id].append(event)
        for team_id, sent in doubtful.items():
            asked = self._stored.possible(team_id, sent)
            for start in range(0, len(asked), ASKED_AT_ONCE):
                answer = self._engine.query(stored_before(team_id, asked[start : start + ASKED_AT_ONCE]))
                for (uuid,) in answer.rows:
                    first_sent.pop((team_id, UUID(str(uuid)).int), None)
        new = list(first_sent.values())
        self._stored.note(new)
        return new

    def note(self, events: Iterable[Event]) -> None:
        """Remember ``events`` as stored."""
        self._recent.update(dict.fromkeys((event.team_id, event.uuid.int) for event in events))
        # All at once: finding the oldest key again after each one would pass over all that were taken out before.
        for key in list(islice(self._recent, max(0, len(self._recent) - RECENT_KEPT))):
            del self._recent[key]


def stored_before(team_id: int, asked: Sequence[Event]) -> Statement:
    """Which uuids of ``asked``, events of one project, have a row on the days around their event, whatever its name."""
    days = {event.timestamp.toordinal() + moved for event in asked for moved in DAYS_MOVED}
    uuid = "uuid" if len(asked) <= FEW else "identity(uuid)"
    return Statement(
        f"SELECT uuid {OF_DAYS} AND {uuid} IN {{uuids:Array(UUID)}}",
        (*of_days(team_id, days), Parameter("uuids", "Array(UUID)", [event.uuid for event in asked])),
    )
