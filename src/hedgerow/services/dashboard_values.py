"""What clients may write of dashboards and tiles, in the words of the services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypedDict

from hedgerow.store.repositories.buttons import ButtonChanges
from hedgerow.store.repositories.tiles import TileChanges
from hedgerow.vocab.dashboards import JsonObject


class TextValues(TypedDict, total=False):
    """The text of a card; ``created_by`` is the user id that clients echo (DASH-51)."""

    id: int | None
    body: str | None
    created_by: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonValues:
    """What is ``written`` of a button; ``id`` and ``created_by``, a user id, are what clients echo (DASH-52)."""

    id: str | None
    created_by: int | None
    written: ButtonChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class TileElement:
    """One element of ``tiles`` in a dashboard body: how a tile looks, and the text or the button it holds, if any."""

    id: int | None
    text: TextValues | None
    button: ButtonValues | None
    look: TileChanges


@dataclass(frozen=True, slots=True, kw_only=True)
class TileCopy:
    """A tile to copy on its own dashboard (DASH-58); without ``layouts`` the copy lies where the original does."""

    id: int
    layouts: JsonObject | None = None


class DashboardValues(TypedDict, total=False):
    """What a client may write of a dashboard; ``use_dashboard`` and what follows only acts on creation."""

    name: str | None
    description: str
    pinned: bool
    last_accessed_at: datetime | None
    deleted: bool
    breakdown_colors: Any
    data_color_theme_id: int | None
    tags: Sequence[str]
    restriction_level: int
    last_refresh: datetime | None
    quick_filter_ids: Sequence[str]
    delete_insights: bool
    filters: JsonObject
    variables: JsonObject
    tiles: Sequence[TileElement]
    duplicate_tiles: Sequence[TileCopy]
    use_template: str
    use_dashboard: int
    copy_contents: bool
    folder: str | None
