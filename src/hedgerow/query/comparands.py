"""The constants of a filter: whatever JSON a client wrote, read as text, numbers or moments."""

import math
from datetime import UTC, datetime

import orjson
from pydantic import JsonValue

from hedgerow.query.moments import bound, is_relative, local_zone, property_moment


def texts(wanted: JsonValue) -> list[str]:
    """``wanted``, or each of its items, as the text an event's equal value has (EN-21)."""
    return [_text(item) for item in _items(wanted)]


def numbers(wanted: JsonValue) -> list[float]:
    """Those of ``wanted`` that are finite numbers, as numbers or as text."""
    found = (_number(item) for item in _items(wanted))
    return [item for item in found if item is not None]


def moments(wanted: JsonValue, now: datetime) -> list[datetime]:
    """Those of ``wanted`` that are dates, in UTC; relative ones count from ``now``, local to the project."""
    found = (_moment(item, now) for item in _items(wanted))
    return [item for item in found if item is not None]


def _items(wanted: JsonValue) -> list[JsonValue]:
    items = wanted if isinstance(wanted, list) else [wanted]
    return [item for item in items if item is not None]


def _text(item: JsonValue) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, float) and item.is_integer() and abs(item) < 2**53:
        return str(int(item))
    return orjson.dumps(item).decode()


def _number(item: JsonValue) -> float | None:
    if isinstance(item, bool) or not isinstance(item, str | int | float):
        return None
    try:
        number = float(item)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _moment(item: JsonValue, now: datetime) -> datetime | None:
    if not isinstance(item, str):
        return None
    if is_relative(item):
        return bound(item, now).moment.astimezone(UTC)
    return property_moment(item, local_zone(now))
