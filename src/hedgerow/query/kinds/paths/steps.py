"""People's items become paths: sessions, compaction, points, step limit (PA-4 to PA-7).

A path is an array of steps; a step is its moment (microseconds) and its item. Each function here takes a select with
such a column ``path`` and makes another. All of it happens in the engine, so that only edges leave it.
"""

from dataclasses import replace

from hedgerow.query.actors import PERSON
from hedgerow.query.kinds.paths.items import grouped, item_without_slash, left_out, without_slash
from hedgerow.query.kinds.paths.model import PathsFilter
from hedgerow.query.sql.tree import (
    ALWAYS,
    And,
    Column,
    Expression,
    Lambda,
    Named,
    Select,
    Value,
    all_of,
    call,
    text,
)

SESSION_MICROSECONDS = 30 * 60 * 1_000_000
"""A gap of this length or longer begins a new path (PA-4)."""

REST = "..."
"""The item that stands for steps left out between the first and the last ones (PA-7)."""

_ITEM = Column("item")
_PATH, _STEP = Column("path"), Column("step")
_FIRST, _LAST = Column("first"), Column("last")
_NONE = Value(0, "UInt8")


def moment_of(step: Expression) -> Expression:
    """When a step was, or all steps of a path were, in microseconds."""
    return call("tupleElement", step, Value(1, "UInt8"))


def item_of(step: Expression) -> Expression:
    """The item of a step, or all items of a path."""
    return call("tupleElement", step, Value(2, "UInt8"))


def limited_paths(steps: Select, asked: PathsFilter) -> Select:
    """The paths of everybody, ready to be counted. ``steps`` has a row per event: ``person``, ``moment``, ``item``."""
    return _limited(_between_points(_compacted(_sessions(_grouped(steps, asked), asked)), asked), asked)


def _grouped(steps: Select, asked: PathsFilter) -> Select:
    """In a select of its own, so that what makes an item is not spelled again for each grouping."""
    if not asked.pathGroupings:
        return steps
    columns = (Named("person", PERSON), Named("moment", Column("moment")))
    return Select(columns=(*columns, Named("item", grouped(_ITEM, asked.pathGroupings))), source=steps)


def _sessions(steps: Select, asked: PathsFilter) -> Select:
    """In the order of time; at the same microsecond in that of the items' text, however they are stored."""
    by_person = call("arraySort", call("groupArray", call("tuple", Column("moment"), _ITEM)))
    unwanted = left_out(asked)
    wanted = all_of((call("notIn", _ITEM, Value(unwanted, "Array(String)")),)) if unwanted else ALWAYS
    everything = Select(columns=(Named("path", by_person),), source=steps, where=wanted, group_by=(PERSON,))
    gaps = call("arrayDifference", moment_of(_PATH))
    begins = call("greaterOrEquals", Column("gap"), Value(SESSION_MICROSECONDS, "Int64"))
    return _next(everything, call("arrayJoin", call("arraySplit", Lambda(("step", "gap"), begins), _PATH, gaps)))


def _compacted(paths: Select) -> Select:
    """Of equal items in a row the last is kept; nothing is followed by nothing, so that no path ends in it (PA-5)."""
    following = call("arrayPushBack", call("arrayPopFront", item_of(_PATH)), text(""))
    differs = Lambda(("step", "following"), call("notEquals", item_of(_STEP), Column("following")))
    return _next(paths, call("arrayFilter", differs, _PATH, following))


def _between_points(paths: Select, asked: PathsFilter) -> Select:
    """From the first start point to the first end point, after it when both are asked for (PA-6)."""
    if not asked.startPoint and not asked.endPoint:
        return paths
    start = _place_of(asked.startPoint) if asked.startPoint else Value(1, "UInt32")
    from_start = Select(columns=(Named("path", _PATH), Named("first", start)), source=paths)
    end: Expression = call("length", _PATH)
    if asked.endPoint:
        end = _place_of(asked.endPoint, after=_FIRST if asked.startPoint else None)
    to_end = Select(columns=(Named("path", _PATH), Named("first", _FIRST), Named("last", end)), source=from_start)
    length = call("minus", call("plus", _LAST, Value(1, "UInt8")), _FIRST)
    both_there = all_of(call("greater", place, _NONE) for place in (_FIRST, _LAST))
    return replace(_next(to_end, call("arraySlice", _PATH, _FIRST, length)), where=both_there)


def _place_of(point: str, after: Expression | None = None) -> Expression:
    """Where ``point`` first stands in the path, later than ``after``; 0 where it does not."""
    is_it = call("equals", item_without_slash(item_of(_STEP)), text(without_slash(point)))
    if after is None:
        return call("arrayFirstIndex", Lambda(("step",), is_it), _PATH)
    later = And((is_it, call("greater", Column("place"), after)))
    return call("arrayFirstIndex", Lambda(("step", "place"), later), _PATH, call("arrayEnumerate", _PATH))


def _limited(paths: Select, asked: PathsFilter) -> Select:
    """The first steps, with an end point the last ones, with both points some of both ends (PA-7)."""
    if not asked.endPoint:
        return _next(paths, call("arraySlice", _PATH, Value(1, "UInt8"), Value(asked.stepLimit, "Int64")))
    if not asked.startPoint:
        return _next(paths, call("arraySlice", _PATH, Value(-asked.stepLimit, "Int64")))
    half = Value(asked.stepLimit // 2, "Int64")
    first_left_out = call("arrayElement", _PATH, Value(asked.stepLimit // 2 + 1, "Int64"))
    last_ones = call("minus", call("plus", call("length", _PATH), Value(1, "UInt8")), half)
    shortened = call(
        "arrayConcat",
        call("arraySlice", _PATH, Value(1, "UInt8"), half),
        call("array", call("tuple", moment_of(first_left_out), text(REST))),
        call("arraySlice", _PATH, last_ones, half),
    )
    too_long = call("greater", call("length", _PATH), Value(asked.stepLimit, "Int64"))
    return _next(paths, call("if", too_long, shortened, _PATH))


def _next(paths: Select, path: Expression) -> Select:
    return Select(columns=(Named("path", path),), source=paths)
