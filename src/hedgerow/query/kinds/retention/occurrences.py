"""Which events somebody starts with and returns for, and which must be read to know (RT-3, RT-4, RT-10)."""

from dataclasses import dataclass

from hedgerow.query.actors import Actor
from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.kinds.retention.model import RetentionQuery, RetentionType
from hedgerow.query.sampling import sampled
from hedgerow.query.scan import before, conditions, since, untold
from hedgerow.query.series import series_conditions
from hedgerow.query.sql.tree import ALWAYS, And, Expression, Or


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """Conditions on an event, each for those that are ``scanned``.

    ``target`` holds for what may start somebody, at any time; ``named`` for the same, whatever its properties;
    ``returning`` for what brings back, within the range.
    """

    scanned: And
    named: Expression
    target: And
    returning: And


def occurrences(
    query: RetentionQuery, buckets: Buckets, actor: Actor, only: Expression, context: Context
) -> Occurrences:
    """What ``query`` asks of events in ``buckets``, of those for which ``only`` holds.

    Whether something is a first needs all of its past; nothing else is read from before the range. A first ever
    occurrence is found among events that pass no filter, but for the sample.
    """
    options = query.retentionFilter
    starting, starting_own = series_conditions(options.targetEntity.series, context)
    coming_back, coming_back_own = series_conditions(options.returningEntity.series, context)
    filters = condition(query.properties, context)
    first, end = since(buckets.starts[0]), before(buckets.over)
    named = conditions(starting)
    target = conditions(starting, starting_own, filters)
    returning = conditions(coming_back, coming_back_own, filters)
    by_name = _either(named, conditions(coming_back))
    bounds: tuple[Expression, ...] = (end,)
    match options.retentionType:
        case RetentionType.RECURRING:
            bounds, read = (first, end), _either(target, returning)
        case RetentionType.FIRST_TIME:
            returning = conditions(returning, first)
            read = _either(target, returning)
        case RetentionType.FIRST_EVER:
            returning = conditions(returning, first)
            read = _either(named, returning)
    everywhere = actor.present, only, sampled(query.samplingFactor)
    return Occurrences(
        scanned=conditions(by_name, *bounds, ALWAYS if read == by_name else read, *everywhere),
        named=named,
        target=target,
        returning=returning,
    )


def _either(one: And, other: And) -> Expression:
    """The weaker of the two when it holds whenever the other does."""
    if not untold(one, other).parts:
        return one
    return Or((one, other)) if untold(other, one).parts else other
