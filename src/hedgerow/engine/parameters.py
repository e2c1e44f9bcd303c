"""How a parameter's value is written for the engine: the same text for chDB and for ClickHouse over HTTP.

Both read a parameter as one field of their escaped text format, so a tab or a backslash inside a value has to be
escaped; inside an array, texts stand in quotes and the quote is escaped too.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from hedgerow.base.errors import QueryFailed
from hedgerow.vocab.statement import ParameterValue, Statement

_ESCAPES = str.maketrans({"\\": "\\\\", "'": "\\'", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\x00": "\\0"})

Scalar = str | int | float | datetime | UUID


def parameter_texts(statement: Statement) -> dict[str, str]:
    """The values of ``statement`` by name, as the engine reads them.

    Raises ValueError for a naive moment, QueryFailed for text that is not Unicode (half a surrogate pair).
    """
    texts = {parameter.name: parameter_text(parameter.value) for parameter in statement.parameters}
    for name, text in texts.items():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise QueryFailed(f"The parameter {name} holds text that is not Unicode: {error}") from error
    return texts


def parameter_text(value: ParameterValue) -> str:
    """``value`` as the engine reads it. A moment is written in UTC; raises ValueError for a naive one."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ",".join(_element(item) for item in value) + "]"
    return _scalar(value)


def _element(value: Scalar) -> str:
    return f"'{_scalar(value)}'" if isinstance(value, str | datetime | UUID) else _scalar(value)


def _scalar(value: Scalar) -> str:
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return _moment(value)
    return repr(value) if isinstance(value, float) else str(value)


def _moment(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone: a parameter has to be an aware moment.")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(sep=" ")
