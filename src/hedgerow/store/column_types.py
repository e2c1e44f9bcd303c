"""The column types of the store: what Python sees is the same on SQLite and PostgreSQL."""

import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_LARGEST_ID = 2**63 - 1
_NO_ID = 0


class Moment(TypeDecorator[datetime]):
    """An instant, to the microsecond. Takes aware datetimes only; gives aware UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The instant in UTC, as the database keeps it; a naive datetime is a ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"The store takes aware datetimes, not {value!r}.")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """The instant as an aware UTC datetime."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Id(TypeDecorator[int]):
    """A 64-bit number counted by the database. A larger number is nobody's id and finds nothing."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """SQLite counts only columns whose type is spelled INTEGER."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def process_bind_param(self, value: int | None, _dialect: Dialect) -> int | None:
        """The number itself, or one that no row has when it is beyond 64 bits."""
        return value if value is None or -_LARGEST_ID <= value <= _LARGEST_ID else _NO_ID


def storable(text: str) -> str:
    """``text`` as every database can hold it: NUL and unpaired surrogates become U+FFFD."""
    return _NOT_STORABLE.sub("\ufffd", text)


class Words(TypeDecorator[str]):
    """Text, compared and sorted by code point on every database; written as `storable` says."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """PostgreSQL would sort by the words of some language; SQLite sorts by code point anyway."""
        return dialect.type_descriptor(Text(collation="C") if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        """The text as the databases can hold it."""
        return value if value is None else storable(value)


JsonValue = JSON(none_as_null=True)
"""Any JSON value, kept as it was sent: key order included. Python's None is SQL's NULL."""
