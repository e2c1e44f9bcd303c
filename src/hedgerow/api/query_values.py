"""Values of query parameters that come as text: switches, lists, JSON."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import orjson

from hedgerow.base.errors import InvalidRequest
from hedgerow.query.moments import bound, is_relative
from hedgerow.vocab.groups import MOST_TYPES

MOST_NAMES = 500
_TRUE = {"true", "t", "1", "yes", "y", "on"}


def is_true(text: str | None) -> bool:
    """Whether a switch is on (FMT-10)."""
    return text is not None and text.strip().lower() in _TRUE


def split_values(texts: Sequence[str]) -> list[str]:
    """The values of a parameter that may be repeated, joined by commas, or both."""
    return [value for text in texts for part in text.split(",") if (value := part.strip())]


def plain_number(name: str, text: str) -> int:
    """A whole number from 0 with at most 15 digits; raises InvalidRequest for anything else (RUN-12)."""
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit()) or len(digits) > 15:
        raise InvalidRequest(f'"{text}" is no whole number.', attr=name)
    return int(digits)


def wanted_names(texts: Sequence[str]) -> list[str]:
    """The values of a parameter ``names``; raises InvalidRequest when they are too many for one question."""
    names = split_values(texts)
    if len(names) > MOST_NAMES:
        raise InvalidRequest(f"At most {MOST_NAMES} names can be asked for at once.", attr="names")
    return names


def json_texts(text: str | None) -> list[str] | None:
    """The texts of a JSON list; None for anything else, which means no filter (EVDEF-8)."""
    try:
        value = orjson.loads(text or "")
    except orjson.JSONDecodeError:
        return None
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else None


def exact_json_texts(name: str, text: str | None) -> list[str]:
    """The texts of a JSON list, empty when absent; raises InvalidRequest for anything else (EVDEF-12)."""
    if not text:
        return []
    found = json_texts(text)
    if found is None:
        raise InvalidRequest("A JSON list of names is needed.", attr=name)
    return found


def switch(text: str | None) -> bool | None:
    """Whether a switch is on, off, or (None) not there."""
    return None if text is None else is_true(text)


def json_numbers(name: str, text: str | None) -> list[int] | None:
    """The whole numbers of a JSON list, None when absent; raises InvalidRequest for anything else (NB-20)."""
    if not text:
        return None
    try:
        value = orjson.loads(text)
    except orjson.JSONDecodeError:
        value = None
    numbers = value if isinstance(value, list) else [value]
    if not all(isinstance(number, int) and 0 <= number < 2**31 for number in numbers):
        raise InvalidRequest("A JSON list of ids is needed.", attr=name)
    return numbers


def instant(name: str, text: str | None) -> datetime | None:
    """An ISO date or time, UTC unless it says otherwise; None when absent. Raises InvalidRequest."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise InvalidRequest("An ISO date or time is needed.", attr=name) from None


def moment(name: str, text: str | None, now: datetime, timezone: str, *, last: bool = False) -> datetime | None:
    """An ISO date or time, or one relative to ``now`` in ``timezone`` such as ``-7d``; None when absent or ``all``.

    ``last`` takes a date without a time as the end of its day. Raises InvalidRequest.
    """
    if text == "all":
        return None
    if text and is_relative(text):
        try:
            return bound(text, now.astimezone(ZoneInfo(timezone))).moment.astimezone(UTC)
        except InvalidRequest as error:
            raise InvalidRequest(error.detail, attr=name) from None
    found = instant(name, text)
    if last and found is not None and text is not None and len(text.strip()) <= len("2026-01-01"):
        return datetime.combine(found.date(), time.max, tzinfo=UTC)
    return found


def group_type_index_of(text: str | None) -> int:
    """The index of a type of groups; raises InvalidRequest when there is none, or no type can have it."""
    if text is None or text not in map(str, range(MOST_TYPES)):
        raise InvalidRequest(f"A number from 0 to {MOST_TYPES - 1} is needed.", attr="group_type_index")
    return int(text)
