"""The one organization of a server (CONV-10)."""

from uuid import UUID

from hedgerow.base.errors import NotFound
from hedgerow.services.access import CURRENT, visible_projects
from hedgerow.services.house import House
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.people import Caller, Organization
from hedgerow.vocab.projects import Project


def the_organization(tx: Transaction) -> Organization:
    """The server's organization; raises NotFound before the server was set up."""
    found = tx.organizations.first()
    if found is None:
        raise NotFound("There is no organization yet.")
    return found


def organization(house: House, caller: Caller, organization_id: str) -> tuple[Organization, tuple[Project, ...]]:
    """The organization with this id (or `@current`) and the projects the caller sees in it (NB-6, NB-90)."""
    with house.store.read() as tx:
        found = the_organization(tx)
        projects = visible_projects(caller, tx.projects.all())
    limits = caller.key.scoped_organizations if caller.key else ()
    if not (organization_id == CURRENT or _same(found.id, organization_id)) or (limits and found.id not in limits):
        raise NotFound
    return found, projects


def _same(known: UUID, text: str) -> bool:
    try:
        return UUID(text) == known
    except ValueError:
        return False
