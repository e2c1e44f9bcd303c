"""The whole schema: importing this file loads every table into ``METADATA``."""

from hedgerow.store.tables import (
    accounts,
    actions,
    activity,
    cohorts,
    dashboard_views,
    dashboards,
    definitions,
    groups,
    ingestion_warnings,
    jobs,
    persons,
    projects,
    revision,
    rollups,
    sealed_days,
    server_secrets,
    sharing,
    snapshots,
    tags,
    templates,
    variables,
)
from hedgerow.store.tables.metadata import METADATA

__all__ = [
    "METADATA", "accounts", "actions", "activity", "cohorts", "dashboard_views", "dashboards", "definitions",
    "groups", "ingestion_warnings", "jobs", "persons", "projects", "revision", "rollups", "sealed_days",
    "server_secrets", "sharing", "snapshots", "tags", "templates", "variables",
]  # fmt: skip
