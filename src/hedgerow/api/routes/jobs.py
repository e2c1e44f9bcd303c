"""`/api/projects/:id/jobs`: work the server does in the background, and how far it is."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.paths import whole_number
from hedgerow.api.routing import resource
from hedgerow.api.wire.jobs import JobAnswer, job_answer
from hedgerow.base.errors import NotFound
from hedgerow.services import jobs
from hedgerow.services.house import Visit

router = resource("Jobs")

_ALL = "/api/projects/{project_id}/jobs"

Reader = Annotated[Visit, Depends(Enters("project:read"))]


@router.get(_ALL, summary="Jobs, latest first")
def jobs_list(house: TheHouse, visit: Reader, paging: Paging) -> PageAnswer[JobAnswer]:
    """Answer the project's jobs, the latest first."""
    return paging.answer(jobs.jobs_page(house, visit, paging.asked), job_answer)


@router.get(f"{_ALL}/{{job_id:id}}", summary="A job")
def jobs_retrieve(job_id: str, house: TheHouse, visit: Reader) -> JobAnswer:
    """Answer one job by its id: its state, and how far it is."""
    number = whole_number(job_id)
    if number is None:
        raise NotFound
    return job_answer(jobs.job(house, visit, number))
