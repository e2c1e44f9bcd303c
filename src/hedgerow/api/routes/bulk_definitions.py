"""`…/bulk_update` of event and property definitions: many changed alike, all of them or none."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.definition_usage import BulkChangedAnswer, bulk_changed_answer
from hedgerow.api.wire.event_definitions import EventDefinitionsChange
from hedgerow.api.wire.property_definitions import PropertyDefinitionsChange
from hedgerow.services.event_definitions import change_event_definitions
from hedgerow.services.house import Visit
from hedgerow.services.property_definitions import change_property_definitions

router = resource("Definitions")

Events = Annotated[Sent[EventDefinitionsChange], Depends(Sends(EventDefinitionsChange))]
Properties = Annotated[Sent[PropertyDefinitionsChange], Depends(Sends(PropertyDefinitionsChange))]


@router.post("/api/projects/{project_id}/event_definitions/bulk_update", summary="Change many event definitions")
def event_definitions_bulk_update(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("event_definition:write"))], sent: Events
) -> BulkChangedAnswer:
    """Change up to 500 event definitions alike; one value that makes no sense changes none of them."""
    wanted = sent.checked()
    changed = change_event_definitions(house, visit, wanted.ids, wanted.values())
    return bulk_changed_answer(wanted.ids, {one.id for one in changed})


@router.post("/api/projects/{project_id}/property_definitions/bulk_update", summary="Change many property definitions")
def property_definitions_bulk_update(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("property_definition:write"))], sent: Properties
) -> BulkChangedAnswer:
    """Change up to 500 property definitions alike; one value that makes no sense changes none of them."""
    wanted = sent.checked()
    changed = change_property_definitions(house, visit, wanted.ids, wanted.values())
    return bulk_changed_answer(wanted.ids, {one.id for one in changed})
