"""Tiles and text cards as answers show them and bodies write them (contract 10 §2, §6; 30 §7)."""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

from hedgerow.api.bodies import Body
from hedgerow.api.validation import first_problem
from hedgerow.api.wire.insights import InsightAnswer, TilePlaceAnswer, insight_answer
from hedgerow.api.wire.json_objects import object_or_text
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.base.errors import InvalidRequest
from hedgerow.services.dashboard_results import TileResult
from hedgerow.services.dashboard_values import TextValues, TileCopy, TileElement
from hedgerow.services.house import Visit
from hedgerow.services.single_tiles import CardValues
from hedgerow.store.repositories.tiles import TileChanges
from hedgerow.vocab.dashboards import Text

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


class TextCardAnswer(BaseModel):
    """A text card's content."""

    id: int
    body: str | None = Field(description="Markdown.")
    created_by: UserAnswer | None
    last_modified_at: datetime
    last_modified_by: UserAnswer | None
    team: int
    dashboard_tiles: list[TilePlaceAnswer]


class TileError(BaseModel):
    """Why a tile's query was not understood."""

    type: str
    message: str


class TileAnswer(BaseModel):
    """A place on a dashboard; exactly one of `insight`, `text` and `button_tile` is not null."""

    id: int
    layouts: dict[str, Any] = Field(description="Boxes `{x, y, w, h}` by breakpoint: `sm` has 12 columns, `xs` one.")
    color: str | None
    filters_overrides: dict[str, Any] | None = Field(description="Filters that replace the dashboard's for this tile.")
    show_description: bool | None
    transparent_background: bool | None
    insight: InsightAnswer | None
    text: TextCardAnswer | None
    button_tile: dict[str, Any] | None
    order: int = Field(description="Place in the dashboard's sorted list of tiles, from 0.")
    last_refresh: datetime | None
    is_cached: bool
    error: TileError | None = Field(
        None, exclude_if=lambda error: error is None, description="There only when the query was not understood."
    )


class TextPart(Body):
    """The text in an element of `tiles`: new without `id`."""

    id: int | None = None
    body: TextBody | None = None
    created_by: dict[str, Any] | int | None = None


class TilePart(Body):
    """One element of `tiles`: a text card to make or change, or a tile whose look changes."""

    id: int | None = None
    text: TextPart | None = None
    button_tile: dict[str, Any] | None = None
    color: Color | None = None
    layouts: Layouts | None = None
    filters_overrides: Annotated[dict[str, Any], BeforeValidator(object_or_text)] | None = None
    show_description: bool | None = None
    transparent_background: bool | None = None
    deleted: bool | None = None

    def element(self) -> TileElement:
        """The element in the services' words; raises InvalidRequest for what no tile here can hold."""
        if self.button_tile is not None:
            if self.button_tile.get("id") is not None:
                raise InvalidRequest("This button was not found on this dashboard.", attr="button_tile")
            raise InvalidRequest("Button tiles are not supported yet.", attr="button_tile")
        look: dict[str, Any] = {field: getattr(self, field) for field in _LOOK if field in self.model_fields_set}
        for field in ("layouts", "filters_overrides"):
            if field in look:
                look[field] = look[field] or {}
        if self.deleted is not None:
            look["deleted"] = self.deleted
        return TileElement(id=self.id, text=None if self.text is None else _text_values(self.text), look=_look(**look))


class CopyPart(Body):
    """One element of `duplicate_tiles`: a tile to copy, and where the copy lies."""

    id: int
    layouts: Layouts | None = None


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


Part = TypeVar("Part", bound=Body)

_card_values: Callable[..., CardValues] = CardValues
_look: Callable[..., TileChanges] = TileChanges

_LOOK = ("color", "layouts", "filters_overrides", "show_description", "transparent_background")


def tile_elements(sent: object) -> list[TileElement]:
    """The elements of ``tiles``; raises InvalidRequest naming the field inside the element (DASH-50)."""
    return [_checked(TilePart, item, "tiles", index).element() for index, item in enumerate(_items(sent, "tiles"))]


def tile_copies(sent: object) -> list[TileCopy]:
    """The elements of ``duplicate_tiles`` of a change; raises InvalidRequest."""
    parts = [_checked(CopyPart, item, "duplicate_tiles", n) for n, item in enumerate(_items(sent, "duplicate_tiles"))]
    return [TileCopy(id=part.id, layouts=part.layouts) for part in parts]


def tile_answer(shown: TileResult, visit: Visit) -> TileAnswer:
    """A tile with what it holds, as ``visit`` may see it."""
    tile, result = shown.tile, shown.result
    insight = None if result is None else insight_answer(result, visit)
    if insight is not None and insight.query_status is not None:
        insight.query_status["dashboard_id"] = str(tile.dashboard_id)
    error = result.error if result is not None else None
    return TileAnswer(
        id=tile.id,
        layouts=dict(tile.layouts),
        color=tile.color,
        filters_overrides=dict(tile.filters_overrides),
        show_description=tile.show_description,
        transparent_background=tile.transparent_background,
        insight=insight,
        text=None if tile.text is None else text_card_answer(tile.text),
        button_tile=None,
        order=shown.order,
        last_refresh=None if insight is None else insight.last_refresh,
        is_cached=insight is not None and insight.is_cached,
        error=TileError(type=error.type, message=error.message) if error and not error.understood else None,
    )


def text_card_answer(text: Text) -> TextCardAnswer:
    """A text card's content."""
    return TextCardAnswer(
        id=text.id,
        body=text.body,
        created_by=embedded_user(text.created_by),
        last_modified_at=text.last_modified_at,
        last_modified_by=embedded_user(text.last_modified_by),
        team=text.team_id,
        dashboard_tiles=[
            TilePlaceAnswer(id=place.id, dashboard_id=place.dashboard_id, deleted=place.deleted)
            for place in text.places
        ],
    )


def _text_values(part: TextPart) -> TextValues:
    author = part.created_by
    if isinstance(author, dict):
        author = author.get("id")
        if not isinstance(author, int):
            raise InvalidRequest("The author of a text is a user with an id.")
    values: TextValues = {"id": part.id, "created_by": author}
    if "body" in part.model_fields_set:
        values["body"] = part.body
    return values


def _items(sent: object, name: str) -> list[object]:
    if not isinstance(sent, list):
        raise InvalidRequest("Expected a list of items.", code="not_a_list", attr=name)
    return sent


def _checked(model: type[Part], item: object, name: str, index: int) -> Part:
    if not isinstance(item, dict):
        raise InvalidRequest("Expected an object.", attr=f"{name}__{index}")
    try:
        return model.model_validate(item)
    except ValidationError as error:
        raise first_problem(error.errors(include_url=False)) from None
