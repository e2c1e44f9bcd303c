"""How often each actor did it in a bucket, and the aggregate of that (``avg_count_per_actor`` and its like, TR-2)."""

from hedgerow.query.kinds.trends.series_scan import SeriesScan, grouped, same
from hedgerow.query.sql.tree import Column, Expression, Named, Select, Table, call
from hedgerow.vocab.events import EVENTS

TIMES = Column("times")
"""How often one actor did it."""


def per_actor(scan: SeriesScan, aggregate: Expression) -> Select:
    """Columns: ``bucket`` unless one number, ``value`` with a breakdown, ``number``: the ``aggregate`` of TIMES."""
    keys = (*scan.bucket(), *scan.value(scan.in_range))
    counts = Select(
        columns=(*keys, Named("actor", scan.actor.key), Named(TIMES.name, call("count"))),
        source=Table(EVENTS.name),
        where=scan.in_range,
        group_by=(*(Column(key.name) for key in keys), Column("actor")),
    )
    return grouped(same(keys), aggregate, counts)
