"""How constants are written: as typed parameters, or in place for people to read."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from hedgerow.query.sql.tree import Value
from hedgerow.vocab.property_path import property_path
from hedgerow.vocab.statement import Parameter, Statement

_PARAMETER_TYPE = re.compile(r"[A-Za-z0-9]+|Array\([A-Za-z0-9]+\)|DateTime64\(6, 'UTC'\)")
_PARAMETER = re.compile(r"\{(p[0-9]+):[^}]+\}")
"""A parameter in printed text; text of any other origin is never in it."""

MOST_SHOWN = 100
"""How many values of a list are written out for people."""


@dataclass(slots=True)
class Parameters:
    """Turns constants into parameters, one for each distinct value."""

    parameters: list[Parameter] = field(default_factory=list)
    names: dict[tuple[str, str], str] = field(default_factory=dict)
    written: bool = False

    def constant(self, value: Value) -> str:
        """The parameter that holds ``value``. Raises ValueError for a type that no parameter has."""
        if _PARAMETER_TYPE.fullmatch(value.type) is None:
            message = f"no parameter has the type {value.type}"
            raise ValueError(message)
        key = (value.type, repr(value.value))
        if key not in self.names:
            self.names[key] = f"p{len(self.names)}"
            self.parameters.append(Parameter(self.names[key], value.type, value.value))
        return f"{{{self.names[key]}:{value.type}}}"

    def path(self, name: str) -> str:
        """The property ``name`` as an identifier."""
        return self.constant(Value(property_path(name), "Identifier"))


@dataclass(slots=True)
class Inline:
    """Writes constants in place, quoted."""

    written: bool = False

    def constant(self, value: Value) -> str:
        """``value`` quoted."""
        return _literal(value.value)

    def path(self, name: str) -> str:
        """The property ``name`` in backquotes."""
        return _quoted_name(name)


Constants = Parameters | Inline
"""Both ways of writing constants."""


def constants_in_place(statement: Statement) -> str:
    """The SQL of ``statement`` for people to read: each parameter as its value. Never to be run.

    Of a list, the first hundred values and how many more there are.
    """
    values = {parameter.name: parameter for parameter in statement.parameters}
    return _PARAMETER.sub(lambda found: _in_place(values[found[1]]), statement.sql)


def _in_place(parameter: Parameter) -> str:
    value = parameter.value
    if isinstance(value, datetime):
        return _literal(value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" "))
    return _quoted_name(str(value)) if parameter.type == "Identifier" else _literal(value)


def _quoted_name(name: str) -> str:
    return "`" + name.replace("\\", "\\\\").replace("`", "\\`") + "`"


def _literal(value: object) -> str:
    if isinstance(value, list | tuple):
        more = [f"… {len(value) - MOST_SHOWN} more"] if len(value) > MOST_SHOWN else []
        return "[" + ", ".join([*map(_literal, value[:MOST_SHOWN]), *more]) + "]"
    if isinstance(value, bool | int | float):
        return str(value)
    shown = value.strftime("%Y-%m-%d %H:%M:%S") if isinstance(value, datetime) else str(value)
    return "'" + shown.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"
