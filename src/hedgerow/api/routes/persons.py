"""`/api/projects/:id/persons`: whom events are about, and deleting them."""

from typing import Annotated, Any

import orjson
from fastapi import Depends, Query

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.query_values import is_true
from hedgerow.api.routing import resource
from hedgerow.api.wire.jobs import JobAnswer, job_answer
from hedgerow.api.wire.persons import PersonAnswer, PersonsToDelete, person_answer
from hedgerow.base.canonical_json import parsed
from hedgerow.base.errors import InvalidRequest
from hedgerow.services import persons
from hedgerow.services.house import Visit
from hedgerow.services.person_deletion import delete_persons
from hedgerow.services.persons import PersonFilter

router = resource("People")

MOST_PERSONS = 1000
"""People one answer holds."""

_ALL = "/api/projects/{project_id}/persons"
_ONE = f"{_ALL}/{{person_id:id}}"

Reader = Annotated[Visit, Depends(Enters("person:read"))]
Writer = Annotated[Visit, Depends(Enters("person:write"))]
Deletion = Annotated[Sent[PersonsToDelete], Depends(Sends(PersonsToDelete))]


@router.get(_ALL, summary="People")
def persons_list(
    house: TheHouse,
    visit: Reader,
    paging: Paging,
    search: Annotated[str | None, Query(description="Part of an email, a name or a distinct id.")] = None,
    distinct_id: Annotated[str | None, Query(description="Only who has this distinct id.")] = None,
    email: Annotated[str | None, Query(description="Only who has this email.")] = None,
    properties: Annotated[
        str | None, Query(description="A JSON list of property filters of people: `{key, value, operator}`.")
    ] = None,
) -> PageAnswer[PersonAnswer]:
    """Answer the project's people, newest first, at most 1000 at a time."""
    wanted = PersonFilter(
        search=search or None, distinct_id=distinct_id, email=email, properties=_filters("properties", properties)
    )
    pager = paging.at_most(MOST_PERSONS)
    return pager.answer(persons.persons_page(house, visit, wanted, pager.asked), person_answer)


@router.post(f"{_ALL}/bulk_delete", summary="Delete people", status_code=202)
def persons_bulk_delete(house: TheHouse, visit: Writer, sent: Deletion) -> JobAnswer:
    """Delete people for good, by uuid or distinct id; the answer is the job that erases what the engine holds."""
    wanted = sent.checked()
    if not (wanted.ids or wanted.distinct_ids):
        raise InvalidRequest("Name people by ids or distinct_ids.", attr="ids", code="required")
    return job_answer(
        delete_persons(
            house, visit, uuids=wanted.ids, distinct_ids=wanted.distinct_ids, delete_events=wanted.delete_events
        )
    )


@router.get(_ONE, summary="A person")
def persons_retrieve(person_id: str, house: TheHouse, visit: Reader) -> PersonAnswer:
    """Answer one person by their uuid or one of their distinct ids."""
    return person_answer(persons.person(house, visit, person_id))


@router.delete(_ONE, summary="Delete a person", status_code=202)
def persons_destroy(
    person_id: str,
    house: TheHouse,
    visit: Writer,
    delete_events: Annotated[str | None, Query(description="`true` also deletes all their events.")] = None,
) -> JobAnswer:
    """Delete a person for good; the answer is the job that erases what the engine holds.

    What a distinct id of theirs sends from now on is a new person's.
    """
    found = persons.person(house, visit, person_id)
    return job_answer(delete_persons(house, visit, uuids=[found.person.uuid], delete_events=is_true(delete_events)))


def _filters(name: str, text: str | None) -> list[Any]:
    try:
        value = parsed(text or "[]")
    except orjson.JSONDecodeError:
        value = None
    if not isinstance(value, list):
        raise InvalidRequest("A JSON list of property filters is needed.", attr=name)
    return value
