"""`/api/projects/:id/actions`: names for sets of events, which insights count like an event (EN-5)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.paths import whole_number
from hedgerow.api.routing import resource
from hedgerow.api.wire.actions import ActionAnswer, ActionChange, NewAction, action_answer
from hedgerow.base.errors import NotFound
from hedgerow.services import actions
from hedgerow.services.actions import ActionValues
from hedgerow.services.house import Visit

router = resource("Actions")

_ALL = "/api/projects/{project_id}/actions"
_ONE = f"{_ALL}/{{action_id:id}}"

Reader = Annotated[Visit, Depends(Enters("action:read"))]
Writer = Annotated[Visit, Depends(Enters("action:write"))]
New = Annotated[Sent[NewAction], Depends(Sends(NewAction))]
Change = Annotated[Sent[ActionChange], Depends(Sends(ActionChange))]


@router.get(_ALL, summary="Actions")
def actions_list(house: TheHouse, visit: Reader, paging: Paging) -> PageAnswer[ActionAnswer]:
    """Answer the project's actions, by name; deleted ones are left out."""
    return paging.answer(actions.actions_page(house, visit, paging.asked), action_answer)


@router.post(_ALL, summary="Create an action", status_code=201)
def actions_create(house: TheHouse, visit: Writer, sent: New) -> ActionAnswer:
    """Create an action; several may have the same name."""
    wanted = sent.checked()
    made = actions.create_action(house, visit, name=wanted.name, description=wanted.description, steps=wanted.steps)
    return action_answer(made)


@router.get(_ONE, summary="An action")
def actions_retrieve(action_id: str, house: TheHouse, visit: Reader) -> ActionAnswer:
    """Answer one action by its id."""
    return action_answer(actions.action(house, visit, _number(action_id)))


@router.api_route(_ONE, methods=["PATCH", "PUT"], summary="Change an action")
def actions_update(action_id: str, house: TheHouse, visit: Writer, sent: Change) -> ActionAnswer:
    """Change an action; `deleted` true deletes it, false brings it back."""
    number = _number(action_id)
    actions.require_action(house, visit, number)
    return action_answer(actions.change_action(house, visit, number, sent.checked().given(ActionValues)))


def _number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise NotFound
    return number
