"""Whom each bucket sees first, from the sets of people by bucket: who is in none before (TR-5 to TR-7).

The faster way for people whatever their properties: `first_time` and `appearances` answer everything else.
"""

from collections.abc import Iterable, Iterator
from operator import itemgetter

from pyroaring import BitMap

from hedgerow.query.crowds import all_before, are_sets, crowd, size, without
from hedgerow.query.kinds.trends.series_scan import SeriesScan
from hedgerow.query.known_people import Row, Sets
from hedgerow.query.scan import since, until
from hedgerow.query.sql.tree import And, Column, Expression, Named, Select, Table, Value, call
from hedgerow.query.stating import Asked
from hedgerow.vocab.events import EVENTS

_BUCKET = Column("bucket")
_PAST = Value(-1, "Int64")
"""The bucket of all that was before the first."""


def are_sets_by_bucket(scan: SeriesScan) -> bool:
    """Whether there is one set for each bucket of ``scan``."""
    return scan.breakdown is None and not scan.one_number and are_sets(scan.actor, len(scan.buckets.starts))


def first_time_sets(scan: SeriesScan) -> Select:
    """Columns of `_new`: the people who never did it before, be it before the range."""
    within = since(scan.buckets.span.first_counted)
    bucket = call("if", within, _number(scan), _PAST)
    return _new(bucket, scan.within(until(scan.buckets.span.last_counted)))


def first_appearance_sets(scan: SeriesScan) -> Asked:
    """Columns of `_new`: the people not seen in an earlier bucket."""
    bucket = _number(scan)
    return Asked(_new(bucket, scan.in_range), Sets(_by_bucket(bucket, scan.in_range), _appeared))


def _appeared(by_bucket: Iterable[Row]) -> Iterator[Row]:
    """The rows of `_new`, from those of `_by_bucket`, in which nothing is past."""
    earlier = BitMap()
    for bucket, people in sorted(by_bucket, key=itemgetter(0)):
        yield [bucket, people.difference_cardinality(earlier)]
        earlier |= people


def _number(scan: SeriesScan) -> Expression:
    """The number of an event's bucket, as in `Buckets.numbers`."""
    (bucket,) = scan.bucket()
    return call("toInt64", bucket.expression)


def _by_bucket(bucket: Expression, events: And) -> Select:
    """Columns: ``bucket`` and ``people``, the set of those of ``events``."""
    return Select(
        columns=(Named("bucket", bucket), Named("people", crowd())),
        source=Table(EVENTS.name),
        where=events,
        group_by=(_BUCKET,),
    )


def _new(bucket: Expression, events: And) -> Select:
    """Columns: ``bucket`` and ``number``: how many of ``events`` people are in none of the buckets before it."""
    with_earlier = Select(
        columns=(
            *(Named(name, Column(name)) for name in ("bucket", "people")),
            Named("earlier", all_before("people", "bucket")),
        ),
        source=_by_bucket(bucket, events),
    )
    return Select(
        columns=(Named("bucket", _BUCKET), Named("number", size(without(Column("people"), Column("earlier"))))),
        source=with_earlier,
        where=And((call("greater", _BUCKET, _PAST),)),
    )
