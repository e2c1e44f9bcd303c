"""The organization as answers show it (NB-6, NB-90)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel

from hedgerow.api.wire.projects import BasicProject, basic_project
from hedgerow.vocab.people import MembershipLevel, Organization
from hedgerow.vocab.projects import Project


class OrganizationAnswer(BaseModel):
    """An organization in short."""

    id: UUID
    name: str
    slug: str
    created_at: datetime
    updated_at: datetime
    membership_level: int


class OrganizationDetail(OrganizationAnswer):
    """An organization with its projects; a project and its one environment have the same id (CONV-10)."""

    teams: list[BasicProject]
    projects: list[BasicProject]


def organization_answer(organization: Organization, level: MembershipLevel) -> OrganizationAnswer:
    """``organization`` in short, for a member of ``level``."""
    return OrganizationAnswer(
        id=organization.id,
        name=organization.name,
        slug=organization.slug,
        created_at=organization.created_at,
        updated_at=organization.updated_at,
        membership_level=level,
    )


def organization_detail(
    organization: Organization, level: MembershipLevel, projects: Sequence[Project]
) -> OrganizationDetail:
    """``organization`` with the projects its member may see."""
    shown = [basic_project(project) for project in projects]
    basic = organization_answer(organization, level)
    return OrganizationDetail(**basic.model_dump(), teams=shown, projects=shown)
