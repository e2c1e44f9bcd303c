"""Event definitions as answers show them (contract 70 §1)."""

from datetime import datetime
from typing import Annotated, cast
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.api.wire.definition_usage import ManyDefinitions
from hedgerow.api.wire.tags import MOST_IDS, SkippedAnswer, Tag
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.services.event_definitions import EventDefinitionValues
from hedgerow.vocab.definitions import Enforcement, EventDefinition, ExpectedProperty, PropertyType

_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
_PropertyName = Annotated[str, StringConstraints(min_length=1, max_length=400)]


class SchemaProperty(BaseModel):
    """A property that an event's schema names; null counts as absent, and other properties are free."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: _PropertyName
    type: PropertyType | None = Field(None, description="What it must hold; anything when null.")
    required: bool = False


def _once_each(schema: list[SchemaProperty]) -> list[SchemaProperty]:
    if len({one.name for one in schema}) < len(schema):
        raise ValueError("A schema names each property once.")
    return schema


_Schema = Annotated[list[SchemaProperty], Field(max_length=100), AfterValidator(_once_each)]


class EventDefinitionAnswer(BaseModel):
    """What a project knows of one event."""

    id: UUID
    name: str
    owner: UserAnswer | None
    description: str | None
    tags: list[str]
    created_at: datetime | None
    updated_at: datetime
    updated_by: UserAnswer | None
    last_seen_at: datetime | None
    last_updated_at: datetime
    verified: bool
    verified_at: datetime | None
    verified_by: UserAnswer | None
    hidden: bool | None
    enforcement_mode: str
    primary_property: str | None
    is_action: bool
    action_id: int | None
    is_calculating: bool
    last_calculated_at: datetime | None
    created_by: UserAnswer | None
    post_to_slack: bool
    default_columns: list[str]
    media_preview_urls: list[str]
    property_schema: list[SchemaProperty]
    display_name: str | None
    merged_into: str | None


class EventDefinitionChange(Body):
    """What can be written of an event definition; fields left out stay as they are."""

    owner: int | None = Field(None, description="The id of a member.")
    description: str | None = None
    tags: list[Tag] | None = Field(None, description="Replaces all tags; null changes nothing.")
    verified: bool = Field(default=False, description="`true` also shows the event again.")
    hidden: bool | None = Field(default=False, description="`true` also takes the verification back.")
    enforcement_mode: Enforcement = Field(Enforcement.ALLOW, description="What events that break the schema meet.")
    primary_property: _PropertyName | None = Field(None, description="The property shown beside the event.")
    post_to_slack: bool = Field(default=False, description="Has no effect.")
    default_columns: list[str] = Field(default_factory=list)
    property_schema: _Schema = Field(
        default_factory=list, description="What its properties must be. Events that break it are refused on `reject`."
    )
    display_name: _Name | None = Field(None, description="What lists call the event.")
    merged_into: _Name | None = Field(None, description="The name of the event that this one counts as.")

    def values(self) -> EventDefinitionValues:
        """What was sent, in the services' words."""
        sent = self.model_fields_set - {"name", "ids", "post_to_slack"}
        values = cast("EventDefinitionValues", {field: getattr(self, field) for field in sent})  # the same names
        if "description" in sent:
            values["description"] = self.description or ""
        if "hidden" in sent:
            values["hidden"] = bool(self.hidden)
        if "property_schema" in sent:
            values["property_schema"] = [ExpectedProperty(**dict(one)) for one in self.property_schema]
        return values


class _Named(Body):
    """A body whose first field, and so whose first problem, is the name (ERR-3)."""

    name: _Name = Field(description="The event's name; outer blanks are cut off.")


class NewEventDefinition(EventDefinitionChange, _Named):
    """A definition of an event that was not seen yet."""


class EventDefinitionsChange(EventDefinitionChange, ManyDefinitions):
    """What to write of many definitions alike."""


class VerifiedChange(Body):
    """Whether many definitions are verified."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_IDS)]
    verified: bool


class VerifiedItem(BaseModel):
    """A definition whose mark changed."""

    id: UUID
    verified: bool


class VerifiedAnswer(BaseModel):
    """What became of the ids; what already was so is in neither list."""

    updated: list[VerifiedItem]
    skipped: list[SkippedAnswer[UUID]]


class PrimaryPropertiesAnswer(BaseModel):
    """The property shown beside each event that has one."""

    primary_properties: dict[str, str]


def event_definition_answer(definition: EventDefinition) -> EventDefinitionAnswer:
    """``definition`` with the fields the contract wants always present."""
    return EventDefinitionAnswer(
        id=definition.id,
        name=definition.name,
        owner=embedded_user(definition.owner),
        description=definition.description,
        tags=list(definition.tags),
        created_at=definition.created_at,
        updated_at=definition.updated_at,
        updated_by=embedded_user(definition.updated_by),
        last_seen_at=definition.last_seen_at,
        last_updated_at=definition.updated_at,
        verified=definition.verified,
        verified_at=definition.verified_at,
        verified_by=embedded_user(definition.verified_by),
        hidden=definition.hidden,
        enforcement_mode=definition.enforcement_mode,
        primary_property=definition.primary_property,
        is_action=False,
        action_id=None,
        is_calculating=False,
        last_calculated_at=None,
        created_by=embedded_user(definition.created_by),
        post_to_slack=False,
        default_columns=list(definition.default_columns),
        media_preview_urls=[],
        property_schema=[
            SchemaProperty(name=one.name, type=one.type, required=one.required) for one in definition.property_schema
        ],
        display_name=definition.display_name,
        merged_into=definition.merged_into,
    )
