"""Tiles inside the body of a dashboard: `tiles` and `duplicate_tiles` (contract 10 §6)."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, ValidationError

from hedgerow.api.bodies import Body
from hedgerow.api.validation import first_problem
from hedgerow.api.wire.authors import author_id
from hedgerow.api.wire.buttons import ButtonPart
from hedgerow.api.wire.json_objects import object_or_text
from hedgerow.api.wire.tile_actions import Color, Layouts, TextBody
from hedgerow.base.errors import InvalidRequest
from hedgerow.services.dashboard_values import TextValues, TileCopy, TileElement
from hedgerow.store.repositories.tiles import TileChanges


class TextPart(Body):
    """The text in an element of `tiles`: new without `id`."""

    id: int | None = None
    body: TextBody | None = None
    created_by: dict[str, Any] | int | None = None


class TilePart(Body):
    """One element of `tiles`: a text card or a button to make or change, or a tile whose look changes."""

    id: int | None = None
    text: TextPart | None = None
    button_tile: ButtonPart | None = None
    color: Color | None = None
    layouts: Layouts | None = None
    filters_overrides: Annotated[dict[str, Any], BeforeValidator(object_or_text)] | None = None
    show_description: bool | None = None
    transparent_background: bool | None = None
    deleted: bool | None = None

    def element(self) -> TileElement:
        """The element in the services' words; raises InvalidRequest for what no tile here can hold."""
        if self.text is not None and self.button_tile is not None:
            raise InvalidRequest("A tile holds a text or a button, not both.", attr="tiles")
        look: dict[str, Any] = {field: getattr(self, field) for field in _LOOK if field in self.model_fields_set}
        for field in ("layouts", "filters_overrides"):
            if field in look:
                look[field] = look[field] or {}
        if self.deleted is not None:
            look["deleted"] = self.deleted
        return TileElement(
            id=self.id,
            text=None if self.text is None else _text_values(self.text),
            button=None if self.button_tile is None else self.button_tile.values(),
            look=_look(**look),
        )


class CopyPart(Body):
    """One element of `duplicate_tiles`: a tile to copy, and where the copy lies."""

    id: int
    layouts: Layouts | None = None


Part = TypeVar("Part", bound=Body)

_look: Callable[..., TileChanges] = TileChanges

_LOOK = ("color", "layouts", "filters_overrides", "show_description", "transparent_background")


def tile_elements(sent: object) -> list[TileElement]:
    """The elements of ``tiles``; raises InvalidRequest naming the field inside the element (DASH-50)."""
    return [_checked(TilePart, item, "tiles", index).element() for index, item in enumerate(_items(sent, "tiles"))]


def tile_copies(sent: object) -> list[TileCopy]:
    """The elements of ``duplicate_tiles`` of a change; raises InvalidRequest."""
    parts = [_checked(CopyPart, item, "duplicate_tiles", n) for n, item in enumerate(_items(sent, "duplicate_tiles"))]
    return [TileCopy(id=part.id, layouts=part.layouts) for part in parts]


def _text_values(part: TextPart) -> TextValues:
    values: TextValues = {"id": part.id, "created_by": author_id(part.created_by)}
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
