"""Dashboards as answers show them and bodies write them (contract 10 §1, §5)."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, StringConstraints, field_validator

from hedgerow.api.bodies import Body
from hedgerow.api.wire.insights import EVERYONE_CAN_EDIT, effective_levels
from hedgerow.api.wire.json_objects import object_or_text
from hedgerow.api.wire.tile_parts import tile_copies, tile_elements
from hedgerow.api.wire.tiles import TileAnswer, tile_answer
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.base.errors import InvalidRequest
from hedgerow.services.access import level_of
from hedgerow.services.dashboard_results import DashboardResults
from hedgerow.services.dashboard_values import DashboardValues
from hedgerow.services.house import Looker
from hedgerow.vocab.dashboards import Dashboard
from hedgerow.vocab.folders import LONGEST_PATH, folder_path

CreationMode = Literal["default", "template", "duplicate", "unlisted"]
Name = Annotated[str, StringConstraints(max_length=400)]
Tag = Annotated[str, StringConstraints(max_length=255)]
Folder = Annotated[str, StringConstraints(max_length=LONGEST_PATH), AfterValidator(folder_path)]


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        raise ValueError("This moment is out of range.") from None


def _number(value: object) -> object:
    """A form's text as the number a choice is compared with."""
    return int(value) if isinstance(value, str) and value.isascii() and value.isdecimal() else value


Moment = Annotated[datetime, AfterValidator(_in_utc)]


class DashboardItem(BaseModel):
    """A dashboard in a list: without tiles, filters and variables."""

    id: int
    name: str | None
    description: str
    pinned: bool
    created_at: datetime
    created_by: UserAnswer | None
    last_accessed_at: datetime | None
    last_viewed_at: datetime | None
    is_shared: bool
    deleted: bool
    creation_mode: CreationMode
    tags: list[str]
    restriction_level: int
    effective_restriction_level: int
    effective_privilege_level: int
    user_access_level: str | None
    access_control_version: Literal["v1", "v2"]
    last_refresh: datetime | None
    team_id: int
    folder: str | None = Field(description="The folder it is filed in, `A/B`.")


class FoundDashboard(DashboardItem):
    """A dashboard in a list that was searched."""

    search_match_type: Literal["exact", "similar"] | None = Field(
        None, exclude_if=lambda match: match is None, description="There only when `search` was given."
    )


class DashboardAnswer(DashboardItem):
    """A dashboard with its tiles and their results, as far as results are known."""

    filters: dict[str, Any] = Field(description="The stored filters with `filters_override` laid over them.")
    variables: dict[str, Any] | None
    breakdown_colors: Any
    data_color_theme_id: int | None
    persisted_filters: dict[str, Any] | None = Field(description="The stored filters; null when there are none.")
    persisted_variables: dict[str, Any] | None
    quick_filter_ids: list[UUID]
    tiles: list[TileAnswer]


class DashboardFields(Body):
    """What can be written of a dashboard at any time."""

    name: Name | None = None
    description: str = ""
    pinned: bool = False
    last_accessed_at: Moment | None = None
    deleted: bool = Field(default=False, description="`true` removes the dashboard, `false` brings it back.")
    breakdown_colors: Any = None
    data_color_theme_id: int | None = None
    tags: list[Tag] | None = Field(None, description="Replaces all tags; null changes nothing.")
    restriction_level: Annotated[Literal[21, 37], BeforeValidator(_number)] = Field(
        21, description="21: everyone in the project can edit; 37: only invited people."
    )
    last_refresh: Moment | None = None
    quick_filter_ids: list[Any] | None = None
    use_template: str = Field("", description="Template to make it from; ignored on change.")
    use_dashboard: int | None = Field(None, description="Dashboard to make it from; ignored on change.")
    filters: Any = Field(None, description="Object that replaces the stored filters; `{}` clears them.")
    variables: Any = Field(None, description="Object that replaces the stored variables; `{}` clears them.")
    tiles: Any = Field(None, description="List of text cards to make or change, and of tiles whose look changes.")

    @field_validator("quick_filter_ids")
    @classmethod
    def _uuids(cls, ids: list[Any] | None) -> list[Any] | None:
        try:
            return None if ids is None else [str(UUID(item)) for item in ids]
        except (ValueError, AttributeError, TypeError):
            raise ValueError("Every quick filter id is a UUID.") from None

    def values(self) -> DashboardValues:
        """What was sent, in the services' words; raises InvalidRequest for a bad object or tile."""
        sent = self.model_fields_set
        values = _values(**{field: getattr(self, field) for field in _PLAIN if field in sent})
        if self.tags is not None:
            values["tags"] = self.tags
        if "quick_filter_ids" in sent:
            values["quick_filter_ids"] = self.quick_filter_ids or []
        if (filters := _object(self.filters, "filters")) is not None:
            values["filters"] = filters
        if (variables := _object(self.variables, "variables")) is not None:
            values["variables"] = variables
        if self.tiles is not None:
            values["tiles"] = tile_elements(self.tiles)
        return values


class NewDashboard(DashboardFields):
    """A new dashboard. Every field may be left out."""

    create_in_folder: Folder | None = Field(
        None, alias="_create_in_folder", description="Folder to file it under, `A/B`."
    )
    duplicate_tiles: bool = Field(
        default=False, description="With `use_dashboard`: copy insights and texts too, instead of sharing them."
    )

    def values(self) -> DashboardValues:
        """What was sent, in the services' words; raises InvalidRequest for a bad object or tile."""
        values = super().values()
        values["copy_contents"] = self.duplicate_tiles
        if self.create_in_folder:
            values["folder"] = self.create_in_folder
        return values


class DashboardChange(DashboardFields):
    """What can be changed of a dashboard; fields left out stay as they are."""

    delete_insights: bool = Field(default=False, description="With `deleted`: insights that show nowhere else too.")
    duplicate_tiles: Any = Field(None, description="Tiles to copy on this dashboard, `[{id, layouts}]`.")
    folder: Folder | None = Field(None, description="Folder to move it to, `A/B`; null or empty for none.")

    def values(self) -> DashboardValues:
        """What was sent, in the services' words; raises InvalidRequest for a bad object or tile."""
        values = super().values()
        values["delete_insights"] = self.delete_insights
        if self.duplicate_tiles:
            values["duplicate_tiles"] = tile_copies(self.duplicate_tiles)
        if "folder" in self.model_fields_set:
            values["folder"] = self.folder
        return values


_FALSE = {"0", "f", "n", "no", "off", "false"}
_values: Callable[..., DashboardValues] = DashboardValues
_PLAIN = (
    "name", "description", "pinned", "last_accessed_at", "deleted", "breakdown_colors", "data_color_theme_id",
    "restriction_level", "last_refresh", "use_template", "use_dashboard",
)  # fmt: skip


def _object(sent: object, name: str) -> dict[str, Any] | None:
    """``sent`` when it is an object; None when it is empty and no object, which changes nothing (DASH-31)."""
    value = object_or_text(sent)
    if isinstance(value, dict):
        return value
    if value:
        raise InvalidRequest(f"{name} must be an object.")
    return None


def restores(sent: object) -> bool:
    """Whether a body asks for a deleted dashboard back: ``deleted`` is there and false (DASH-40)."""
    if not isinstance(sent, dict) or "deleted" not in sent:
        return False
    value = sent["deleted"]
    return value.lower() in _FALSE if isinstance(value, str) else value is not None and value == 0


def dashboard_item(dashboard: Dashboard, visit: Looker, *, searched: bool) -> FoundDashboard:
    """``dashboard`` as a list shows it; a searched one holds the words just as they were typed."""
    return FoundDashboard(**_facts(dashboard, visit), search_match_type="exact" if searched else None)


def dashboard_answer(shown: DashboardResults, visit: Looker) -> DashboardAnswer:
    """A dashboard with its tiles, as ``visit`` may see it."""
    dashboard = shown.dashboard
    return DashboardAnswer(
        **_facts(dashboard, visit),
        filters=dict(shown.filters),
        variables=dict(shown.variables),
        breakdown_colors=dashboard.breakdown_colors,
        data_color_theme_id=dashboard.data_color_theme_id,
        persisted_filters=dict(dashboard.filters) or None,
        persisted_variables=dict(dashboard.variables) or None,
        quick_filter_ids=[UUID(item) for item in dashboard.quick_filter_ids],
        tiles=[tile_answer(tile, visit) for tile in shown.tiles],
    )


def _facts(dashboard: Dashboard, visit: Looker) -> dict[str, Any]:
    return {
        "id": dashboard.id,
        "name": dashboard.name,
        "description": dashboard.description,
        "pinned": dashboard.pinned,
        "created_at": dashboard.created_at,
        "created_by": embedded_user(dashboard.created_by),
        "last_accessed_at": dashboard.last_accessed_at,
        "last_viewed_at": dashboard.last_viewed_at,
        "is_shared": dashboard.is_shared,
        "deleted": dashboard.deleted,
        "creation_mode": dashboard.creation_mode,
        "tags": list(dashboard.tags),
        "restriction_level": dashboard.restriction_level,
        **effective_levels(visit),
        "user_access_level": level_of(visit, dashboard.created_by).word,
        "access_control_version": "v1" if dashboard.restriction_level > EVERYONE_CAN_EDIT else "v2",
        "last_refresh": dashboard.last_refresh,
        "team_id": dashboard.team_id,
        "folder": dashboard.folder,
    }
