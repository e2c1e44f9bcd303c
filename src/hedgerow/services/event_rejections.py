"""How many events were refused for their schema: counted by capture, written now and then (NB-60)."""

from datetime import timedelta

from hedgerow.services.event_queries import DAYS
from hedgerow.services.house import House
from hedgerow.services.tallies import write_tally


def write_event_rejections(house: House) -> None:
    """Write what was counted; it goes on waiting when the store refuses, whose error is raised."""
    write_tally(house.store, house.committer.monitor.rejections, lambda tx, counts: tx.event_rejections.add(counts))


def drop_old_event_rejections(house: House) -> None:
    """Forget the counts of days that nobody asks about any more."""
    with house.store.write() as tx:
        tx.event_rejections.drop_before(house.clock().date() - timedelta(days=DAYS))
