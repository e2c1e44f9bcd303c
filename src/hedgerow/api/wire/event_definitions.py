"""Event definitions as answers show them (contract 70 §1)."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.vocab.definitions import EventDefinition


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
    )
