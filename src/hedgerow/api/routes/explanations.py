"""`…/insights/:id/explain` and `…/query/explain`: how a question is answered, and at what cost."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.insight_looks import FiltersOverride, FromDashboard, VariablesOverride, asked_look
from hedgerow.api.presence import Waiting
from hedgerow.api.routing import resource
from hedgerow.api.wire.explanations import ExplainRequest, ExplanationAnswer, explanation_answer
from hedgerow.services import explanations
from hedgerow.services.house import Visit

router = resource("Explanations")


@router.get("/api/projects/{project_id}/insights/{insight_id:id}/explain", summary="Explain an insight")
def insights_explain(
    insight_id: str,
    house: TheHouse,
    waiting: Waiting,
    visit: Annotated[Visit, Depends(Enters("insight:read query:read"))],
    from_dashboard: FromDashboard = None,
    filters_override: FiltersOverride = None,
    variables_override: VariablesOverride = None,
) -> ExplanationAnswer:
    """Run a saved insight's query, whatever is cached, and answer how it was answered instead of its result."""
    look = asked_look(house, visit, insight_id, from_dashboard, filters_override, variables_override)
    return explanation_answer(explanations.explain_insight(house, visit, look, waiting))


@router.post("/api/projects/{project_id}/query/explain", summary="Explain a query")
def query_explain(
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("query:read"))],
    sent: Annotated[Sent[ExplainRequest], Depends(Sends(ExplainRequest, json_only=True))],
    waiting: Waiting,
) -> ExplanationAnswer:
    """Run a query of any supported kind, whatever is cached, and answer how it was answered."""
    return explanation_answer(explanations.explain_query(house, visit, sent.checked().query, waiting))
