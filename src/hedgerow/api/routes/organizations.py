"""`/api/organizations`: the one organization of the server (NB-6, NB-90)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.doors import Knows, TheHouse
from hedgerow.api.paging import PageAnswer, Paging, page_of
from hedgerow.api.routing import resource
from hedgerow.api.wire.organizations import OrganizationDetail, organization_detail
from hedgerow.api.wire.projects import BasicProject, basic_project
from hedgerow.services import organizations
from hedgerow.services.access import CURRENT
from hedgerow.vocab.people import Caller

router = resource("Organizations")

Reader = Annotated[Caller, Depends(Knows("organization:read"))]


@router.get("/api/organizations", summary="Organizations")
def organizations_list(house: TheHouse, caller: Reader, paging: Paging) -> PageAnswer[OrganizationDetail]:
    """Answer the organizations the caller is in."""
    organization, projects = organizations.organization(house, caller, CURRENT)
    shown = organization_detail(organization, caller.user.membership_level, projects)
    return paging.answer(page_of([shown], paging.asked), lambda item: item)


@router.get("/api/organizations/{organization_id}", summary="An organization")
def organizations_retrieve(organization_id: str, house: TheHouse, caller: Reader) -> OrganizationDetail:
    """Answer the organization with its projects; `@current` works as an id."""
    organization, projects = organizations.organization(house, caller, organization_id)
    return organization_detail(organization, caller.user.membership_level, projects)


@router.get("/api/organizations/{organization_id}/projects", summary="Projects of an organization")
def organizations_projects_list(
    organization_id: str, house: TheHouse, caller: Reader, paging: Paging
) -> PageAnswer[BasicProject]:
    """Answer the projects of the organization that the caller sees."""
    _, projects = organizations.organization(house, caller, organization_id)
    return paging.answer(page_of(projects, paging.asked), basic_project)
