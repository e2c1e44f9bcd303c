"""The wall between projects: every scan of a project's table carries the project.

`guarded` adds the predicate, `refuse_unguarded` checks a tree from scratch. The printer calls the second on
whatever it is given, so forgetting the first is an error and never a leak.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace

from hedgerow.query.sql.joins import with_people_joined
from hedgerow.query.sql.tree import And, Call, Column, Select, Table, Value
from hedgerow.query.sql.walk import mapped
from hedgerow.vocab.events import TABLES

PROJECT_TABLES = frozenset(table.name for table in TABLES)
"""Tables whose rows belong to a project."""


class UnguardedScan(Exception):
    """A tree that could read another project's rows. It is our mistake, never the caller's."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A tree for one project, as the printer takes it."""

    select: Select
    team_id: int


def guarded(select: Select, team_id: int) -> Guarded:
    """``select`` with people joined where it reads of them, and the predicate of project ``team_id`` on every scan."""
    return Guarded(_with_predicate(with_people_joined(select), team_id), team_id)


def refuse_unguarded(tree: Guarded) -> None:
    """Raise UnguardedScan when any scan in ``tree``, however deep, is not held to its project first of all."""
    predicate = _predicate(tree.team_id)
    for select in _selects(tree.select):
        if isinstance(select.source, Table) and (not select.where.parts or select.where.parts[0] != predicate):
            message = f"a scan of {select.source.name} is not held to project {tree.team_id}"
            raise UnguardedScan(message)


def _predicate(team_id: int) -> Call:
    return Call("equals", (Column("team_id"), Value(team_id, "UInt32")))


def _with_predicate(select: Select, team_id: int) -> Select:
    """In whatever field a select stands, so that a new kind of node is covered too."""

    def change(node: object) -> object:
        return _with_predicate(node, team_id) if isinstance(node, Select) else mapped(node, change)

    changed = mapped(select, change)
    if isinstance(changed.source, Select):
        return changed
    if changed.source.name not in PROJECT_TABLES:
        message = f"{changed.source.name} is not a table of projects"
        raise UnguardedScan(message)
    return replace(changed, where=And((_predicate(team_id), *changed.where.parts)))


def _selects(node: object) -> Iterator[Select]:
    """Every select below ``node``, found in any field, so that a new kind of node is covered too."""
    if isinstance(node, Select):
        yield node
    if isinstance(node, tuple):
        for item in node:
            yield from _selects(item)
    elif is_dataclass(node):
        for field in fields(node):
            yield from _selects(getattr(node, field.name))
