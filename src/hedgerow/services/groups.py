"""The groups of a project, such as companies: their types, and what is known of each (CAP-44)."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from hedgerow.base.errors import NotFound
from hedgerow.query.sql.tree import (
    Column,
    Expression,
    Named,
    Order,
    Select,
    Table,
    Value,
    all_of,
    any_of,
    call,
    text,
)
from hedgerow.query.values import contains, own_group_property
from hedgerow.services.activity_log import Changes, log_activity
from hedgerow.services.engine_reads import rows_of
from hedgerow.services.house import House, Visit
from hedgerow.store.repositories.groups import GroupTypeNames
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.events import GROUPS
from hedgerow.vocab.groups import GroupType
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.stored_properties import shown_properties

SCOPE = "GroupType"

_KEY = Column("group_key")
_COLUMNS = ("group_key", "created_at", "properties", "structured")
_NEWEST_FIRST = (Order(Column("created_at"), descending=True), Order(_KEY))


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGroup:
    """One group as it is now; ``created_at`` is when Hedgerow was first told of it."""

    type_index: int
    key: str
    properties: Mapping[str, Any]
    created_at: datetime


def group_types(house: House, visit: Visit) -> tuple[GroupType, ...]:
    """The types of groups that the project's events named, by index."""
    with house.store.read() as tx:
        return tx.groups.named_types(visit.project.id)


def name_group_types(house: House, visit: Visit, names: Mapping[int, GroupTypeNames]) -> tuple[GroupType, ...]:
    """All types after those in ``names`` are called so; raises NotFound for an index without a type, changing none."""
    team, now = visit.project.id, house.clock()
    with house.store.write() as tx:
        before = {one.index: one for one in tx.groups.named_types(team)}
        if not names.keys() <= before.keys():
            raise NotFound
        for index, called in names.items():
            tx.groups.name_type(team, index, **called)
        after = tx.groups.named_types(team)
        log = {str(one.index): (one.name, changed) for one in after if (changed := _renamed(before[one.index], one))}
        log_activity(tx, visit, SCOPE, "changed", log, now)
    return after


def _renamed(before: GroupType, after: GroupType) -> Changes:
    return changes_between(asdict(before), asdict(after))


def groups_page(
    house: House, visit: Visit, type_index: int, *, search: str | None, page: PageRequest
) -> Page[KnownGroup]:
    """A slice of the groups of one type, newest first; ``search`` is part of a key or of the property `name`."""
    where = all_of(_conditions(house, visit, type_index, search))
    counted = Select(columns=(Named("groups", call("count")),), source=Table(GROUPS.name), where=where)
    ((count,),) = rows_of(house, visit, counted)
    shown = Select(
        columns=tuple(Named(name, Column(name)) for name in _COLUMNS),
        source=Table(GROUPS.name),
        where=where,
        order_by=_NEWEST_FIRST,
        limit=page.limit,
        offset=page.offset or None,
    )
    return Page([_group(type_index, row) for row in rows_of(house, visit, shown)], count)


def group(house: House, visit: Visit, type_index: int, key: str) -> KnownGroup:
    """The group of this type with this key; raises NotFound."""
    select = Select(
        columns=tuple(Named(name, Column(name)) for name in _COLUMNS),
        source=Table(GROUPS.name),
        where=all_of([_of_type(type_index), call("equals", _KEY, text(key))]),
    )
    for row in rows_of(house, visit, select):
        return _group(type_index, row)
    raise NotFound


def _conditions(house: House, visit: Visit, type_index: int, search: str | None) -> Iterator[Expression]:
    yield _of_type(type_index)
    if search:
        name = own_group_property("name", type_index, house.runner.context(visit.project)).text
        yield any_of(contains(one, search) for one in (_KEY, name))


def _of_type(type_index: int) -> Expression:
    return call("equals", Column("type_index"), Value(type_index, "UInt8"))


def _group(type_index: int, row: Any) -> KnownGroup:
    told = dict(zip(_COLUMNS, row, strict=True))
    return KnownGroup(
        type_index=type_index,
        key=told["group_key"],
        properties=shown_properties(told),
        created_at=datetime.fromisoformat(told["created_at"]).replace(tzinfo=UTC),
    )
