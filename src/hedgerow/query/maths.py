"""The maths of a series: whom they count, and how the events of one bucket become one number (TR-2)."""

from collections.abc import Callable

from hedgerow.query.actors import Actor, actor_of
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.expressions import hogql_aggregate
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.sql.sessions import SESSION_ID
from hedgerow.query.sql.tree import Call, Cast, Expression, Property, Value, call
from hedgerow.query.values import number, unix_seconds
from hedgerow.query.wire.series import SeriesNode

UNIQUE = frozenset({"dau", "weekly_active", "monthly_active", "unique_group"})
"""Maths that count each actor once; the rolling ones among what their window holds (TR-4)."""

FIRST_MATCH = "first_matching_event_for_user"
FIRST_MATHS = frozenset({"first_time_for_user", FIRST_MATCH})
"""Maths that count each actor at their very first event (TR-5, TR-6)."""

_COUNTS = frozenset({"total", "unique_session", *UNIQUE, *FIRST_MATHS})


def _quantile(level: float) -> Callable[[Expression], Call]:
    """Linear interpolation like the contract's, and exact however many values there are."""
    return lambda values: Call("quantileExactInclusive", (values,), (Value(level, "Float64"),))


_OF_NUMBERS: dict[str, Callable[[Expression], Call]] = {
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
_PER_ACTOR = {f"{name}_count_per_actor": name for name in _OF_NUMBERS if name != "sum"}
_KNOWN = frozenset({"hogql", *_COUNTS, *_OF_NUMBERS, *_PER_ACTOR})


def counts_actors(series: SeriesNode) -> bool:
    """Whether the math of ``series`` counts each actor once."""
    return series.math in UNIQUE


def of_actors(series: SeriesNode) -> bool:
    """Whether the math of ``series`` is about actors; events without one are then skipped."""
    return series.math in UNIQUE or series.math in FIRST_MATHS or series.math in _PER_ACTOR


def actor_counted(series: SeriesNode, index: int | None) -> Actor:
    """Whom the math of ``series`` is about: people, or groups of the type it names, or else of the type ``index``.

    Raises InvalidRequest when a math of groups names none, and for a type that cannot be.
    """
    asked = index if series.math_group_type_index is None else series.math_group_type_index
    if asked is None and series.math == "unique_group":
        raise invalid("Math 'unique_group' needs a math_group_type_index.")
    return actor_of(asked)


def grows_with_events(series: SeriesNode) -> bool:
    """Whether twice the events make about twice the number, so that a sample's number stands for more (EN-29)."""
    counts_instead = series.math in _OF_NUMBERS and series.math_property is None
    return series.math in _COUNTS or series.math == "sum" or counts_instead


def per_actor_math(series: SeriesNode, times: Expression) -> Expression | None:
    """The aggregate of ``times``, how often each actor did it, that ``series`` asks for; None for other maths."""
    name = _PER_ACTOR.get(series.math)
    return None if name is None else _of_numbers(name, Cast(times, "Nullable(Float64)"))


def aggregate_of(series: SeriesNode, actor: Actor, context: Context) -> Expression:
    """What makes one number of the events of a bucket. A property math without a property counts (TR-18 QUIRK).

    Raises InvalidRequest for an unknown math, NotSupportedYet for one Hedgerow cannot run.
    """
    name = series.math
    if name == "hogql":
        return _of_written_sql(series, context)
    if name in UNIQUE:
        return call("uniqExact", actor.key)
    if name == "unique_session":
        return call("uniqExact", SESSION_ID)
    if name in _OF_NUMBERS and series.math_property is not None:
        return _of_property(name, series.math_property, series, context)
    refuse_unknown_math(name)
    return call("count")


def refuse_unknown_math(name: str) -> None:
    """Raise InvalidRequest when no kind of insight knows a math called ``name``."""
    if name not in _KNOWN:
        raise invalid(f"There is no math '{name}'.")


def _of_written_sql(series: SeriesNode, context: Context) -> Expression:
    """The aggregate that people wrote; NULL and what is no number count as 0."""
    if not series.math_hogql:
        raise invalid("Math 'hogql' needs a math_hogql, such as 'sum(toFloat(properties.price))'.")
    value = call(
        "ifNull",
        Cast(hogql_aggregate(series.math_hogql, context, condition), "Nullable(Float64)"),
        Value(0.0, "Float64"),
    )
    return call("if", call("isFinite", value), value, Value(0.0, "Float64"))


def _of_property(name: str, key: str, series: SeriesNode, context: Context) -> Expression:
    if series.math_property_type not in (None, "event_properties", "person_properties"):
        raise NotSupportedYet(f"A math_property_type of '{series.math_property_type}'")
    if key == "$session_duration":
        raise NotSupportedYet(f"A math_property of '{key}'")
    if series.math_property_revenue_currency is not None:
        raise NotSupportedYet("Converting currencies (math_property_revenue_currency)")
    read = Property(key, owner="person" if series.math_property_type == "person_properties" else None)
    values = unix_seconds(read, context) if key == "$time" else number(read)
    if series.math_multiplier is not None:
        values = call("multiply", values, Value(series.math_multiplier, "Float64"))
    return _of_numbers(name, values)


def _of_numbers(name: str, values: Expression) -> Expression:
    """The aggregate of those that are not NULL, 0 when all are."""
    return call("ifNull", _OF_NUMBERS[name](values), Value(0.0, "Float64"))
