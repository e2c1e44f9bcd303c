"""Named ways to look at a dashboard."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hedgerow.vocab.dashboards import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardView:
    """Filters and variables to lay over those of a dashboard, under a name that everybody can choose."""

    id: UUID
    team_id: int
    dashboard_id: int
    name: str
    filters: JsonObject
    variables: JsonObject
    created_at: datetime
    created_by: int | None
    updated_at: datetime
