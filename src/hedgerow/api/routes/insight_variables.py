"""`/api/projects/:id/insight_variables`: values that SQL insights read by name (NB-70)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.routing import resource
from hedgerow.api.wire.insight_variables import (
    InsightVariableAnswer,
    InsightVariableChange,
    NewInsightVariable,
    variable_answer,
)
from hedgerow.services import insight_variables
from hedgerow.services.house import Visit
from hedgerow.services.insight_variables import VariableValues

router = resource("Insight variables")

_ALL = "/api/projects/{project_id}/insight_variables"
_ONE = f"{_ALL}/{{insight_variable_id:id}}"

Reader = Annotated[Visit, Depends(Enters("insight_variable:read"))]
Writer = Annotated[Visit, Depends(Enters("insight_variable:write"))]
New = Annotated[Sent[NewInsightVariable], Depends(Sends(NewInsightVariable))]
Change = Annotated[Sent[InsightVariableChange], Depends(Sends(InsightVariableChange))]


@router.get(_ALL, summary="Insight variables")
def insight_variables_list(house: TheHouse, visit: Reader, paging: Paging) -> PageAnswer[InsightVariableAnswer]:
    """Answer the project's variables, by name."""
    page = insight_variables.insight_variables_page(house, visit, paging.asked)
    return paging.answer(page, variable_answer)


@router.post(_ALL, summary="Create an insight variable", status_code=201)
def insight_variables_create(house: TheHouse, visit: Writer, sent: New) -> InsightVariableAnswer:
    """Create a variable; without a `code_name` it gets one made from its name."""
    wanted = sent.checked()
    made = insight_variables.create_insight_variable(
        house, visit, name=wanted.name, type=wanted.type, values=wanted.given(VariableValues)
    )
    return variable_answer(made)


@router.get(_ONE, summary="An insight variable")
def insight_variables_retrieve(insight_variable_id: str, house: TheHouse, visit: Reader) -> InsightVariableAnswer:
    """Answer one variable by its UUID."""
    return variable_answer(insight_variables.insight_variable(house, visit, insight_variable_id))


@router.api_route(_ONE, methods=["PATCH", "PUT"], summary="Change an insight variable")
def insight_variables_update(
    insight_variable_id: str, house: TheHouse, visit: Writer, sent: Change
) -> InsightVariableAnswer:
    """Change a variable; its `code_name` stays unless it is sent, since queries name it."""
    insight_variables.insight_variable(house, visit, insight_variable_id)
    values = sent.checked().given(VariableValues)
    return variable_answer(insight_variables.change_insight_variable(house, visit, insight_variable_id, values))


@router.delete(_ONE, summary="Delete an insight variable", status_code=204)
def insight_variables_destroy(insight_variable_id: str, house: TheHouse, visit: Writer) -> None:
    """Delete a variable; dashboards that hold a value for it stay as they are."""
    insight_variables.delete_insight_variable(house, visit, insight_variable_id)
