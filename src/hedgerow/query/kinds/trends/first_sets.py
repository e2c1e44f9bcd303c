"""Who did it for the first time, from the sets of people by bucket: who is in none before (TR-5, TR-6).

The faster way for people whatever their properties: `first_time` answers everything else.
"""

from hedgerow.query.crowds import all_before, are_sets, crowd, size, without
from hedgerow.query.kinds.trends.series_scan import SeriesScan
from hedgerow.query.scan import since, until
from hedgerow.query.sql.tree import And, Column, Named, Select, Table, Value, call
from hedgerow.vocab.events import EVENTS

_BUCKET = Column("bucket")
_PAST = Value(-1, "Int64")
"""The bucket of all that was before the first."""


def are_sets_of_firsts(scan: SeriesScan) -> bool:
    """Whether the firsts of ``scan`` can be told from one set for each bucket."""
    told = scan.breakdown is None and not scan.filtered.parts and not scan.one_number
    return told and are_sets(scan.actor, scan.buckets)


def first_sets(scan: SeriesScan) -> Select:
    """Columns: ``bucket``, one of `Buckets.numbers`, and ``number``: the people whose first it was."""
    (bucket,) = scan.bucket()
    within = since(scan.buckets.span.first_counted)
    by_bucket = Select(
        columns=(
            Named("bucket", call("if", within, call("toInt64", bucket.expression), _PAST)),
            Named("people", crowd()),
        ),
        source=Table(EVENTS.name),
        where=scan.within(until(scan.buckets.span.last_counted)),
        group_by=(_BUCKET,),
    )
    with_earlier = Select(
        columns=(
            *(Named(name, Column(name)) for name in ("bucket", "people")),
            Named("earlier", all_before("people", "bucket")),
        ),
        source=by_bucket,
    )
    return Select(
        columns=(Named("bucket", _BUCKET), Named("number", size(without(Column("people"), Column("earlier"))))),
        source=with_earlier,
        where=And((call("greater", _BUCKET, _PAST),)),
    )
