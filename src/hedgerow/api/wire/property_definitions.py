"""Property definitions as answers show them (NB-50)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from pydantic import BaseModel, Field

from hedgerow.api.bodies import Body
from hedgerow.api.wire.definition_usage import ManyDefinitions
from hedgerow.api.wire.tags import Tag
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.services.property_definitions import PropertyDefinitionValues
from hedgerow.vocab.definitions import PropertyDefinition, PropertyType


class PropertyDefinitionAnswer(BaseModel):
    """What a project knows of one property."""

    id: UUID
    name: str
    description: str
    tags: list[str]
    is_numerical: bool
    property_type: PropertyType | None = Field(description="The pinned type, else that of the values seen.")
    type_pinned: bool = Field(description="Whether somebody set the type; then no value changes it.")
    seen_types: list[PropertyType] = Field(description="Every type that values showed.")
    type_conflict: bool = Field(description="Whether values disagreed, with each other or with the pinned type.")
    created_at: datetime | None = Field(description="When it was first seen; null when that was not noted.")
    last_seen_at: datetime | None = Field(description="When it was last seen, to the hour.")
    updated_at: datetime
    updated_by: UserAnswer | None
    is_seen_on_filtered_events: bool | None = Field(description="Null unless the list was given `event_names`.")
    verified: bool
    verified_at: datetime | None
    verified_by: UserAnswer | None
    hidden: bool


class PropertyDefinitionChange(Body):
    """What can be written of a property definition; fields left out stay as they are."""

    description: str | None = None
    tags: list[Tag] | None = Field(None, description="Replaces all tags; null changes nothing.")
    verified: bool = Field(default=False, description="`true` also shows the property again.")
    hidden: bool | None = Field(default=False, description="`true` also takes the verification back.")
    property_type: PropertyType | None = Field(None, description="Pins the type; null lets values tell it again.")

    def values(self) -> PropertyDefinitionValues:
        """What was sent, in the services' words."""
        sent = self.model_fields_set - {"ids"}
        values = cast("PropertyDefinitionValues", {field: getattr(self, field) for field in sent})  # the same names
        if "description" in sent:
            values["description"] = self.description or ""
        if "hidden" in sent:
            values["hidden"] = bool(self.hidden)
        return values


class PropertyDefinitionsChange(PropertyDefinitionChange, ManyDefinitions):
    """What to write of many definitions alike."""


class EventWithProperty(BaseModel):
    """An event that a property was seen on."""

    name: str
    seen_types: list[PropertyType] = Field(description="Every type that its values showed on this event.")


class EventsWithPropertyAnswer(BaseModel):
    """The events that a property was seen on, by name; none for people's and groups' properties."""

    results: list[EventWithProperty]


def events_with_property_answer(found: Mapping[str, Sequence[PropertyType]]) -> EventsWithPropertyAnswer:
    """``found`` as it is shown."""
    return EventsWithPropertyAnswer(
        results=[EventWithProperty(name=name, seen_types=list(types)) for name, types in found.items()]
    )


def property_definition_answer(definition: PropertyDefinition) -> PropertyDefinitionAnswer:
    """``definition`` with its fields as NB-50 has them."""
    return PropertyDefinitionAnswer(
        id=definition.id,
        name=definition.name,
        description=definition.description,
        tags=list(definition.tags),
        is_numerical=definition.is_numerical,
        property_type=definition.property_type,
        type_pinned=definition.pinned_type is not None,
        seen_types=list(definition.seen_types),
        type_conflict=definition.type_conflict,
        created_at=definition.created_at,
        last_seen_at=definition.last_seen_at,
        updated_at=definition.updated_at,
        updated_by=embedded_user(definition.updated_by),
        is_seen_on_filtered_events=definition.is_seen_on_filtered_events,
        verified=definition.verified,
        verified_at=definition.verified_at,
        verified_by=embedded_user(definition.verified_by),
        hidden=definition.hidden,
    )
