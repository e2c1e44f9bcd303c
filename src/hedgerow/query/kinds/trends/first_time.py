"""Who did it for the first time: each actor once, at their very first event (TR-5, TR-6)."""

from hedgerow.query.kinds.trends.series_scan import TIMESTAMP, SeriesScan, grouped, same
from hedgerow.query.maths import FIRST_MATCH
from hedgerow.query.scan import counted_in, moment, until
from hedgerow.query.sql.tree import And, Column, Named, Select, Subselect, Table, call
from hedgerow.vocab.events import EVENTS

_FIRST = Named("first", call("min", TIMESTAMP))


def first_times(scan: SeriesScan) -> Select:
    """Columns: ``bucket`` unless one number, ``value`` with a breakdown, ``number``: the actors whose first it was.

    Of several first events at the same instant the least value counts.
    """
    events = _events(scan)
    value = scan.value(scan.in_range)
    firsts = Select(
        columns=(
            Named("actor", scan.actor.key),
            _FIRST,
            *(
                Named(key.name, call("argMin", key.expression, call("tuple", TIMESTAMP, key.expression)))
                for key in value
            ),
        ),
        source=Table(EVENTS.name),
        where=events,
        group_by=(Column("actor"),),
        having=_in_range(scan),
    )
    return grouped((*scan.bucket(Column("first")), *same(value)), call("count"), firsts)


def _events(scan: SeriesScan) -> And:
    """The events among which an actor's first is the one that counts.

    A first event whatever the filters is found by time alone, over all time; its properties are read in range only.
    """
    up_to_the_end = until(scan.buckets.span.last_counted)
    if scan.series.math == FIRST_MATCH or (scan.breakdown is None and not scan.filtered.parts):
        return scan.within(up_to_the_end)
    firsts = Select(
        columns=(Named("actor", scan.actor.key), _FIRST),
        source=Table(EVENTS.name),
        where=scan.unfiltered(up_to_the_end),
        group_by=(Column("actor"),),
        having=_in_range(scan),
    )
    is_first = call("in", call("tuple", scan.actor.key, TIMESTAMP), Subselect(firsts))
    return scan.within(*counted_in(scan.buckets.span), is_first)


def _in_range(scan: SeriesScan) -> And:
    return And((call("greaterOrEquals", Column("first"), moment(scan.buckets.span.first_counted)),))
