"""Tiles and text cards as answers show them (contract 10 §2)."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from hedgerow.api.wire.buttons import ButtonAnswer, button_answer
from hedgerow.api.wire.insights import InsightAnswer, TilePlaceAnswer, insight_answer
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.services.dashboard_results import TileResult
from hedgerow.services.house import Looker
from hedgerow.vocab.dashboards import Text


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
    button_tile: ButtonAnswer | None
    order: int = Field(description="Place in the dashboard's sorted list of tiles, from 0.")
    last_refresh: datetime | None
    is_cached: bool
    error: TileError | None = Field(
        None, exclude_if=lambda error: error is None, description="There only when the query was not understood."
    )


def tile_answer(shown: TileResult, visit: Looker) -> TileAnswer:
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
        button_tile=None if tile.button is None else button_answer(tile.button),
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
