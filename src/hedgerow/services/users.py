"""The calling user."""

from dataclasses import dataclass
from typing import TypedDict
from uuid import UUID

from hedgerow.base.errors import InvalidRequest
from hedgerow.services.access import visible_projects
from hedgerow.services.house import House
from hedgerow.services.organizations import the_organization
from hedgerow.vocab.people import Caller, Organization, User
from hedgerow.vocab.projects import Project


class ProfileChanges(TypedDict, total=False):
    """What users can change of themselves."""

    first_name: str
    last_name: str
    set_current_team: int
    set_current_organization: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A user with the organization and the projects they see."""

    user: User
    organization: Organization
    projects: tuple[Project, ...]
    current_project: Project | None


def profile(house: House, caller: Caller) -> Profile:
    """The caller's own profile (NB-1)."""
    with house.store.read() as tx:
        user = tx.users.get(caller.user.id) or caller.user
        organization = the_organization(tx)
        projects = visible_projects(caller, tx.projects.all())
    current = next((project for project in projects if project.id == user.current_project_id), None)
    return Profile(user=user, organization=organization, projects=projects, current_project=current)


def change_profile(house: House, caller: Caller, changes: ProfileChanges) -> Profile:
    """Change the caller's name or what `@current` means (NB-2).

    Raises InvalidRequest (``does_not_exist``) for a project or organization the caller cannot see.
    """
    with house.store.write() as tx:
        if (team := changes.get("set_current_team")) is not None:
            if team not in {project.id for project in visible_projects(caller, tx.projects.all())}:
                raise InvalidRequest("There is no such project.", code="does_not_exist", attr="set_current_team")
            tx.users.update(caller.user.id, current_project_id=team)
        if (wanted := changes.get("set_current_organization")) is not None and wanted != the_organization(tx).id:
            raise InvalidRequest(
                "There is no such organization.", code="does_not_exist", attr="set_current_organization"
            )
        if "first_name" in changes:
            tx.users.update(caller.user.id, first_name=changes["first_name"])
        if "last_name" in changes:
            tx.users.update(caller.user.id, last_name=changes["last_name"])
    return profile(house, caller)
