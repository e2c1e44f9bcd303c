"""What the holes of a text are filled with: ``{name}``, ``{filters…}`` and ``{variables.x}`` (SQ-1 to SQ-4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from hedgerow.query.hogql.constants import number_constant
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.nearness import near
from hedgerow.query.sql.tree import ALWAYS, Call, Expression, Null, Value, call, text

DATES = ("filters.dateRange.from", "filters.dateRange.to")
"""Holes that make a whole comparison true while the bound is not set (SQ-3)."""


class NoSuchHole(Exception):
    """Nothing fills this hole; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holes:
    """``filters`` is the condition of ``{filters}`` over the events, less its bounds of time.

    ``dates`` are the bounds that are set, by the hole's name.

    ``variables`` are values by code name, ``values`` by their own.
    """

    filters: Expression = ALWAYS
    dates: Mapping[str, Meaning] = field(default_factory=dict)
    variables: Mapping[str, JsonValue] = field(default_factory=dict)
    values: Mapping[str, JsonValue] = field(default_factory=dict)

    def filled(self, name: str) -> Meaning:
        """What ``{name}`` stands for. Raises NoSuchHole."""
        if name in self.values:
            return json_constant(self.values[name])
        if name in DATES:
            if name in self.dates:
                return self.dates[name]
            raise NoSuchHole(f"{{{name}}} is not set, so it can only be one side of a comparison")
        if name.startswith("variables."):
            code_name = name.removeprefix("variables.")
            if code_name not in self.variables:
                raise NoSuchHole(f"Variable {code_name} is missing from query.{near(code_name, tuple(self.variables))}")
            return json_constant(self.variables[code_name])
        raise NoSuchHole(f"Nothing fills the placeholder {{{name}}}")

    def within(self, moment: Expression) -> tuple[Expression, ...]:
        """That ``moment`` lies within the bounds that are set."""
        functions = zip(DATES, ("greaterOrEquals", "less"), strict=True)
        return tuple(
            call(function, moment, self.dates[hole].instant or self.dates[hole].expression)
            for hole, function in functions
            if hole in self.dates
        )

    def is_unset(self, name: str) -> bool:
        """Whether ``{name}`` is a date bound without a value."""
        return name in DATES and name not in self.dates and name not in self.values


def json_constant(value: JsonValue) -> Meaning:
    """A JSON value as a constant of its type. Raises NoSuchHole for an object."""
    if value is None:
        return Meaning(expression=Null(), simple=True, null=True)
    if isinstance(value, bool):
        return Meaning(expression=Value(value, "Bool"), never_null=True, simple=True)
    if isinstance(value, str):
        return Meaning(expression=text(value), never_null=True, simple=True, constant=value)
    if isinstance(value, int | float):
        return number_constant(value)
    if isinstance(value, list):
        items = tuple(json_constant(item).expression for item in value)
        return Meaning(expression=Call("array", items), never_null=True, simple=True)
    raise NoSuchHole("A placeholder's value is a text, a number, a boolean or a list")
