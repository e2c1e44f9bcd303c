"""Tags: short names that people put on things (contract 60)."""

from collections.abc import Iterable
from enum import StrEnum


class Taggable(StrEnum):
    """What can carry tags (TAG-2)."""

    DASHBOARD = "dashboard"
    INSIGHT = "insight"
    EVENT_DEFINITION = "event_definition"
    PROPERTY_DEFINITION = "property_definition"


def normal_tags(names: Iterable[str]) -> tuple[str, ...]:
    """``names`` trimmed and in lower case, each once, blank ones dropped, ascending (TAG-1, TAG-4, TAG-5)."""
    return tuple(sorted({name.strip().lower() for name in names} - {""}))
