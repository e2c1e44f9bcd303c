"""How often events are asked about (EVDEF-55): noted at once, written now and then."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hedgerow.base.logging import logger
from hedgerow.services.house import House
from hedgerow.services.named_events import named_events
from hedgerow.services.tallies import write_tally
from hedgerow.store.errors import StoreError

DAYS = 30
"""How many days a count looks back, today included."""

MOST_WAITING = 10_000
"""Counts kept in memory before they are written at once."""

LONGEST_NAME = 400
"""No event with a longer name has a definition whose count could be read."""

_log = logger("services")


def count_question(house: House, team_id: int, query: Mapping[str, Any]) -> None:
    """Count that ``query`` was answered, once for each event it names. As a rule that asks nothing of the store."""
    day = house.clock().date()
    house.event_queries.add({(team_id, name, day): 1 for name in named_events(query) if len(name) <= LONGEST_NAME})
    if len(house.event_queries) >= MOST_WAITING:
        try:
            write_event_queries(house)
        except StoreError as error:
            _log.error("event queries not written", error=str(error))


def write_event_queries(house: House) -> None:
    """Write what was counted; it goes on waiting when the store refuses, whose error is raised."""
    write_tally(house.store, house.event_queries, lambda tx, counts: tx.event_queries.add(counts))


def drop_old_event_queries(house: House) -> None:
    """Forget the counts of days that nobody asks about any more."""
    with house.store.write() as tx:
        tx.event_queries.drop_before(house.clock().date() - timedelta(days=DAYS))
