"""The maths of a series: how the events of one bucket become one number (TR-2)."""

from collections.abc import Callable
from dataclasses import dataclass

from hedgerow.query.actors import PERSON
from hedgerow.query.context import Context
from hedgerow.query.hogql.expressions import hogql_aggregate
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.sql.tree import Call, Cast, Expression, Property, Value, call, text
from hedgerow.query.values import number
from hedgerow.query.wire.series import ActionsNode, EventsNode

_ROLLING = ("weekly_active", "monthly_active")
_FIRST = ("first_time_for_user", "first_matching_event_for_user")
_PER_ACTOR = tuple(f"{word}_count_per_actor" for word in ("avg", "min", "max", "median", "p75", "p90", "p95", "p99"))
_LATER = frozenset({*_ROLLING, *_FIRST, *_PER_ACTOR, "unique_group"})


def _quantile(level: float) -> Callable[[Expression], Call]:
    """Linear interpolation like the contract's, and exact however many values there are."""
    return lambda values: Call("quantileExactInclusive", (values,), (Value(level, "Float64"),))


_OF_A_PROPERTY: dict[str, Callable[[Expression], Call]] = {
    "sum": lambda values: call("sum", values),
    "avg": lambda values: call("avg", values),
    "min": lambda values: call("min", values),
    "max": lambda values: call("max", values),
    "median": _quantile(0.5),
    "p75": _quantile(0.75),
    "p90": _quantile(0.9),
    "p95": _quantile(0.95),
    "p99": _quantile(0.99),
}
_KNOWN = frozenset({"total", "dau", "unique_session", "hogql", *_OF_A_PROPERTY, *_LATER})
_SPECIAL_PROPERTIES = ("$session_duration", "$time")


@dataclass(frozen=True, slots=True)
class Math:
    """``aggregate`` makes a bucket's number; ``counts_people`` says that it counts each person once."""

    aggregate: Expression
    counts_people: bool = False


def math_of(series: EventsNode | ActionsNode, context: Context) -> Math:
    """The math ``series`` asks for. A property math without a property counts events (TR-18 QUIRK).

    Raises InvalidRequest for an unknown math, NotSupportedYet for one Hedgerow cannot run.
    """
    name = series.math
    if name in _LATER:
        raise NotSupportedYet(f"Math '{name}'")
    if name == "hogql":
        return Math(_of_written_sql(series, context))
    if name == "dau":
        if series.math_group_type_index is not None:
            raise NotSupportedYet("Counting groups (math_group_type_index)")
        return Math(call("uniqExact", PERSON), counts_people=True)
    if name == "unique_session":
        return Math(call("uniqExact", call("ifNull", Cast(Property("$session_id"), "Nullable(String)"), text(""))))
    if name in _OF_A_PROPERTY and series.math_property is not None:
        return Math(_of_property(name, series.math_property, series))
    refuse_unknown_math(name)
    return Math(call("count"))


def refuse_unknown_math(name: str) -> None:
    """Raise InvalidRequest when no kind of insight knows a math called ``name``."""
    if name not in _KNOWN:
        raise invalid(f"There is no math '{name}'.")


def _of_written_sql(series: EventsNode | ActionsNode, context: Context) -> Expression:
    """The aggregate that people wrote; NULL and what is no number count as 0."""
    if not series.math_hogql:
        raise invalid("Math 'hogql' needs a math_hogql, such as 'sum(toFloat(properties.price))'.")
    value = call(
        "ifNull", Cast(hogql_aggregate(series.math_hogql, context), "Nullable(Float64)"), Value(0.0, "Float64")
    )
    return call("if", call("isFinite", value), value, Value(0.0, "Float64"))


def _of_property(name: str, key: str, series: EventsNode | ActionsNode) -> Expression:
    if series.math_property_type not in (None, "event_properties", "person_properties"):
        raise NotSupportedYet(f"A math_property_type of '{series.math_property_type}'")
    if key in _SPECIAL_PROPERTIES:
        raise NotSupportedYet(f"A math_property of '{key}'")
    if series.math_property_revenue_currency is not None:
        raise NotSupportedYet("Converting currencies (math_property_revenue_currency)")
    values = number(Property(key, owner="person" if series.math_property_type == "person_properties" else None))
    if series.math_multiplier is not None:
        values = call("multiply", values, Value(series.math_multiplier, "Float64"))
    return call("ifNull", _OF_A_PROPERTY[name](values), Value(0.0, "Float64"))
