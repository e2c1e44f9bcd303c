"""`/api/projects/:id/ingestion_warnings` and `…/ingestion/status`: what comes in, and what goes wrong with it."""

from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.query_values import moment
from hedgerow.api.routing import resource
from hedgerow.api.wire.ingestion import IngestionStatusAnswer, IngestionWarningsAnswer, status_answer, warnings_answer
from hedgerow.base.errors import InvalidRequest
from hedgerow.services.house import Visit
from hedgerow.services.ingestion_status import ingestion_status
from hedgerow.services.ingestion_warnings import DAYS_KEPT, warning_summaries
from hedgerow.vocab.ingestion import WarningKind

router = resource("Ingestion")

DEFAULT_DAYS = 7

Reader = Annotated[Visit, Depends(Enters("project:read"))]


@router.get("/api/projects/{project_id}/ingestion_warnings", summary="What went wrong with data on its way in")
def ingestion_warnings_list(
    house: TheHouse,
    visit: Reader,
    kind: Annotated[str | None, Query(description="Only warnings of this kind, such as `bad_timestamp`.")] = None,
    date_from: Annotated[
        str | None,
        Query(
            description=f"Since the UTC day of this ISO date or `-30d`; {DEFAULT_DAYS} days when absent, "
            f"at most {DAYS_KEPT}, which is also what `all` means."
        ),
    ] = None,
) -> IngestionWarningsAnswer:
    """Answer each kind of trouble with how often it came, on which days, samples of it, and what to do about it."""
    now = house.clock()
    if date_from:
        since = moment("date_from", date_from, now, visit.project.timezone) or now - timedelta(days=DAYS_KEPT)
    else:
        since = now - timedelta(days=DEFAULT_DAYS - 1)
    return warnings_answer(*warning_summaries(house, visit, since, _kind(kind) if kind else None))


@router.get("/api/projects/{project_id}/ingestion/status", summary="How data comes in right now")
def ingestion_status_retrieve(house: TheHouse, visit: Reader) -> IngestionStatusAnswer:
    """Answer rates, lag, the last event, and what became of the events sent today."""
    return status_answer(ingestion_status(house, visit))


def _kind(text: str) -> WarningKind:
    try:
        return WarningKind(text)
    except ValueError:
        raise InvalidRequest(f'"{text[:100]}" is no kind of warning.', code="invalid_choice", attr="kind") from None
