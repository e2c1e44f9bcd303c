"""Tags: short names that people put on things (contract 60)."""

from collections.abc import Iterable
from enum import StrEnum


class Taggable(StrEnum):
    """What can carry tags (TAG-2)."""

    DASHBOARD = "dashboard"
    INSIGHT = "insight"
    EVENT_DEFINITION = "event_definition"
    PROPERTY_DEFINITION = "property_definition"


class TagAction(StrEnum):
    """What a bulk change does with the tags it names (TAG-10)."""

    ADD = "add"
    REMOVE = "remove"
    SET = "set"


def normal_tags(names: Iterable[str]) -> tuple[str, ...]:
    """``names`` trimmed and in lower case, each once, blank ones dropped, ascending (TAG-1, TAG-4, TAG-5)."""
    return tuple(sorted({name.strip().lower() for name in names} - {""}))


def tags_after(present: Iterable[str], action: TagAction, named: Iterable[str]) -> tuple[str, ...]:
    """The tags of a thing that had ``present``, ascending: union, difference, or exactly ``named`` (TAG-10, TAG-21)."""
    had, given = set(normal_tags(present)), set(normal_tags(named))
    match action:
        case TagAction.ADD:
            return tuple(sorted(had | given))
        case TagAction.REMOVE:
            return tuple(sorted(had - given))
        case TagAction.SET:
            return tuple(sorted(given))
