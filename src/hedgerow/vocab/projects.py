"""A project: the wall around events, insights and dashboards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One project with its one environment: project id, environment id and team id are equal (CONV-10).

    ``week_start_day`` is 0 for Sunday, 1 for Monday. ``test_account_filters`` is a list of property filters
    (EN-23). ``ingested_event`` tells whether any event ever arrived. A definition not seen for ``stale_after_days`` is
    stale. ``app_urls`` are the origins of the pages that may send events, all when there are none.
    ``previous_api_token`` works until ``previous_token_expires_at``.
    """

    id: int
    uuid: UUID
    organization_id: UUID
    name: str
    api_token: str
    timezone: str
    week_start_day: int
    test_account_filters: tuple[Mapping[str, Any], ...]
    ingested_event: bool
    is_demo: bool
    stale_after_days: int
    primary_dashboard_id: int | None
    app_urls: tuple[str, ...]
    previous_api_token: str | None
    previous_token_expires_at: datetime | None
    created_at: datetime
    updated_at: datetime
