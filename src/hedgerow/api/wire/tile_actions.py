"""What the actions on tiles read: text cards, copies, moves and orders (30 §2–§4, §7)."""

from collections.abc import Callable
from typing import Annotated, Any

from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from hedgerow.api.bodies import Body
from hedgerow.api.wire.json_objects import object_or_text
from hedgerow.base.errors import InvalidRequest
from hedgerow.services.single_tiles import CardValues
from hedgerow.services.tile_arranging import Arrangement

Color = Annotated[str, StringConstraints(max_length=400)]
Layouts = Annotated[
    dict[str, Any],
    BeforeValidator(object_or_text),
    Field(description="Boxes `{x, y, w, h}` by breakpoint: `sm` has 12 columns, `xs` one."),
]
TextBody = Annotated[str, StringConstraints(max_length=4000)]


def _not_blank(body: str) -> str:
    if not body.strip():
        raise PydanticCustomError("string_too_short", "This field may not be blank.", {"min_length": 1})
    return body


WrittenBody = Annotated[TextBody, AfterValidator(_not_blank), Field(description="Markdown.")]


def _no_switch(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("A valid integer is required.")  # noqa: TRY004 - pydantic reports ValueErrors
    return value


def _not_empty(order: object) -> object:
    # Raised as it is: an empty list of pydantic's is told with another code.
    if order == []:
        raise InvalidRequest("At least one tile has to be named.", code="min_length", attr="tile_order")
    return order


Number = Annotated[int, BeforeValidator(_no_switch)]


class NewTextTile(Body):
    """A new text card."""

    body: WrittenBody
    layouts: Layouts = Field(default_factory=dict)
    color: Color | None = None


class TextTileChange(Body):
    """What can be changed of a text card; fields left out stay as they are."""

    tile_id: int
    body: WrittenBody = ""
    layouts: Layouts = Field(default_factory=dict)
    color: Color | None = None

    def values(self) -> CardValues:
        """What is to change."""
        sent = self.model_fields_set - {"tile_id"}
        return _card_values(**{field: getattr(self, field) for field in sent})


class TileChoice(Body):
    """A tile of the dashboard."""

    tile_id: int


class TileCopyOrder(Body):
    """Which tile to copy here, and from which dashboard."""

    from_dashboard: Number = Field(alias="fromDashboardId")
    tile_id: Number = Field(alias="tileId")


class NamedTile(Body):
    """A tile of the dashboard; of a whole tile only the id is read."""

    id: Number


class TileMove(Body):
    """Which tile leaves the dashboard, and for which other one; `to_dashboard` is read too."""

    to_dashboard: Number = Field(validation_alias=AliasChoices("toDashboard", "to_dashboard"))
    tile: NamedTile


class TileOrder(Body):
    """The new order of some or all tiles, and how wide they become."""

    tile_order: Annotated[list[Number], Field(min_length=1, description="Tile ids, each once.")]
    layout: Arrangement = Field(
        "preserve", description="`preserve` keeps every tile's size; the others give all the same."
    )

    _filled = field_validator("tile_order", mode="before")(_not_empty)


_card_values: Callable[..., CardValues] = CardValues
