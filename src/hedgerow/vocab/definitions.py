"""What a project knows of its events and properties (contract 70, 80 §4)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from hedgerow.vocab.groups import MOST_TYPES
from hedgerow.vocab.people import User

CORE_EVENTS = frozenset(
    {
        "$autocapture", "$create_alias", "$exception", "$feature_enrollment_update", "$feature_flag_called",
        "$feature_interaction", "$feature_view", "$groupidentify", "$identify", "$merge_dangerously", "$opt_in",
        "$pageleave", "$pageview", "$rageclick", "$screen", "$set", "$survey_dismissed", "$survey_sent",
        "$survey_shown", "$web_vitals",
    }
)  # fmt: skip
"""Well-known events that count as verified in lists (EVDEF-18)."""


INTERNAL_PROPERTIES = ("$set", "$set_once", "$unset", "$groups", "$group_type", "$group_key", "$group_set")
"""Properties that carry instructions, not facts: never listed (NB-51)."""

FLAG_PREFIX = "$feature/"
"""How the names of properties begin that tell which variant of a feature flag an event saw."""


class Enforcement(StrEnum):
    """What happens to events that break the schema of their definition (contract 70 §1)."""

    ALLOW = "allow"
    REJECT = "reject"


class PropertyOwner(StrEnum):
    """Whose property it is: an event's, a person's, or that of a group of the type with this index (NB-51)."""

    EVENT = "event"
    PERSON = "person"
    GROUP_0 = "group_0"
    GROUP_1 = "group_1"
    GROUP_2 = "group_2"
    GROUP_3 = "group_3"
    GROUP_4 = "group_4"


GROUP_OWNERS = tuple(PropertyOwner(f"group_{index}") for index in range(MOST_TYPES))
"""By the index of the type of group."""

Name = tuple[PropertyOwner | None, str]
"""A property with its owner, or, without one, an event."""


class PropertyType(StrEnum):
    """What a property holds, as far as its values have shown (NB-50)."""

    DATETIME = "DateTime"
    STRING = "String"
    NUMERIC = "Numeric"
    BOOLEAN = "Boolean"
    DURATION = "Duration"


SHOWN_BY: Mapping[PropertyType, frozenset[PropertyType]] = {
    PropertyType.DATETIME: frozenset({PropertyType.DATETIME}),
    PropertyType.STRING: frozenset({PropertyType.STRING, PropertyType.DATETIME}),
    PropertyType.NUMERIC: frozenset({PropertyType.NUMERIC}),
    PropertyType.BOOLEAN: frozenset({PropertyType.BOOLEAN}),
    PropertyType.DURATION: frozenset({PropertyType.NUMERIC}),
}
"""The types that values of each type may show: any text is a String, and a Duration is a number of seconds."""


def joined_type(seen: Collection[PropertyType]) -> PropertyType | None:
    """The type of values that showed all of ``seen``: text can hold any."""
    return PropertyType.STRING if len(seen) > 1 else next(iter(seen), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedProperty:
    """A property that an event's schema names; without a type it may hold anything. Null counts as absent."""

    name: str
    type: PropertyType | None
    required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDefinition:
    """An event by name. ``created_at`` is its first sight, None until then (EVDEF-20, EVDEF-58).

    ``display_name`` is what lists call it. ``merged_into`` is the name of the event that it counts as.
    """

    id: UUID
    team_id: int
    name: str
    owner: User | None
    description: str
    tags: tuple[str, ...]
    created_at: datetime | None
    created_by: User | None
    updated_at: datetime
    updated_by: User | None
    last_seen_at: datetime | None
    verified: bool
    verified_at: datetime | None
    verified_by: User | None
    hidden: bool
    enforcement_mode: str
    primary_property: str | None
    default_columns: tuple[str, ...]
    property_schema: tuple[ExpectedProperty, ...]
    display_name: str | None
    merged_into: str | None


def names_of(event: str, merged: Mapping[str, str]) -> tuple[str, ...]:
    """The names that questions about ``event`` count: its own, then those merged into it. ``merged``: into what."""
    return (event, *(name for name, target in merged.items() if target == event))


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyDefinition:
    """An owner's property by name. ``created_at`` is its first sight; None when that was before it was noted.

    ``seen_types`` are the types that its values showed, a text that is a date among others being a String.
    ``is_seen_on_filtered_events`` is known only in a list that was asked about certain events (NB-51).
    """

    id: UUID
    team_id: int
    owner: PropertyOwner
    name: str
    seen_types: tuple[PropertyType, ...]
    pinned_type: PropertyType | None
    description: str
    tags: tuple[str, ...]
    created_at: datetime | None
    last_seen_at: datetime | None
    updated_at: datetime
    updated_by: User | None
    verified: bool
    verified_at: datetime | None
    verified_by: User | None
    hidden: bool
    is_seen_on_filtered_events: bool | None = None

    @property
    def property_type(self) -> PropertyType | None:
        """The type that somebody pinned, else that of its values: None until one shows it, String if they disagree."""
        return self.pinned_type or joined_type(self.seen_types)

    @property
    def is_numerical(self) -> bool:
        """Whether it can be summed up."""
        return self.property_type is PropertyType.NUMERIC

    @property
    def type_conflict(self) -> bool:
        """Whether values disagreed, with each other or with the pinned type."""
        held = {self.property_type} if self.pinned_type is None else SHOWN_BY[self.pinned_type]
        return not held.issuperset(self.seen_types)
