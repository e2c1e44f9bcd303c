"""Properties of known types once more, slowly and obviously: each value is read, then asked (EN-21, EN-22)."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from hedgerow.vocab.definitions import PropertyType

ZONE = ZoneInfo("Europe/Berlin")


@dataclass(frozen=True)
class Read:
    """A value as it compares and as text; None where it is absent or not of its type."""

    typed: float | str | datetime | None
    text: str | None


def read(value: Any, kind: PropertyType | None) -> Read:
    """``value`` as a property of this type."""
    text = text_of(value)
    match kind:
        case PropertyType.NUMERIC:
            number = None if isinstance(value, bool) else number_of(text)
            return Read(number, None if number is None else text_of(number))
        case PropertyType.BOOLEAN:
            boolean = text if text in ("true", "false") else None
            return Read(boolean, boolean)
        case PropertyType.DATETIME:
            return Read(moment_of(text), text)
        case _:
            return Read(text, text)


def holds(value: Read, operator: str, wanted: list[str], kind: PropertyType | None) -> bool:
    """Whether ``value`` passes a filter."""
    typed, text = value.typed, value.text
    constants = [one for one in (read(word, _of_constants(kind)).typed for word in wanted) if one is not None]
    match operator:
        case "is_set":
            return typed is not None
        case "is_not_set":
            return typed is None
        case "exact":
            return typed in constants
        case "is_not":
            return typed not in constants
        case "icontains":
            return text is not None and any(one.lower() in text.lower() for one in wanted)
        case "not_icontains":
            return text is None or not any(one.lower() in text.lower() for one in wanted)
        case "gt":
            return typed is not None and any(_above(typed, one) for one in constants)
        case "lt":
            return typed is not None and any(_above(one, typed) for one in constants)
    raise AssertionError(operator)


def text_of(value: Any) -> str | None:
    """A value as its JSON text."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if float(value).is_integer() else str(value)


def number_of(text: str | None) -> float | None:
    """The finite number that a text is."""
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def moment_of(text: str | None) -> datetime | None:
    """The moment that a text tells: a day or a time of the project's zone, a time with its offset, or seconds."""
    if text is not None and re.fullmatch(r"\d{10}", text):
        return datetime.fromtimestamp(int(text), ZONE)
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    if moment.tzinfo:
        return moment
    # Skipped or shown twice, it is the earlier of the moments that it may be.
    return min(moment.replace(tzinfo=ZONE, fold=fold).astimezone(UTC) for fold in (0, 1))


def _of_constants(kind: PropertyType | None) -> PropertyType | None:
    """A boolean is compared as text."""
    return None if kind is PropertyType.BOOLEAN else kind


def _above(one: Any, other: Any) -> bool:
    if isinstance(one, str):
        return one.encode() > str(other).encode()
    above: bool = one > other
    return above
