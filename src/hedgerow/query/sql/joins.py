"""Scans that read of the people, groups or sessions they belong to get those joined; all others stay as they are.

So a kind that reads a `Property` or an `OwnerColumn` of a person needs to know nothing of where people are kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hedgerow.query.sql.owners import OWNERS
from hedgerow.query.sql.tree import (
    ALWAYS,
    And,
    Beside,
    Column,
    Expression,
    Named,
    OwnerColumn,
    Property,
    Select,
    Table,
)
from hedgerow.query.sql.walk import below, mapped
from hedgerow.vocab.events import EVENTS

Owned = Property | OwnerColumn


def with_owners_joined(select: Select) -> Select:
    """``select`` in which all that is read of a person or group, however deep, is read from a join."""
    changed = mapped(select, _changed)
    wanted = tuple(dict.fromkeys(_owned(changed)))
    if not wanted or not _has_owners(changed):
        return changed
    names: dict[Owned, str] = {}
    joined = []
    for owner in dict.fromkeys(read.owner for read in wanted if read.owner is not None):
        own = {read: f"joined_{owner}_{place}" for place, read in enumerate(wanted) if read.owner == owner}
        joined.append(_beside(owner, own))
        names |= own
    return replace(_Naming(names).named(changed), beside=(*changed.beside, *joined))


def reads_owners(node: object) -> bool:
    """Whether ``node``, selects below it left out, reads of owners."""
    return next(_owned(node), None) is not None


def _has_owners(select: Select) -> bool:
    """Whether each row is an event, or something else that tells its ``person``."""
    if isinstance(select.source, Select):
        return any(column.name == "person" for column in select.source.columns)
    return select.source == Table(EVENTS.name)


def _changed(node: object) -> object:
    return with_owners_joined(node) if isinstance(node, Select) else mapped(node, _changed)


def _beside(name: str, wanted: dict[Owned, str]) -> Beside:
    """The owners' rows; their key has another name than the events' columns, so that neither hides the other."""
    owner = OWNERS[name]
    key = f"joined_{name}"
    rows = Select(
        columns=(Named(key, Column(owner.key)), *(Named(column, _own(read)) for read, column in wanted.items())),
        source=owner.rows,
        where=And(() if owner.among == ALWAYS else (owner.among,)),
    )
    return Beside(rows, owner.of_event, key)


def _own(read: Owned) -> Expression:
    """What is read, in a select of the owners themselves."""
    return Column(read.name) if isinstance(read, OwnerColumn) else replace(read, owner=None)


@dataclass(frozen=True, slots=True)
class _Naming:
    """Puts the joined columns in the place of what is read."""

    names: dict[Owned, str]

    def named(self, select: Select) -> Select:
        return mapped(select, self._change)

    def _change(self, node: object) -> object:
        if isinstance(node, Property | OwnerColumn) and node in self.names:
            return Column(self.names[node])
        if isinstance(node, Select):
            return node
        return mapped(node, self._change)


def _owned(node: object) -> Iterator[Owned]:
    """What a select reads of owners by itself; that of selects below it is left out."""
    if isinstance(node, Property | OwnerColumn) and node.owner is not None:
        yield node
    for part in below(node):
        if not isinstance(part, Select):
            yield from _owned(part)
