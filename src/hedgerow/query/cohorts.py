"""Cohorts become a condition on the event's person (EN-20): those of a static list, or who meets the rules now.

Every rule is a set of person numbers, taken from the people or from what they did, so that a cohort works in any
scan of events and costs one pass over what its rules ask about.
"""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from pydantic import ValidationError

from hedgerow.query.context import Context
from hedgerow.query.event_names import is_event
from hedgerow.query.moments import bound
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.sql.tree import (
    ALWAYS,
    MOMENT_TYPE,
    NEVER,
    And,
    Column,
    Expression,
    Named,
    Or,
    Select,
    Subselect,
    Table,
    Value,
    all_of,
    call,
)
from hedgerow.query.wire.cohorts import CohortFilters, CohortGroup, CohortRule, RuleType
from hedgerow.query.wire.filters import FilterType, Operator, PropertyFilter, PropertyGroup
from hedgerow.vocab.events import EVENTS

Condition = Callable[[PropertyGroup, Context], Expression]
"""How property filters become a condition: `hedgerow.query.filters.condition`, which asks for cohorts itself."""

_PERSON = Column("person")
_UNITS = {"hour": "h", "day": "d", "week": "w", "month": "m", "year": "y"}
_COUNTS = {
    Operator.EXACT: "equals",
    Operator.GT: "greater",
    Operator.GTE: "greaterOrEquals",
    Operator.LT: "less",
    Operator.LTE: "lessOrEquals",
}
_IN = (Operator.EXACT, Operator.IN)
_NOT_IN = (Operator.IS_NOT, Operator.NOT_IN)


def cohort_filter(written: PropertyFilter, context: Context, condition: Condition) -> Expression:
    """True for events whose person is in the cohort that ``written`` names, or is not."""
    if written.operator not in (*_IN, *_NOT_IN):
        raise invalid(f"A filter on a cohort cannot be '{written.operator}'; it is 'in' or 'not_in'.")
    member = cohort_member(_number(written.value), context, condition)
    return call("not", member) if written.negation or written.operator in _NOT_IN else member


def cohort_member(number: int, context: Context, condition: Condition) -> Expression:
    """True for rows whose column ``person`` is in the cohort. Raises InvalidRequest when there is none."""
    return _member(number, context, condition, ())


def filters_of(written: Any) -> CohortFilters:
    """The rules that clients wrote; raises InvalidRequest naming what cannot be read."""
    try:
        return CohortFilters.model_validate(written)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        raise invalid(f"The filters of a cohort cannot be read at '{path}': {first['msg']}.") from None


def _number(value: object) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20:
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise invalid(f"A filter on a cohort needs its id, not {value!r}.")


def _member(number: int, context: Context, condition: Condition, within: tuple[int, ...]) -> Expression:
    """Whether the event's person is in the cohort; ``within`` are the cohorts whose rules led here."""
    cohort = context.cohorts.get(number)
    if cohort is None:
        raise invalid(f"There is no cohort {number}.")
    if number in within:
        raise invalid(f"The rules of cohort {number} ask for the cohort itself.")
    if cohort.is_static:
        return call("in", _PERSON, Value(cohort.members, "Array(UInt32)"))
    return _Rules(context, condition, (*within, number)).group(filters_of(cohort.filters).properties)


class _Rules:
    """The rules of one cohort as conditions on the event's person, none of them ever NULL."""

    def __init__(self, context: Context, condition: Condition, within: tuple[int, ...]) -> None:
        self._context = context
        self._condition = condition
        self._within = within

    def group(self, group: CohortGroup) -> Expression:
        """Without rules nobody is in it."""
        parts = tuple(self.group(part) if isinstance(part, CohortGroup) else self._rule(part) for part in group.values)
        if not parts:
            return NEVER
        return And(parts) if group.type == "AND" else Or(parts)

    def _rule(self, rule: CohortRule) -> Expression:
        match rule.type:
            case RuleType.PERSON:
                holds = self._person(rule)
            case RuleType.COHORT:
                holds = _member(_number(rule.value), self._context, self._condition, self._within)
                if rule.operator in _NOT_IN:
                    holds = call("not", holds)
            case RuleType.BEHAVIORAL:
                holds = self._performed(rule)
        return call("not", holds) if rule.negation else holds

    def _person(self, rule: CohortRule) -> Expression:
        asked = PropertyFilter(key=rule.key, value=rule.value, operator=rule.operator, type=FilterType.PERSON)
        return self._condition(PropertyGroup(values=(asked,)), self._context)

    def _performed(self, rule: CohortRule) -> Expression:
        """``performed_event`` at all, or ``performed_event_multiple`` as often as the rule says, in the rule's time."""
        if rule.value not in ("performed_event", "performed_event_multiple"):
            raise NotSupportedYet(f"A cohort rule '{rule.value}'")
        if rule.event_type == "actions":
            raise NotSupportedYet("A cohort rule about an action")
        if not isinstance(rule.key, str):
            raise invalid("A cohort rule about an event needs its name as the key.")
        did = Select(
            columns=(Named("person", _PERSON), Named("times", call("count"))),
            source=Table(EVENTS.name),
            where=self._doings(rule, rule.key),
            group_by=(_PERSON,),
        )
        if rule.value == "performed_event":
            return call("in", _PERSON, Subselect(Select(columns=(Named("person", _PERSON),), source=did)))
        if rule.operator not in _COUNTS or rule.operator_value is None:
            raise invalid("A cohort rule about how often needs an operator_value and exact, gt, gte, lt or lte.")
        # Those who never did it have no row: they are found by leaving out the others.
        times = call(_COUNTS[rule.operator], Column("times"), Value(rule.operator_value, "UInt64"))
        never = _NEVER_COUNTS[rule.operator](rule.operator_value)
        found = Select(
            columns=(Named("person", _PERSON),), source=did, where=And((call("not", times) if never else times,))
        )
        return call("notIn" if never else "in", _PERSON, Subselect(found))

    def _doings(self, rule: CohortRule, event: str) -> And:
        now = self._context.local_now
        parts = [is_event(self._context, event)]
        since = self._since(rule)
        if since is not None:
            start = bound(since, now).moment
            parts.append(call("greaterOrEquals", Column("timestamp"), Value(start.astimezone(UTC), MOMENT_TYPE)))
        parts.append(call("lessOrEquals", Column("timestamp"), Value(now.astimezone(UTC), MOMENT_TYPE)))
        filtered = self._condition(rule.event_filters, self._context)
        return all_of([*parts, filtered] if filtered != ALWAYS else parts)

    def _since(self, rule: CohortRule) -> str | None:
        """From when on, as a date in words; None when it may be any time ago."""
        if rule.explicit_datetime is not None:
            return rule.explicit_datetime
        if rule.time_value is None or rule.time_interval is None:
            return None
        return f"-{rule.time_value}{_UNITS[rule.time_interval]}"


_NEVER_COUNTS: dict[Operator, Callable[[int], bool]] = {
    Operator.EXACT: lambda wanted: wanted == 0,
    Operator.GT: lambda wanted: wanted < 0,
    Operator.GTE: lambda wanted: wanted <= 0,
    Operator.LT: lambda wanted: wanted > 0,
    Operator.LTE: lambda wanted: wanted >= 0,
}
"""Whether somebody passes who did it zero times."""
