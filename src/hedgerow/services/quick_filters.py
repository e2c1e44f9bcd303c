"""Quick filters: made, found, changed and deleted (NB-71)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn, TypedDict
from uuid import UUID

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.base.ids import uuid_of
from hedgerow.services.house import House, Visit
from hedgerow.store.errors import Conflict
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.variables import QuickFilter

SCOPE = "QuickFilter"

_FIELDS = ("name", "property_name", "type", "options")


class QuickFilterValues(TypedDict, total=False):
    """What a client may write of a quick filter."""

    name: str
    property_name: str
    type: str
    options: Sequence[Mapping[str, Any]]


def quick_filters_page(house: House, visit: Visit, page: PageRequest) -> Page[QuickFilter]:
    """A slice of the project's quick filters, by name."""
    with house.store.read() as tx:
        return tx.quick_filters.page(visit.project.id, page)


def quick_filter(house: House, visit: Visit, filter_id: str) -> QuickFilter:
    """The project's quick filter with this id; raises NotFound, also when it is no UUID."""
    with house.store.read() as tx:
        return _found(tx, visit, filter_id)


def create_quick_filter(
    house: House,
    visit: Visit,
    *,
    name: str,
    property_name: str,
    type: str,  # noqa: A002  (the word of the contract)
    options: Sequence[Mapping[str, Any]],
) -> QuickFilter:
    """A new quick filter; raises InvalidRequest when its name is taken."""
    try:
        with house.store.write() as tx:
            made = tx.quick_filters.create(
                visit.project.id,
                name=name,
                property_name=property_name,
                type=type,
                options=options,
                created_by=visit.caller.user.id,
                now=house.clock(),
            )
            _log(tx, visit, made, "created", [], house.clock())
            return made
    except Conflict:
        _refuse_taken(name)


def change_quick_filter(house: House, visit: Visit, filter_id: str, values: QuickFilterValues) -> QuickFilter:
    """The quick filter with ``values`` written; raises NotFound, or InvalidRequest when its new name is taken."""
    try:
        with house.store.write() as tx:
            before = _found(tx, visit, filter_id)
            tx.quick_filters.update(visit.project.id, before.id, now=house.clock(), **values)
            after = _found(tx, visit, filter_id)
            if differences := _differences(before, after):
                _log(tx, visit, after, "updated", differences, house.clock())
            return after
    except Conflict:
        _refuse_taken(values["name"])


def delete_quick_filter(house: House, visit: Visit, filter_id: str) -> None:
    """Forget a quick filter; dashboards that name it stay readable. Raises NotFound."""
    with house.store.write() as tx:
        found = _found(tx, visit, filter_id)
        tx.quick_filters.delete(visit.project.id, found.id)
        _log(tx, visit, found, "deleted", [], house.clock())


def require_quick_filters(tx: Transaction, visit: Visit, ids: Iterable[str]) -> None:
    """Raise InvalidRequest naming those of ``ids`` that are no quick filters of the project (DASH-37)."""
    wanted = list(ids)
    there = set(existing_quick_filters(tx, visit, wanted))
    if missing := [text for text in wanted if text not in there]:
        raise InvalidRequest(f"There is no quick filter {', '.join(missing)}.", attr="quick_filter_ids")


def existing_quick_filters(tx: Transaction, visit: Visit, ids: Iterable[str]) -> list[str]:
    """Those of ``ids`` that are quick filters of the project, in their order (DASH-103)."""
    wanted = [(text, UUID(text)) for text in ids]
    known = tx.quick_filters.known(visit.project.id, (number for _, number in wanted))
    return [text for text, number in wanted if number in known]


def _found(tx: Transaction, visit: Visit, text: str) -> QuickFilter:
    found = tx.quick_filters.get(visit.project.id, uuid_of(text))
    if found is None:
        raise NotFound
    return found


def _refuse_taken(name: str) -> NoReturn:
    raise InvalidRequest(f'There is a quick filter called "{name}" already.', attr="name")


def _differences(before: QuickFilter, after: QuickFilter) -> list[dict[str, Any]]:
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in _FIELDS)
    return [{"field": f, "action": "changed", "before": old, "after": new} for f, old, new in pairs if old != new]


def _log(
    tx: Transaction, visit: Visit, item: QuickFilter, activity: str, changes: list[dict[str, Any]], now: datetime
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
