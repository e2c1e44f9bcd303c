"""Values of any type, as the engine answers them and as results show them (SQ-8)."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from hedgerow.query.timestamps import iso

_MOMENT = re.compile(r"DateTime(?:64\(\d+)?(?:[(,]\s*'(?P<zone>[^']+)')?")


def shown_value(value: Any, kind: str, timezone: str) -> Any:
    """``value`` of the engine's type ``kind`` as a result shows it: moments in ISO 8601, in ``timezone``."""
    read = reader(kind, timezone)
    return value if read is None else read(value)


@lru_cache(maxsize=1024)
def reader(kind: str, timezone: str) -> Callable[[Any], Any] | None:
    """How a value of the engine's type ``kind`` is shown; None for one that is shown as it came."""
    found = _MOMENT.search(kind)
    if found is None:
        return None
    stored, shown = ZoneInfo(found["zone"] or "UTC"), ZoneInfo(timezone)

    def moments(value: Any) -> Any:
        if isinstance(value, list):
            return [moments(item) for item in value]
        if isinstance(value, dict):
            return {key: moments(item) for key, item in value.items()}
        if not isinstance(value, str):
            return value
        try:
            return iso(datetime.fromisoformat(value).replace(tzinfo=stored).astimezone(shown))
        except (ValueError, OverflowError):  # a text beside the moments of a tuple, or a day that Python has not
            return value

    return moments
