"""What a project knows of its events (contract 70)."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from hedgerow.base.errors import NotFound
from hedgerow.services.house import House, Visit
from hedgerow.store.repositories.event_filter import EventDefinitionFilter
from hedgerow.vocab.definitions import EventDefinition
from hedgerow.vocab.pages import Page, PageRequest

STALE_AFTER = timedelta(days=30)
"""An event not seen for so long is left out by ``exclude_stale``."""


def event_definitions(
    house: House, visit: Visit, page: PageRequest, filters: EventDefinitionFilter, order: Sequence[str]
) -> Page[EventDefinition]:
    """A slice of the project's event definitions (EVDEF-1..19)."""
    with house.store.read() as tx:
        return tx.event_definitions.page(visit.project.id, page, filters, order)


def event_definition(house: House, visit: Visit, definition_id: str) -> EventDefinition:
    """The project's event definition with this id; raises NotFound, also when it is no UUID (EVDEF-41)."""
    try:
        wanted = UUID(definition_id)
    except ValueError:
        raise NotFound from None
    with house.store.read() as tx:
        found = tx.event_definitions.get(visit.project.id, wanted)
    if found is None:
        raise NotFound
    return found
