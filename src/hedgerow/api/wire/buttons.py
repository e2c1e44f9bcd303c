"""Buttons as answers show them and bodies write them (contract 10 §2)."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from hedgerow.api.bodies import Body
from hedgerow.api.wire.authors import author_id
from hedgerow.api.wire.insights import TilePlaceAnswer
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.services.dashboard_values import ButtonValues
from hedgerow.store.repositories.buttons import ButtonChanges
from hedgerow.vocab.dashboards import Button, ButtonPlacement, ButtonStyle
from hedgerow.vocab.links import is_link


def _link(url: str) -> str:
    if not is_link(url):
        raise ValueError("A link begins with http:// or https://, or is a path that begins with one slash.")
    return url


ButtonUrl = Annotated[
    str,
    StringConstraints(min_length=1, max_length=2000),
    AfterValidator(_link),
    Field(description="`https://…`, `http://…`, or a path on this server that begins with one `/`."),
]
ButtonText = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class ButtonAnswer(BaseModel):
    """A button: where it leads, what it says and how it looks."""

    id: UUID
    url: str
    text: str
    placement: ButtonPlacement
    style: ButtonStyle
    created_by: UserAnswer | None
    last_modified_at: datetime
    last_modified_by: UserAnswer | None
    team: int
    dashboard_tiles: list[TilePlaceAnswer]


class ButtonPart(Body):
    """The button in an element of `tiles`: new without `id`; a new one needs `url` and `text`."""

    id: str | None = None
    url: ButtonUrl = ""
    text: ButtonText = ""
    placement: ButtonPlacement = "left"
    style: ButtonStyle = "primary"
    created_by: dict[str, Any] | int | None = None

    def values(self) -> ButtonValues:
        """What was sent, in the services' words; raises InvalidRequest for an author without an id."""
        written: ButtonChanges = {}
        sent = self.model_fields_set
        if "url" in sent:
            written["url"] = self.url
        if "text" in sent:
            written["text"] = self.text
        if "placement" in sent:
            written["placement"] = self.placement
        if "style" in sent:
            written["style"] = self.style
        return ButtonValues(id=self.id, created_by=author_id(self.created_by), written=written)


def button_answer(button: Button) -> ButtonAnswer:
    """A button."""
    return ButtonAnswer(
        id=button.id,
        url=button.url,
        text=button.text,
        placement=button.placement,
        style=button.style,
        created_by=embedded_user(button.created_by),
        last_modified_at=button.last_modified_at,
        last_modified_by=embedded_user(button.last_modified_by),
        team=button.team_id,
        dashboard_tiles=[
            TilePlaceAnswer(id=place.id, dashboard_id=place.dashboard_id, deleted=place.deleted)
            for place in button.places
        ],
    )
