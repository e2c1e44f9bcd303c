"""A breakdown by cohorts: each is a value of its own, and a person in two counts in both (EN-28)."""

from dataclasses import dataclass

from hedgerow.query.breakdown import breakdown_parts
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.refusals import invalid
from hedgerow.query.sql.tree import Expression
from hedgerow.query.wire.breakdown import BreakdownFilter, BreakdownType
from hedgerow.query.wire.filters import FilterType, PropertyFilter, PropertyGroup

EVERYBODY = "all"
"""The value of the row that leaves nobody out."""

MOST_COHORTS = 25
"""Cohorts one question can be broken down by: each costs a scan."""


@dataclass(frozen=True, slots=True)
class CohortValue:
    """``id`` is a cohort's, or EVERYBODY; ``holds`` is true for the events of its people."""

    id: int | str
    name: str
    holds: Expression


def cohort_values(written: BreakdownFilter, context: Context) -> tuple[CohortValue, ...]:
    """The cohorts ``written`` asks for in their order; none when it is no breakdown by cohorts.

    Raises InvalidRequest for a cohort that the project does not have, for parts of another type beside cohorts, and
    for more than MOST_COHORTS.
    """
    ids = _ids(written)
    if len(ids) > MOST_COHORTS:
        raise invalid(f"A breakdown has at most {MOST_COHORTS} cohorts, not {len(ids)}.")
    return tuple(_value(one, context) for one in ids)


def _ids(written: BreakdownFilter) -> tuple[str | int, ...]:
    if not written.breakdowns and written.breakdown_type is BreakdownType.COHORT:
        asked = written.breakdown
        return () if asked is None else asked if isinstance(asked, tuple) else (asked,)
    if BreakdownType.COHORT not in {part.type for part in written.breakdowns}:
        return ()
    parts = breakdown_parts(written)
    if any(part.type is not BreakdownType.COHORT for part in parts):
        raise invalid("A breakdown by cohorts has no parts of another type.")
    return tuple(part.property for part in parts)


def _value(asked: str | int, context: Context) -> CohortValue:
    if asked == EVERYBODY:
        return CohortValue(EVERYBODY, "all users", condition(PropertyGroup(), context))
    member = PropertyFilter(key="id", type=FilterType.COHORT, value=asked)
    holds = condition(PropertyGroup(values=(member,)), context)
    number = int(asked)
    return CohortValue(number, context.cohorts[number].name, holds)
