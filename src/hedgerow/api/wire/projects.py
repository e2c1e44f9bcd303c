"""Projects as bodies and answers show them (NB-3, NB-4)."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, WithJsonSchema

from hedgerow.api.bodies import Body
from hedgerow.services.projects import DEFAULT_NAME, DEFAULT_TIMEZONE
from hedgerow.vocab.people import MembershipLevel
from hedgerow.vocab.projects import Project

ProjectName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
PropertyFilter = dict[str, Any]
WeekStartDay = Annotated[
    Literal[0, 1],
    BeforeValidator(lambda value: 0 if value is None else value),
    WithJsonSchema({"anyOf": [{"type": "integer", "enum": [0, 1]}, {"type": "null"}]}),
    Field(description="0 is Sunday, 1 is Monday; null means Sunday."),
]


class BasicProject(BaseModel):
    """A project in lists and inside other objects (NB-3)."""

    id: int
    uuid: UUID
    organization: UUID
    api_token: str
    name: str
    completed_snippet_onboarding: bool
    has_completed_onboarding_for: dict[str, Any] | None
    ingested_event: bool
    is_demo: bool
    timezone: str
    access_control: bool


class ProjectDetail(BasicProject):
    """A project with its settings (NB-4)."""

    week_start_day: int
    test_account_filters: list[PropertyFilter]
    primary_dashboard: int | None
    stale_after_days: int
    app_urls: list[str]
    previous_api_token: str | None
    previous_token_expires_at: datetime | None
    created_at: datetime
    updated_at: datetime
    effective_membership_level: int


class NewProject(Body):
    """What a project can be created with; everything has a default."""

    name: ProjectName = DEFAULT_NAME
    timezone: str = Field(DEFAULT_TIMEZONE, max_length=240, description="An IANA time zone, `Europe/Berlin`.")
    week_start_day: WeekStartDay = 0
    test_account_filters: list[PropertyFilter] = Field(
        default_factory=list, description="Property filters that keep the team's own events out."
    )


class ProjectChange(Body):
    """What can be changed of a project; fields left out stay as they are."""

    name: ProjectName = ""
    timezone: str = Field("", max_length=240, description="An IANA time zone, `Europe/Berlin`.")
    week_start_day: WeekStartDay = 0
    test_account_filters: list[PropertyFilter] = Field(
        default_factory=list, description="Property filters that keep the team's own events out."
    )
    stale_after_days: int = Field(
        30, ge=1, le=3650, description="After how many days without being seen an event or a property is stale."
    )
    primary_dashboard_id: int | None = Field(None, alias="primary_dashboard", description="The dashboard shown first.")
    app_urls: list[str] = Field(
        default_factory=list,
        description="Origins of the pages that may send events, `https://*.example.com`; empty for all.",
    )


def basic_project(project: Project) -> BasicProject:
    """``project`` in short."""
    return BasicProject(**_basic(project))


def project_detail(project: Project, level: MembershipLevel) -> ProjectDetail:
    """``project`` with its settings, for a member of ``level``."""
    return ProjectDetail(
        **_basic(project),
        week_start_day=project.week_start_day,
        test_account_filters=[dict(item) for item in project.test_account_filters],
        primary_dashboard=project.primary_dashboard_id,
        stale_after_days=project.stale_after_days,
        app_urls=list(project.app_urls),
        previous_api_token=project.previous_api_token,
        previous_token_expires_at=project.previous_token_expires_at,
        created_at=project.created_at,
        updated_at=project.updated_at,
        effective_membership_level=level,
    )


def _basic(project: Project) -> dict[str, Any]:
    return {
        "id": project.id,
        "uuid": project.uuid,
        "organization": project.organization_id,
        "api_token": project.api_token,
        "name": project.name,
        "completed_snippet_onboarding": project.ingested_event,
        "has_completed_onboarding_for": None,
        "ingested_event": project.ingested_event,
        "is_demo": project.is_demo,
        "timezone": project.timezone,
        "access_control": False,
    }
