"""`/api/projects/:id/cohorts`: names for sets of people, which filters ask for (EN-20)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.paths import whole_number
from hedgerow.api.routing import resource
from hedgerow.api.wire.cohorts import CohortAnswer, CohortChange, NewCohort, cohort_answer
from hedgerow.base.errors import NotFound
from hedgerow.services import cohorts
from hedgerow.services.cohorts import CohortValues
from hedgerow.services.house import Visit

router = resource("Cohorts")

_ALL = "/api/projects/{project_id}/cohorts"
_ONE = f"{_ALL}/{{cohort_id:id}}"

Reader = Annotated[Visit, Depends(Enters("cohort:read"))]
Writer = Annotated[Visit, Depends(Enters("cohort:write"))]
New = Annotated[Sent[NewCohort], Depends(Sends(NewCohort))]
Change = Annotated[Sent[CohortChange], Depends(Sends(CohortChange))]


@router.get(_ALL, summary="Cohorts")
def cohorts_list(house: TheHouse, visit: Reader, paging: Paging) -> PageAnswer[CohortAnswer]:
    """Answer the project's cohorts, by name; deleted ones are left out."""
    return paging.answer(cohorts.cohorts_page(house, visit, paging.asked), cohort_answer)


@router.post(_ALL, summary="Create a cohort", status_code=201)
def cohorts_create(house: TheHouse, visit: Writer, sent: New) -> CohortAnswer:
    """Create a cohort; several may have the same name."""
    wanted = sent.checked()
    made = cohorts.create_cohort(
        house,
        visit,
        name=wanted.name,
        description=wanted.description,
        is_static=wanted.is_static,
        filters=wanted.filters,
        distinct_ids=wanted.distinct_ids,
    )
    return cohort_answer(made)


@router.get(_ONE, summary="A cohort")
def cohorts_retrieve(cohort_id: str, house: TheHouse, visit: Reader) -> CohortAnswer:
    """Answer one cohort by its id."""
    return cohort_answer(cohorts.cohort(house, visit, _number(cohort_id)))


@router.api_route(_ONE, methods=["PATCH", "PUT"], summary="Change a cohort")
def cohorts_update(cohort_id: str, house: TheHouse, visit: Writer, sent: Change) -> CohortAnswer:
    """Change a cohort; `deleted` true deletes it, false brings it back."""
    number = _number(cohort_id)
    cohorts.require_cohort(house, visit, number)
    return cohort_answer(cohorts.change_cohort(house, visit, number, sent.checked().given(CohortValues)))


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise NotFound
    return number
