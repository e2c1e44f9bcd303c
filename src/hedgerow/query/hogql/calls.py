"""Calls by the names people write (SQ-17): the product's own spellings, and everything the allow-list holds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, timedelta

from hedgerow.query.context import Context
from hedgerow.query.hogql.comparisons import truth
from hedgerow.query.hogql.fields import local_moment
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.moments import absolute
from hedgerow.query.refusals import invalid
from hedgerow.query.sql.functions import WRITTEN_FUNCTIONS, Function
from hedgerow.query.sql.tree import MOMENT_TYPE, Call, Expression, Value, call, text

ALIASES: Mapping[str, str] = {
    "countdistinct": "uniqExact",
    "countdistinctif": "uniqExactIf",
    "ucase": "upper",
    "lcase": "lower",
    "substr": "substring",
    "datetrunc": "dateTrunc",
    "date_trunc": "dateTrunc",
    "datediff": "dateDiff",
    "date_diff": "dateDiff",
    "ceiling": "ceil",
    "truncate": "trunc",
    "char_length": "lengthUTF8",
    "rownumber": "row_number",
}
"""Other spellings of listed functions, in lower case."""

UNITS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year")
"""What moments are counted in, as intervals call it."""

UNIT_FIRST: Mapping[str, int] = {
    **dict.fromkeys(("datetrunc", "date_trunc", "datename"), 2),
    **dict.fromkeys(("datediff", "date_diff", "age", "dateadd", "date_add", "timestampadd", "timestamp_add"), 3),
    **dict.fromkeys(("datesub", "date_sub", "timestampsub", "timestamp_sub"), 3),
}
"""Functions, in lower case, whose first argument may be a unit without quotes when they have at least so many."""

_MOST_PLACES = 18
_BY_LOWER_NAME = {function.name.lower(): function for function in WRITTEN_FUNCTIONS.values()}
_MOMENTS_FIRST = frozenset({"plus", "minus"})
_ONE_OF_MANY = frozenset(
    {"min", "minIf", "max", "maxIf", "any", "anyIf", "anyLast", "argMin", "argMinIf", "argMax", "argMaxIf"}
)
"""Aggregates that answer one of the values of their first argument: one moment of many is a moment."""

_KEEPS_NULL = frozenset({"plus", "minus", "multiply", "negate", "lower", "upper", "concat", "length", "toDate", "abs"})
_COUNTING = frozenset({"uniq", "uniqIf", "uniqExact", "uniqExactIf"})
_NEVER_NULL = frozenset({"count", "countIf", "uniq", "uniqExact", "uniqIf", "uniqExactIf", "row_number", "rank",
                         "dense_rank", "isNull", "isNotNull", "array", "tuple"})  # fmt: skip


def listed(name: str) -> Function | None:
    """The function that is called ``name``, in any case; None when there is none."""
    lower = name.lower()
    return WRITTEN_FUNCTIONS.get(name) or _BY_LOWER_NAME.get(ALIASES.get(lower, lower).lower())


def called(function: Function, arguments: Sequence[Meaning], settings: tuple[Value, ...], context: Context) -> Meaning:
    """A call of a listed function."""
    name = function.name
    expressions = tuple(_counted(name, argument) for argument in arguments)
    if name == "multiIf":
        expressions = tuple(truth(one) if place % 2 == 0 else one for place, one in enumerate(expressions))
    if name == "toStartOfWeek":
        expressions = (expressions[0], Value(context.week_start_day, "UInt8"))
    made = Call(name, expressions, settings)
    if name in _MOMENTS_FIRST and arguments[0].instant is not None and arguments[1].instant is None:
        return Meaning(expression=made, instant=made)
    if name in _ONE_OF_MANY and arguments[0].instant is not None:
        return Meaning(expression=made, instant=made)
    kept = name in _KEEPS_NULL and all(argument.never_null for argument in arguments)
    return Meaning(expression=made, never_null=kept or name in _NEVER_NULL)


def _counted(name: str, argument: Meaning) -> Expression:
    """What a function reads of ``argument``: people that are only counted are so by their numbers."""
    return argument.person if argument.person is not None and name in _COUNTING else argument.expression


def _cast(kind: str) -> Callable[[Sequence[Meaning], Context], Meaning]:
    return lambda arguments, _: Meaning(expression=call("accurateCastOrNull", arguments[0].expression, text(kind)))


def _to_decimal(arguments: Sequence[Meaning], _: Context) -> Meaning:
    given = arguments[1].expression if len(arguments) > 1 else Value(10, "UInt8")
    if not isinstance(given, Value) or not isinstance(given.value, int) or not 0 <= given.value <= _MOST_PLACES:
        raise invalid(f"'toDecimal' takes a number of places from 0 to {_MOST_PLACES}.")
    places = Value(given.value, "UInt8")
    return Meaning(expression=call("toDecimal64OrNull", call("toString", arguments[0].expression), places))


def _to_moment(arguments: Sequence[Meaning], context: Context) -> Meaning:
    """Text without an offset is the project's local time (SQ-14)."""
    given = arguments[0]
    if given.instant is not None:
        return given
    if given.constant is not None and (moment := absolute(given.constant, context.zone)) is not None:
        return local_moment(Value(moment.astimezone(UTC), MOMENT_TYPE), context)
    parsed = call(
        "parseDateTime64BestEffortOrNull",
        call("toString", given.expression),
        Value(6, "UInt8"),
        text(context.timezone),
    )
    return Meaning(expression=parsed, instant=parsed)


def _to_date(arguments: Sequence[Meaning], context: Context) -> Meaning:
    moment = _to_moment(arguments, context)
    return Meaning(expression=call("toDate", moment.expression), never_null=moment.never_null)


def _now(_: Sequence[Meaning], context: Context) -> Meaning:
    return local_moment(Value(context.now.astimezone(UTC), MOMENT_TYPE), context)


def _utc_day(days_ago: int) -> Callable[[Sequence[Meaning], Context], Meaning]:
    """The server's day, which is UTC's (SQ-15 QUIRK)."""

    def day(_: Sequence[Meaning], context: Context) -> Meaning:
        moment = Value((context.now - timedelta(days=days_ago)).astimezone(UTC), MOMENT_TYPE)
        return Meaning(expression=call("toDate", moment), never_null=True)

    return day


def _sparkline(arguments: Sequence[Meaning], _: Context) -> Meaning:
    """The numbers to draw a small line of."""
    return arguments[0]


def _moved(function: str) -> Callable[[Sequence[Meaning], Context], Meaning]:
    """``dateAdd(unit, count, moment)`` and ``dateAdd(moment, interval)``, or their opposites."""

    def moved(arguments: Sequence[Meaning], context: Context) -> Meaning:
        if len(arguments) == 2:
            return called(WRITTEN_FUNCTIONS[function], arguments, (), context)
        unit = str(arguments[0].constant or "").lower()
        if unit not in UNITS:
            raise invalid(f"A date is moved by {', '.join(UNITS)}, not {unit!r}.")
        interval = Meaning(expression=call(f"toInterval{unit.capitalize()}", arguments[1].expression))
        return called(WRITTEN_FUNCTIONS[function], (arguments[2], interval), (), context)

    return moved


OWN: Mapping[str, tuple[int, int, Callable[[Sequence[Meaning], Context], Meaning]]] = {
    "toint": (1, 1, _cast("Int64")),
    "tointornull": (1, 1, _cast("Int64")),
    "tofloat": (1, 1, _cast("Float64")),
    "tofloatornull": (1, 1, _cast("Float64")),
    "tobool": (1, 1, _cast("Bool")),
    "touuid": (1, 1, _cast("UUID")),
    "todecimal": (1, 2, _to_decimal),
    "todatetime": (1, 1, _to_moment),
    "todate": (1, 1, _to_date),
    "now": (0, 0, _now),
    "now64": (0, 0, _now),
    "current_timestamp": (0, 0, _now),
    "today": (0, 0, _utc_day(0)),
    "yesterday": (0, 0, _utc_day(1)),
    **dict.fromkeys(("dateadd", "date_add", "timestampadd", "timestamp_add"), (2, 3, _moved("plus"))),
    **dict.fromkeys(("datesub", "date_sub", "timestampsub", "timestamp_sub"), (2, 3, _moved("minus"))),
    "sparkline": (1, 1, _sparkline),
}
"""The product's own functions: how many arguments, and what they mean."""


def called_own(name: str, arguments: Sequence[Meaning], context: Context) -> Meaning:
    """A call of one of the product's own functions."""
    return OWN[name.lower()][2](arguments, context)


_SHOWN_NAMES = (
    "toInt",
    "toFloat",
    "toBool",
    "toUUID",
    "toDecimal",
    "toDateTime",
    "toDate",
    "now",
    "today",
    "yesterday",
    "dateAdd",
    "dateSub",
    "matchesAction",
    "sparkline",
)
KNOWN_NAMES: tuple[str, ...] = (*WRITTEN_FUNCTIONS, *_SHOWN_NAMES)
"""Every function's name as people write it."""
