"""Cumulative uniques: each actor once, in the first bucket they appear in (TR-7)."""

from hedgerow.query.kinds.trends.series_scan import SeriesScan, grouped, same
from hedgerow.query.sql.tree import Column, Named, Select, Table, call
from hedgerow.vocab.events import EVENTS


def first_appearances(scan: SeriesScan) -> Select:
    """Columns: ``bucket``, ``value`` with a breakdown, ``number``: the actors not seen in an earlier bucket."""
    value = scan.value(scan.in_range)
    appearances = Select(
        columns=(
            Named("actor", scan.actor.key),
            *value,
            *(Named("first", call("min", key.expression)) for key in scan.bucket()),
        ),
        source=Table(EVENTS.name),
        where=scan.in_range,
        group_by=(Column("actor"), *(Column(key.name) for key in value)),
    )
    return grouped((Named("bucket", Column("first")), *same(value)), call("count"), appearances)
