"""Tuples with named fields: what the walk over an actor's events carries along."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hedgerow.query.sql.tree import Call, Column, Expression, Lambda, Value, call


@dataclass(frozen=True, slots=True)
class Record:
    """Reads the fields of the tuple ``of``, which has them in this order."""

    of: Expression
    fields: tuple[str, ...]

    def __getitem__(self, field: str) -> Expression:
        return element(self.of, self.fields.index(field) + 1)

    def __contains__(self, field: str) -> bool:
        return field in self.fields


Fields = Mapping[str, Expression]
"""The fields of a record to be made, in their order."""


def record(fields: Fields) -> Call:
    """A tuple of the values of ``fields``."""
    return call("tuple", *fields.values())


def folded(
    events: Expression, fields: tuple[str, ...], start: Fields, step: Callable[[Record, Record], Fields]
) -> Expression:
    """The state after all ``events`` (tuples of ``fields``): ``step`` makes of a state and an event the next state."""
    state, event = Record(Column("state"), tuple(start)), Record(Column("happened"), fields)
    return call("arrayFold", Lambda(("state", "happened"), record(step(state, event))), events, record(start))


def element(of: Expression, place: int) -> Expression:
    """The element of a tuple at ``place``, from 1."""
    return call("tupleElement", of, Value(place, "UInt8"))


def item(of: Expression, place: int) -> Expression:
    """The item of an array at ``place``, from 1, or from the end below 0; 0 or empty where there is none."""
    return call("arrayElement", of, Value(place, "Int8"))


def moment(micros: int) -> Value:
    """A time or a length of time in microseconds."""
    return Value(micros, "Int64")


NO_TIME = moment(-(1 << 62))
"""When an attempt began that is not there: so long ago that no window reaches it."""


def small(number: int) -> Value:
    """A flag, or the number of a step."""
    return Value(number, "UInt8")


def bits(number: int) -> Value:
    """A set of steps, a bit for each."""
    return Value(number, "UInt32")


def has_bit(of: Expression, place: int) -> Expression:
    """Whether the set ``of`` holds the bit at ``place``, from 0."""
    return call("bitTest", of, small(place))


def first_of(cases: list[tuple[Expression, Expression]], otherwise: Expression) -> Expression:
    """The value of the first case that holds."""
    result = otherwise
    for condition, value in reversed(cases):
        result = call("if", condition, value, result)
    return result
