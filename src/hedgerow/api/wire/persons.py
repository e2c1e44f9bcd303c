"""People as bodies and answers show them."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.services.persons import SeenPerson

MOST_DELETED = 1000
"""People one request deletes."""


class PersonAnswer(BaseModel):
    """Somebody whom events are about."""

    id: UUID
    uuid: UUID
    name: str = Field(description="Their email or name, else a distinct id.")
    distinct_ids: list[str]
    properties: dict[str, Any]
    created_at: datetime
    last_seen_at: datetime | None = Field(description="When their last event happened.")


class PersonsToDelete(Body):
    """People to delete: by uuid, by distinct id, or both; unknown ones are left out."""

    ids: list[UUID] = Field(default_factory=list, max_length=MOST_DELETED)
    distinct_ids: list[Annotated[str, StringConstraints(max_length=400)]] = Field(
        default_factory=list, max_length=MOST_DELETED
    )
    delete_events: bool = Field(default=False, description="Also delete all their events.")


def person_answer(seen: SeenPerson) -> PersonAnswer:
    """``seen`` as the API shows them."""
    found = seen.person
    return PersonAnswer(
        id=found.uuid,
        uuid=found.uuid,
        name=seen.name,
        distinct_ids=list(found.distinct_ids),
        properties=dict(found.properties),
        created_at=found.created_at,
        last_seen_at=seen.last_seen_at,
    )
