"""What was counted in memory goes to the store."""

from collections.abc import Callable, Mapping

from hedgerow.base.tally import Tally
from hedgerow.store.repositories.event_days import DayOfEvent
from hedgerow.store.store import Store
from hedgerow.store.transaction import Transaction


def write_tally(
    store: Store, tally: Tally[DayOfEvent], add: Callable[[Transaction, Mapping[DayOfEvent, int]], None]
) -> None:
    """``add`` what waits in ``tally``; it goes on waiting when the store refuses, whose error is raised."""
    counts = tally.taken()
    if not counts:
        return
    try:
        with store.write(revises=False) as tx:
            add(tx, counts)
    except BaseException:
        tally.add(counts)
        raise
