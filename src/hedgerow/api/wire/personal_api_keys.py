"""Personal API keys as bodies and answers show them (NB-41, NB-42)."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, WithJsonSchema

from hedgerow.api.bodies import Body
from hedgerow.vocab.people import ApiKey
from hedgerow.vocab.scopes import SCOPES

Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]

Scopes = Annotated[
    list[str],
    Field(min_length=1, description="`*`, or `object:read` / `object:write`."),
    WithJsonSchema({"type": "array", "minItems": 1, "items": {"type": "string", "enum": list(SCOPES)}}),
]


class KeyAnswer(BaseModel):
    """A key; ``value`` is there only in the answer that made it."""

    id: str
    label: str
    value: str | None
    mask_value: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    user_id: int
    scopes: list[str]
    scoped_teams: list[int]
    scoped_organizations: list[str]


class NewKey(Body):
    """What a key is made of."""

    label: Label
    scopes: Scopes
    scoped_teams: list[int] | None = Field(None, description="Projects the key is limited to; empty is no limit.")
    scoped_organizations: list[str] | None = Field(None, description="Organizations the key is limited to.")
    expires_at: AwareDatetime | None = Field(None, description="When the key stops working; never when null.")


class KeyChange(Body):
    """What can be changed of a key; fields left out stay as they are."""

    label: Label = ""
    scopes: Scopes = Field(default_factory=list)
    scoped_teams: list[int] | None = None
    scoped_organizations: list[str] | None = None


def key_answer(key: ApiKey, value: str | None = None) -> KeyAnswer:
    """``key``, with its ``value`` when it was made just now."""
    return KeyAnswer(
        id=key.id,
        label=key.label,
        value=value,
        mask_value=key.mask_value,
        created_at=key.created_at,
        last_used_at=key.last_used_at,
        expires_at=key.expires_at,
        user_id=key.user_id,
        scopes=list(key.scopes),
        scoped_teams=list(key.scoped_teams),
        scoped_organizations=[str(organization) for organization in key.scoped_organizations],
    )
