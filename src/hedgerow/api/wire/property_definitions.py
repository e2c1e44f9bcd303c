"""Property definitions as answers show them (NB-50)."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from hedgerow.api.wire.users import UserAnswer
from hedgerow.vocab.definitions import PropertyDefinition, PropertyType


class PropertyDefinitionAnswer(BaseModel):
    """What a project knows of one property."""

    id: UUID
    name: str
    description: str
    tags: list[str]
    is_numerical: bool
    property_type: PropertyType | None
    updated_at: datetime
    updated_by: UserAnswer | None
    is_seen_on_filtered_events: bool | None
    verified: bool
    verified_at: datetime | None
    verified_by: UserAnswer | None
    hidden: bool


def property_definition_answer(definition: PropertyDefinition) -> PropertyDefinitionAnswer:
    """``definition``; nobody verifies or hides properties yet."""
    return PropertyDefinitionAnswer(
        id=definition.id,
        name=definition.name,
        description=definition.description,
        tags=list(definition.tags),
        is_numerical=definition.is_numerical,
        property_type=definition.property_type,
        updated_at=definition.updated_at,
        updated_by=None,
        is_seen_on_filtered_events=None,
        verified=False,
        verified_at=None,
        verified_by=None,
        hidden=False,
    )
