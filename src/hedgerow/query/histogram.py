"""Bins: the numbers of events cut into equal stretches between the least and the greatest (EN-27)."""

from hedgerow.query.refusals import invalid
from hedgerow.query.sql.tree import (
    And,
    Column,
    Expression,
    Lambda,
    Named,
    Null,
    Select,
    Subselect,
    Table,
    Value,
    call,
    text,
)
from hedgerow.vocab.events import EVENTS

MOST_BINS = 100
"""Bins one breakdown can have: every event looks through them for its own."""

_BEYOND = Value(0.01, "Float64")
"""How far the last bin reaches past the greatest number, so that it holds it."""

_LEAST, _GREATEST, _PLACE = Column("least"), Column("greatest"), Column("place")


def bin_count(asked: int) -> int:
    """``asked`` itself. Raises InvalidRequest when that many bins cannot be made."""
    if not 1 <= asked <= MOST_BINS:
        raise invalid(f"A histogram has 1 to {MOST_BINS} bins (histogram_bin_count), not {asked}.")
    return asked


def bin_label(number: Expression, bins: int, among: And) -> Expression:
    """The bin of an event's ``number`` as text, such as ``[10,17.5]``; NULL where it has none.

    The bins reach from the least to the greatest number of all events that pass ``among``, this one included.
    """
    # Edges and labels are constants to the engine, made once; comparing with the very edges that are shown
    # leaves no event in a bin whose label does not hold it.
    made = Subselect(_bins(number, bins, among))
    own = call("ifNull", number, Value(0.0, "Float64"))
    reached = call("arrayCount", Lambda(("edge",), call("lessOrEquals", Column("edge"), own)), _element(made, 1))
    return call("if", call("isNull", number), Null(), call("arrayElement", _element(made, 2), reached))


def _bins(number: Expression, bins: int, among: And) -> Select:
    """One pair: the lower edges of the bins, and their labels."""
    nothing = Value(0.0, "Float64")
    ends = Select(
        columns=(
            Named("least", call("ifNull", call("min", number), nothing)),
            Named("greatest", call("ifNull", call("max", number), nothing)),
        ),
        source=Table(EVENTS.name),
        where=among,
    )
    places = call("range", Value(bins, "UInt64"))
    is_last = call("equals", _PLACE, Value(bins - 1, "UInt64"))
    upper = call("if", is_last, call("plus", _GREATEST, _BEYOND), _edge(call("plus", _PLACE, Value(1, "UInt8")), bins))
    lower = _edge(_PLACE, bins)
    label = call("concat", text("["), call("toString", lower), text(","), call("toString", upper), text("]"))
    edges = call("arrayMap", Lambda(("place",), _edge(_PLACE, bins)), places)
    labels = call("arrayMap", Lambda(("place",), label), places)
    return Select(columns=(Named("bins", call("tuple", edges, labels)),), source=ends)


def _edge(place: Expression, bins: int) -> Expression:
    width = call("divide", call("minus", _GREATEST, _LEAST), Value(bins, "UInt64"))
    return call("plus", _LEAST, call("multiply", place, width))


def _element(pair: Expression, place: int) -> Expression:
    return call("tupleElement", pair, Value(place, "UInt8"))
