"""`/api/projects/:id/query`: a question asked directly (80 §2, NB-91)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.presence import Waiting
from hedgerow.api.routing import resource
from hedgerow.api.wire.queries import QueryAnswer, QueryRequest, query_answer
from hedgerow.run.freshness import RefreshMode, refresh_mode
from hedgerow.services import queries
from hedgerow.services.house import Visit

router = resource("Queries")


@router.post("/api/projects/{project_id}/query", summary="Run a query")
def query_create(
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("query:read"))],
    sent: Annotated[Sent[QueryRequest], Depends(Sends(QueryRequest, json_only=True))],
    waiting: Waiting,
) -> QueryAnswer:
    """Answer a query of any supported kind; it shares its cache with insights and dashboards.

    It is stopped when the client leaves.
    """
    asked = sent.checked()
    mode = refresh_mode(asked.refresh, default=RefreshMode.BLOCKING)
    return query_answer(queries.run_query(house, visit, asked.query, mode, waiting))
