"""How the events of a series become numbers: the one place that looks at its math (TR-2 to TR-7)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hedgerow.query.actors import PERSON
from hedgerow.query.crowds import crowd
from hedgerow.query.kinds.trends.appearances import first_appearances
from hedgerow.query.kinds.trends.first_sets import are_sets_by_bucket, first_appearance_sets, first_time_sets
from hedgerow.query.kinds.trends.first_time import first_times
from hedgerow.query.kinds.trends.per_actor import TIMES, per_actor
from hedgerow.query.kinds.trends.rolling import changes, rolling_days, total_of, up_to_the_end
from hedgerow.query.kinds.trends.rolling_sets import are_sets_of_days, rolling_sets
from hedgerow.query.kinds.trends.series_scan import SeriesScan
from hedgerow.query.known_people import Row, Sets
from hedgerow.query.maths import FIRST_MATCH, FIRST_MATHS, aggregate_of, counts_actors, per_actor_math
from hedgerow.query.sql.tree import call
from hedgerow.query.stating import Asked

_PEOPLE = call("uniqExact", PERSON)


@dataclass(frozen=True, slots=True)
class Counted:
    """``asked`` has a row of ``bucket`` and ``number``, or of one ``number``; or the columns of `Breakdown.ranked`.

    ``changes`` tells that the numbers are changes, to be read by `rolling.rolled`.
    """

    asked: Asked
    changes: bool = False


def counted(scan: SeriesScan, *, cumulative: bool) -> Counted:
    """What ``scan`` asks of the engine. ``cumulative`` says that buckets will be summed up (TR-7)."""
    days = rolling_days(scan.series, scan.buckets, one_number=scan.one_number)
    if days is not None and not scan.one_number:
        if are_sets_of_days(scan, days):
            return Counted(rolling_sets(scan, days))
        rolling = changes(scan, days)
        if scan.breakdown is not None:
            total = total_of(scan.buckets)
            rolling = scan.breakdown.ranked(rolling, by_bucket=True, none_last=True, total=total)
        return Counted(Asked(rolling), changes=True)
    core = _core(scan, days, cumulative=cumulative)
    if scan.breakdown is None:
        return Counted(core)
    by_bucket = not scan.one_number
    return Counted(Asked(scan.breakdown.ranked(core.select, by_bucket=by_bucket, none_last=by_bucket)))


def _core(scan: SeriesScan, days: int | None, *, cumulative: bool) -> Asked:
    if scan.series.math in FIRST_MATHS:
        any_match = scan.series.math == FIRST_MATCH or not scan.filtered.parts
        return Asked(first_time_sets(scan) if any_match and are_sets_by_bucket(scan) else first_times(scan))
    of_times = per_actor_math(scan.series, TIMES)
    if of_times is not None:
        return Asked(per_actor(scan, of_times))
    if cumulative and counts_actors(scan.series):
        return first_appearance_sets(scan) if are_sets_by_bucket(scan) else Asked(first_appearances(scan))
    aggregate = aggregate_of(scan.series, scan.actor, scan.context)
    events = scan.in_range if days is None else up_to_the_end(scan, days)
    sets = Sets(scan.grouped(crowd(), events), _sized) if aggregate == _PEOPLE and scan.breakdown is None else None
    return Asked(scan.grouped(aggregate, events), sets)


def _sized(rows: Iterable[Row]) -> Iterator[Row]:
    """``rows`` with how many are in a set in its place."""
    return ([*key, len(people)] for *key, people in rows)
