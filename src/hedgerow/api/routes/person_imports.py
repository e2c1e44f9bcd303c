"""`/api/projects/:id/persons/bulk_import`: people brought from another server or a file."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.person_imports import PeopleImport, PeopleImportAnswer, people_import_answer
from hedgerow.services.house import Visit
from hedgerow.services.person_imports import import_people

router = resource("Persons")


@router.post("/api/projects/{project_id}/persons/bulk_import", summary="Import people")
def persons_bulk_import(
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("person:write"))],
    sent: Annotated[Sent[PeopleImport], Depends(Sends(PeopleImport, json_only=True))],
) -> PeopleImportAnswer:
    """Make people known with all their distinct ids and set their properties; doing it again changes nothing."""
    now = house.clock()
    return people_import_answer(import_people(house, visit, [person.told(now) for person in sent.checked().people]))
