"""Insight variables: made, found, changed and deleted (NB-70)."""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn, TypedDict, cast

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.base.ids import uuid_of
from hedgerow.services.house import House, Visit
from hedgerow.store.errors import Conflict
from hedgerow.store.repositories.insight_variables import VariableChanges
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.variables import InsightVariable, VariableType

SCOPE = "InsightVariable"

_FIELDS = ("name", "code_name", "type", "default_value", "values")

_CODE_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_NOT_IN_A_CODE_NAME = re.compile(r"[^a-z0-9_]")


class VariableValues(TypedDict, total=False):
    """What a client may write of a variable."""

    name: str
    code_name: str | None
    type: VariableType
    default_value: Any
    values: Sequence[Any] | None


def insight_variables_page(house: House, visit: Visit, page: PageRequest) -> Page[InsightVariable]:
    """A slice of the project's variables, by name."""
    with house.store.read() as tx:
        return tx.insight_variables.page(visit.project.id, page)


def insight_variable(house: House, visit: Visit, variable_id: str) -> InsightVariable:
    """The project's variable with this id; raises NotFound, also when it is no UUID."""
    with house.store.read() as tx:
        return _found(tx, visit, variable_id)


def create_insight_variable(
    house: House,
    visit: Visit,
    *,
    name: str,
    type: VariableType,  # noqa: A002  (the word of the contract)
    values: VariableValues,
) -> InsightVariable:
    """A new variable; without a code name it gets one made from ``name``.

    Raises InvalidRequest for a code name that SQL could not spell or that is taken, and for a default that does not
    fit the type.
    """
    code_name = values.get("code_name") or code_name_of(name)
    _require_code_name(code_name)
    choices, default = _choices(type, values.get("values")), values.get("default_value")
    _require_fit(type, default, choices)
    try:
        with house.store.write() as tx:
            made = tx.insight_variables.create(
                visit.project.id,
                name=name,
                code_name=code_name,
                type=type,
                default_value=default,
                values=choices,
                created_by=visit.caller.user.id,
                now=house.clock(),
            )
            _log(tx, visit, made, "created", [], house.clock())
    except Conflict:
        _refuse_taken(code_name)
    house.runner.forget_definitions(visit.project.id)
    return made


def change_insight_variable(house: House, visit: Visit, variable_id: str, values: VariableValues) -> InsightVariable:
    """The variable with ``values`` written; a code name stays when only the name changes, since queries hold it.

    Raises NotFound, and what `create_insight_variable` raises.
    """
    changes = cast("VariableChanges", {key: value for key, value in values.items() if value is not None})
    try:
        with house.store.write() as tx:
            before = _found(tx, visit, variable_id)
            if "code_name" in changes:
                _require_code_name(changes["code_name"])
            kind = changes.get("type", before.type)
            changes["values"] = _choices(kind, values["values"] if "values" in values else _kept(before, kind))
            changes["default_value"] = values.get("default_value", before.default_value)
            _require_fit(kind, changes["default_value"], changes["values"])
            tx.insight_variables.update(visit.project.id, before.id, **changes)
            after = _found(tx, visit, variable_id)
            if differences := _differences(before, after):
                _log(tx, visit, after, "updated", differences, house.clock())
    except Conflict:
        _refuse_taken(changes["code_name"])
    house.runner.forget_definitions(visit.project.id)
    return after


def delete_insight_variable(house: House, visit: Visit, variable_id: str) -> None:
    """Forget a variable; dashboards that hold a value for it stay readable (DASH-14). Raises NotFound."""
    with house.store.write() as tx:
        found = _found(tx, visit, variable_id)
        tx.insight_variables.delete(visit.project.id, found.id)
        _log(tx, visit, found, "deleted", [], house.clock())
    house.runner.forget_definitions(visit.project.id)


def code_name_of(name: str) -> str:
    """The code name made from a variable's name: ``Plan (old)`` becomes ``plan_old``.

    Empty when the name has no letter, digit or underscore of ASCII.
    """
    made = _NOT_IN_A_CODE_NAME.sub("", re.sub(r"\s+", "_", name.strip().lower()))
    return f"_{made}" if made[:1].isdigit() else made


def _found(tx: Transaction, visit: Visit, text: str) -> InsightVariable:
    found = tx.insight_variables.get(visit.project.id, uuid_of(text))
    if found is None:
        raise NotFound
    return found


def _require_code_name(code_name: str) -> None:
    if not _CODE_NAME.fullmatch(code_name):
        raise InvalidRequest(
            "A code name is made of letters, digits and underscores and does not begin with a digit.", attr="code_name"
        )


def _refuse_taken(code_name: str) -> NoReturn:
    raise InvalidRequest(f'There is a variable with the code name "{code_name}" already.', attr="code_name")


def _choices(kind: VariableType, values: Sequence[Any] | None) -> Sequence[Any] | None:
    """The choices to keep: a List has some, other types have none."""
    if kind is not VariableType.LIST:
        if values:
            raise InvalidRequest(f"Only a List has values, a {kind} has none.", attr="values")
        return None
    if not values:
        raise InvalidRequest("A List needs its values.", attr="values")
    if not all(_is_text(value) or _is_number(value) or isinstance(value, bool) for value in values):
        raise InvalidRequest("The values of a List are texts, numbers or booleans.", attr="values")
    return values


def _kept(before: InsightVariable, kind: VariableType) -> Sequence[Any] | None:
    """The values a variable keeps when nobody sends new ones: a List that becomes something else loses them."""
    return before.values if kind is VariableType.LIST else None


def _require_fit(kind: VariableType, default: Any, choices: Sequence[Any] | None) -> None:
    if default is None:
        return
    if kind is VariableType.LIST:
        if not any(type(choice) is type(default) and choice == default for choice in choices or ()):
            raise InvalidRequest("The default of a List is one of its values.", attr="default_value")
    elif not _FITS[kind](default):
        raise InvalidRequest(f"The default of a {kind} must be {_NAMES[kind]}.", attr="default_value")


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value) is not None
    except ValueError:
        return False


_FITS: Mapping[VariableType, Callable[[Any], bool]] = {
    VariableType.STRING: _is_text,
    VariableType.NUMBER: _is_number,
    VariableType.BOOLEAN: lambda value: isinstance(value, bool),
    VariableType.DATE: _is_date,
}
_NAMES: Mapping[VariableType, str] = {
    VariableType.STRING: "a text",
    VariableType.NUMBER: "a number",
    VariableType.BOOLEAN: "true or false",
    VariableType.DATE: "an ISO date or time",
}


def _differences(before: InsightVariable, after: InsightVariable) -> list[dict[str, Any]]:
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in _FIELDS)
    return [{"field": f, "action": "changed", "before": old, "after": new} for f, old, new in pairs if old != new]


def _log(
    tx: Transaction, visit: Visit, item: InsightVariable, activity: str, changes: list[dict[str, Any]], now: datetime
) -> None:
    tx.activity.add(
        visit.project.id,
        scope=SCOPE,
        item_id=str(item.id),
        activity=activity,
        user_id=visit.caller.user.id,
        detail={"name": item.name, "changes": changes},
        now=now,
    )
