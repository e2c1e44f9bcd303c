"""Actions: made, found, changed and deleted (EN-5)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.query.actions import steps_of
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.services.house import House, Visit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.actions import Action
from hedgerow.vocab.pages import Page, PageRequest

SCOPE = "Action"

_FIELDS = ("name", "description", "steps", "deleted")


class ActionValues(TypedDict, total=False):
    """What a client may write of an action."""

    name: str
    description: str
    steps: Sequence[Mapping[str, Any]]
    deleted: bool


def actions_page(house: House, visit: Visit, page: PageRequest) -> Page[Action]:
    """A slice of the project's actions that are not deleted, by name."""
    with house.store.read() as tx:
        return tx.actions.page(visit.project.id, page)


def action(house: House, visit: Visit, action_id: int) -> Action:
    """The project's action with this id; raises NotFound, also when it is deleted."""
    with house.store.read() as tx:
        found = _found(tx, visit, action_id)
    if found.deleted:
        raise NotFound
    return found


def create_action(
    house: House, visit: Visit, *, name: str, description: str, steps: Sequence[Mapping[str, Any]]
) -> Action:
    """A new action; raises InvalidRequest when a step cannot be read."""
    now = house.clock()
    _require_steps(steps)
    with house.store.write() as tx:
        made = tx.actions.create(
            visit.project.id,
            name=name,
            description=description,
            steps=steps,
            created_by=visit.caller.user.id,
            now=now,
        )
        _log(tx, visit, made, "created", [], now)
    house.runner.forget_definitions(visit.project.id)
    return made


def change_action(house: House, visit: Visit, action_id: int, values: ActionValues) -> Action:
    """The action with ``values`` written; ``deleted`` hides it and brings it back.

    Raises NotFound, or InvalidRequest when a step cannot be read.
    """
    now = house.clock()
    if "steps" in values:
        _require_steps(values["steps"])
    with house.store.write() as tx:
        before = _found(tx, visit, action_id)
        tx.actions.update(visit.project.id, action_id, now=now, **values)
        after = _found(tx, visit, action_id)
        if differences := _differences(before, after):
            _log(tx, visit, after, "deleted" if after.deleted and not before.deleted else "updated", differences, now)
    house.runner.forget_definitions(visit.project.id)
    return after


def require_action(house: House, visit: Visit, action_id: int) -> None:
    """Raise NotFound unless the project has this action, deleted or not."""
    with house.store.read() as tx:
        _found(tx, visit, action_id)


def _found(tx: Transaction, visit: Visit, action_id: int) -> Action:
    found = tx.actions.get(visit.project.id, action_id)
    if found is None:
        raise NotFound
    return found


def _require_steps(steps: Sequence[Mapping[str, Any]]) -> None:
    """Raise InvalidRequest unless queries can read ``steps``; parts Hedgerow cannot run yet may be kept."""
    try:
        steps_of(steps)
    except NotSupportedYet:
        return
    except InvalidRequest as error:
        raise InvalidRequest(error.detail, attr="steps") from None


def _differences(before: Action, after: Action) -> list[dict[str, Any]]:
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in _FIELDS)
    return [{"field": f, "action": "changed", "before": old, "after": new} for f, old, new in pairs if old != new]


def _log(tx: Transaction, visit: Visit, item: Action, activity: str, changes: Any, now: datetime) -> None:
    tx.activity.add(
        visit.project.id,
        scope=SCOPE,
        item_id=str(item.id),
        activity=activity,
        user_id=visit.caller.user.id,
        detail={"name": item.name, "changes": changes},
        now=now,
    )
