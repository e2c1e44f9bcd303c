"""Dashboards, their tiles, and what tiles hold. Field meanings: contract 10 §1–§3."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from hedgerow.vocab.people import User

JsonObject = Mapping[str, Any]
ButtonPlacement = Literal["left", "right"]
ButtonStyle = Literal["primary", "secondary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TilePlace:
    """Where an insight, a text or a button stands: one row of ``dashboard_tiles`` (contract 10 §2–§3)."""

    id: int
    dashboard_id: int
    deleted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Insight:
    """A saved question. ``dashboards`` are the ids where it shows; ``places`` every tile row it has."""

    id: int
    short_id: str
    team_id: int
    name: str | None
    derived_name: str | None
    description: str | None
    query: JsonObject | None
    order: int | None
    deleted: bool
    saved: bool
    favorited: bool
    is_sample: bool
    tags: tuple[str, ...]
    dashboards: tuple[int, ...]
    places: tuple[TilePlace, ...]
    created_at: datetime
    created_by: User | None
    updated_at: datetime
    last_modified_at: datetime
    last_modified_by: User | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text card's content, in Markdown."""

    id: int
    team_id: int
    body: str | None
    created_by: User | None
    last_modified_at: datetime
    last_modified_by: User | None
    places: tuple[TilePlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A link on a dashboard: where it leads, what it says and how it looks."""

    id: UUID
    team_id: int
    url: str
    text: str
    placement: ButtonPlacement
    style: ButtonStyle
    created_by: User | None
    last_modified_at: datetime
    last_modified_by: User | None
    places: tuple[TilePlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A place on a dashboard holding exactly one of insight, text and button (TILE-1)."""

    id: int
    dashboard_id: int
    layouts: JsonObject
    color: str | None
    filters_overrides: JsonObject
    show_description: bool | None
    transparent_background: bool | None
    deleted: bool
    insight: Insight | None
    text: Text | None
    button: Button | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """A dashboard without its tiles, as lists show it and the detail page begins.

    ``last_viewed_at`` is when the one who asks last opened it; the store leaves it out.
    """

    id: int
    team_id: int
    name: str | None
    description: str
    pinned: bool
    deleted: bool
    creation_mode: str
    filters: JsonObject
    variables: JsonObject
    breakdown_colors: Any
    data_color_theme_id: int | None
    restriction_level: int
    quick_filter_ids: tuple[str, ...]
    tags: tuple[str, ...]
    is_shared: bool
    created_at: datetime
    created_by: User | None
    last_accessed_at: datetime | None
    last_refresh: datetime | None
    folder: str | None
    last_viewed_at: datetime | None = None
