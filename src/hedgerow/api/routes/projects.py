"""`/api/projects`: projects and their settings (NB-3..5)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, Knows, TheHouse
from hedgerow.api.paging import PageAnswer, Paging, page_of
from hedgerow.api.routing import resource
from hedgerow.api.wire.projects import (
    BasicProject,
    NewProject,
    ProjectChange,
    ProjectDetail,
    basic_project,
    project_detail,
)
from hedgerow.services import access, projects
from hedgerow.services.house import Visit
from hedgerow.store.repositories.projects import ProjectChanges
from hedgerow.vocab.people import Caller

router = resource("Projects")

Writer = Annotated[Caller, Depends(Knows("project:write"))]
New = Annotated[Sent[NewProject], Depends(Sends(NewProject))]
Change = Annotated[Sent[ProjectChange], Depends(Sends(ProjectChange))]


@router.get("/api/projects", summary="Projects")
def projects_list(
    house: TheHouse, caller: Annotated[Caller, Depends(Knows("project:read"))], paging: Paging
) -> PageAnswer[BasicProject]:
    """Answer the projects the caller sees, oldest first."""
    return paging.answer(page_of(projects.projects_of(house, caller), paging.asked), basic_project)


@router.post("/api/projects", summary="Create a project", status_code=201)
def projects_create(house: TheHouse, caller: Writer, sent: New) -> ProjectDetail:
    """Create a project with a token of its own; administrators only."""
    access.require_admin(caller)
    wanted = sent.checked()
    project = projects.create_project(
        house.store,
        name=wanted.name,
        now=house.clock(),
        timezone=wanted.timezone,
        week_start_day=wanted.week_start_day,
        test_account_filters=wanted.test_account_filters,
        created_by=caller.user.id,
    )
    return project_detail(project, caller.user.membership_level)


@router.get("/api/projects/{project_id}", summary="A project")
def projects_retrieve(visit: Annotated[Visit, Depends(Enters("project:read"))]) -> ProjectDetail:
    """Answer the project with its settings; `@current` works as an id."""
    return project_detail(visit.project, visit.caller.user.membership_level)


@router.patch("/api/projects/{project_id}", summary="Change a project")
def projects_partial_update(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("project:write"))], sent: Change
) -> ProjectDetail:
    """Change the name or the settings; administrators only."""
    access.require_admin(visit.caller)
    project = projects.change_project(house, visit, sent.checked().given(ProjectChanges))
    return project_detail(project, visit.caller.user.membership_level)


@router.api_route("/api/projects/{project_id}/reset_token", methods=["PATCH", "POST"], summary="Replace the token")
def projects_reset_token(house: TheHouse, visit: Annotated[Visit, Depends(Enters("project:write"))]) -> ProjectDetail:
    """Give the project a new token; the old one works until `previous_token_expires_at`. Administrators only."""
    access.require_admin(visit.caller)
    return project_detail(projects.reset_token(house, visit), visit.caller.user.membership_level)
