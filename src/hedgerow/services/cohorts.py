"""Cohorts: made, found, changed and deleted (EN-20)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.query.cohorts import filters_of
from hedgerow.services.house import House, Visit
from hedgerow.store.repositories.cohorts import CohortChanges
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.cohorts import Cohort
from hedgerow.vocab.pages import Page, PageRequest

SCOPE = "Cohort"

_FIELDS = ("name", "description", "filters", "members", "deleted")


class CohortValues(TypedDict, total=False):
    """What a client may write of a cohort. ``distinct_ids`` are who is in a static one; unknown ids are left out."""

    name: str
    description: str
    filters: Mapping[str, Any]
    distinct_ids: Sequence[str]
    deleted: bool


def cohorts_page(house: House, visit: Visit, page: PageRequest) -> Page[Cohort]:
    """A slice of the project's cohorts that are not deleted, by name."""
    with house.store.read() as tx:
        return tx.cohorts.page(visit.project.id, page)


def cohort(house: House, visit: Visit, cohort_id: int) -> Cohort:
    """The project's cohort with this id; raises NotFound, also when it is deleted."""
    with house.store.read() as tx:
        found = _found(tx, visit, cohort_id)
    if found.deleted:
        raise NotFound
    return found


def create_cohort(
    house: House,
    visit: Visit,
    *,
    name: str,
    description: str,
    is_static: bool,
    filters: Mapping[str, Any],
    distinct_ids: Sequence[str],
) -> Cohort:
    """A new cohort; raises InvalidRequest when its rules cannot be read."""
    now = house.clock()
    _require_filters(filters)
    with house.store.write() as tx:
        made = tx.cohorts.create(
            visit.project.id,
            name=name,
            description=description,
            is_static=is_static,
            filters=filters,
            created_by=visit.caller.user.id,
            now=now,
        )
        _set_members(tx, made, distinct_ids)
        made = _found(tx, visit, made.id)
        _log(tx, visit, made, "created", [], now)
    house.runner.forget_definitions(visit.project.id)
    return made


def change_cohort(house: House, visit: Visit, cohort_id: int, values: CohortValues) -> Cohort:
    """The cohort with ``values`` written; ``deleted`` hides it and brings it back.

    Raises NotFound, or InvalidRequest when its rules cannot be read.
    """
    now = house.clock()
    changes: CohortChanges = {}
    if "name" in values:
        changes["name"] = values["name"]
    if "description" in values:
        changes["description"] = values["description"]
    if "deleted" in values:
        changes["deleted"] = values["deleted"]
    if "filters" in values:
        _require_filters(values["filters"])
        changes["filters"] = values["filters"]
    with house.store.write() as tx:
        before = _found(tx, visit, cohort_id)
        tx.cohorts.update(visit.project.id, cohort_id, now=now, **changes)
        if "distinct_ids" in values:
            _set_members(tx, before, values["distinct_ids"])
        after = _found(tx, visit, cohort_id)
        if differences := _differences(before, after):
            _log(tx, visit, after, "deleted" if after.deleted and not before.deleted else "updated", differences, now)
    house.runner.forget_definitions(visit.project.id)
    return after


def require_cohort(house: House, visit: Visit, cohort_id: int) -> None:
    """Raise NotFound unless the project has this cohort, deleted or not."""
    with house.store.read() as tx:
        _found(tx, visit, cohort_id)


def _found(tx: Transaction, visit: Visit, cohort_id: int) -> Cohort:
    found = tx.cohorts.get(visit.project.id, cohort_id)
    if found is None:
        raise NotFound
    return found


def _set_members(tx: Transaction, cohort: Cohort, distinct_ids: Sequence[str]) -> None:
    """Let those be in it whom the ids mean; raises InvalidRequest for people in a cohort by rule."""
    if not cohort.is_static:
        if distinct_ids:
            raise InvalidRequest("Only a static cohort has people of its own.", attr="distinct_ids")
        return
    tx.cohorts.set_members(cohort.team_id, cohort.id, tx.persons.known_numbers(cohort.team_id, distinct_ids))


def _require_filters(filters: Mapping[str, Any]) -> None:
    """Raise InvalidRequest unless queries can read ``filters``; rules Hedgerow cannot run yet may be kept."""
    try:
        filters_of(filters)
    except InvalidRequest as error:
        raise InvalidRequest(error.detail, attr="filters") from None


def _differences(before: Cohort, after: Cohort) -> list[dict[str, Any]]:
    pairs = ((field, getattr(before, field), getattr(after, field)) for field in _FIELDS)
    return [{"field": f, "cohort": "changed", "before": old, "after": new} for f, old, new in pairs if old != new]


def _log(tx: Transaction, visit: Visit, item: Cohort, activity: str, changes: Any, now: datetime) -> None:
    tx.activity.add(
        visit.project.id,
        scope=SCOPE,
        item_id=str(item.id),
        activity=activity,
        user_id=visit.caller.user.id,
        detail={"name": item.name, "changes": changes},
        now=now,
    )
