"""What a project knows of its properties (NB-50..52)."""

from uuid import UUID

from hedgerow.base.errors import NotFound
from hedgerow.services.house import House, Visit
from hedgerow.store.repositories.property_definitions import PropertyDefinitionFilter
from hedgerow.vocab.definitions import PropertyDefinition
from hedgerow.vocab.pages import Page, PageRequest


def property_definitions(
    house: House, visit: Visit, page: PageRequest, filters: PropertyDefinitionFilter
) -> Page[PropertyDefinition]:
    """A slice of the project's property definitions, by name (NB-51)."""
    with house.store.read() as tx:
        return tx.property_definitions.page(visit.project.id, page, filters)


def property_definition(house: House, visit: Visit, definition_id: str) -> PropertyDefinition:
    """The project's property definition with this id; raises NotFound, also when it is no UUID."""
    try:
        wanted = UUID(definition_id)
    except ValueError:
        raise NotFound from None
    with house.store.read() as tx:
        found = tx.property_definitions.get(visit.project.id, wanted)
    if found is None:
        raise NotFound
    return found
