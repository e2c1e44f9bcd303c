"""The HTTP door, put together."""

from typing import Any

from fastapi import FastAPI
from starlette.routing import BaseRoute

import hedgerow
from hedgerow.api.capture_metrics import CaptureMetrics
from hedgerow.api.compression import Compression
from hedgerow.api.errors import install_error_handlers
from hedgerow.api.formats import Formats
from hedgerow.api.metrics import Metrics
from hedgerow.api.openapi import openapi_document
from hedgerow.api.paths import OnePath
from hedgerow.api.plain_looks import PlainLook
from hedgerow.api.public_cors import PublicCors
from hedgerow.api.request_log import RequestLog
from hedgerow.api.routes import (
    actions,
    activity_log,
    backups,
    bulk_definitions,
    bulk_tags,
    capture,
    capture_v1,
    cohorts,
    dashboard_folders,
    dashboard_snapshots,
    dashboard_streams,
    dashboard_templates,
    dashboard_tiles,
    dashboard_views,
    dashboards,
    event_definitions,
    event_usage,
    events,
    explanations,
    groups,
    health,
    ingestion,
    insight_runs,
    insight_variables,
    insights,
    jobs,
    live_events,
    login,
    members,
    organizations,
    person_imports,
    personal_api_keys,
    persons,
    projects,
    property_definitions,
    property_values,
    queries,
    quick_filters,
    schema,
    sdk,
    sdk_scripts,
    shared_pages,
    sharing,
    signup,
    tags,
    users,
)
from hedgerow.api.security_headers import SecurityHeaders
from hedgerow.services.house import House

ROUTES: tuple[BaseRoute, ...] = (
    *capture.routes,
    *capture_v1.routes,
    *sdk.routes,
    *sdk_scripts.routes,
    *login.router.routes,
    *users.router.routes,
    *organizations.router.routes,
    *members.router.routes,
    *signup.router.routes,
    *projects.router.routes,
    *personal_api_keys.router.routes,
    *dashboards.router.routes,
    *dashboard_tiles.router.routes,
    *dashboard_views.router.routes,
    *dashboard_snapshots.router.routes,
    *dashboard_streams.router.routes,
    *dashboard_templates.router.routes,
    *dashboard_folders.router.routes,
    *insight_runs.router.routes,
    *insights.router.routes,
    *sharing.router.routes,
    *shared_pages.router.routes,
    *queries.router.routes,
    *explanations.router.routes,
    *insight_variables.router.routes,
    *quick_filters.router.routes,
    *actions.router.routes,
    *cohorts.router.routes,
    *events.router.routes,
    *live_events.router.routes,
    *ingestion.router.routes,
    *property_values.router.routes,
    *persons.router.routes,
    *groups.router.routes,
    *jobs.router.routes,
    *person_imports.router.routes,
    *event_definitions.router.routes,
    *event_usage.router.routes,
    *property_definitions.router.routes,
    *bulk_definitions.router.routes,
    *bulk_tags.router.routes,
    *tags.router.routes,
    *activity_log.router.routes,
    *backups.router.routes,
    *health.router.routes,
    *schema.router.routes,
)
"""Every route, in the order they are described."""


class HedgerowApp(FastAPI):
    """FastAPI with our OpenAPI document."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI document, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = openapi_document(ROUTES)
        return self.openapi_schema


def create_app(house: House) -> FastAPI:
    """The ASGI app that serves ``house``."""
    app = HedgerowApp(
        title="Hedgerow",
        version=hedgerow.__version__,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.house = house
    app.state.metrics = metrics = Metrics()
    metrics.show(CaptureMetrics(house.committer))
    # Each route that is tried in vain takes its time, so the one that is asked for most comes first.
    app.router.routes.extend(sorted(ROUTES, key=lambda route: not isinstance(route, PlainLook)))
    install_error_handlers(app)
    # The last added is the outermost.
    app.add_middleware(Formats)
    app.add_middleware(Compression)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestLog, metrics=metrics)
    app.add_middleware(PublicCors)
    app.add_middleware(OnePath)
    return app
