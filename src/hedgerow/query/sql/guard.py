"""The wall between projects: every scan of a project's table carries the project.

`guarded` adds the predicate, `refuse_unguarded` checks a tree from scratch. The printer calls the second on
whatever it is given, so forgetting the first is an error and never a leak.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hedgerow.query.sql.joins import with_owners_joined
from hedgerow.query.sql.merges import with_merges
from hedgerow.query.sql.tree import And, Call, Column, Select, Table, Value
from hedgerow.query.sql.walk import below, mapped
from hedgerow.vocab.events import TABLES

PROJECT_TABLES = frozenset(table.name for table in TABLES)
"""Tables whose rows belong to a project."""


class UnguardedScan(Exception):
    """A tree that could read another project's rows. It is our mistake, never the caller's."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The project that a statement is held to. ``people_merged`` tells whether any of its people ever were."""

    team_id: int
    people_merged: bool


@dataclass(frozen=True, slots=True)
class Guarded:
    """A tree for one project, as the printer takes it."""

    select: Select
    team_id: int


def guarded(select: Select, scope: Scope) -> Guarded:
    """``select`` with people and groups joined where it reads of them, and the project on every scan.

    Where people were merged, events belong to whom they are now (SQ-19).
    """
    joined = with_owners_joined(select)
    if scope.people_merged:
        joined = with_merges(joined)
    return Guarded(_with_predicate(joined, scope.team_id), scope.team_id)


def refuse_unguarded(tree: Guarded) -> None:
    """Raise UnguardedScan when any scan in ``tree``, however deep, is not held to its project first of all."""
    predicate = _predicate(tree.team_id)
    for scan in _unheld(tree.select):
        raise UnguardedScan(f"a scan of {scan.name} stands outside of a select")
    for select in _selects(tree.select):
        if isinstance(select.source, Table) and (not select.where.parts or select.where.parts[0] != predicate):
            message = f"a scan of {select.source.name} is not held to project {tree.team_id}"
            raise UnguardedScan(message)


def _predicate(team_id: int) -> Call:
    return Call("equals", (Column("team_id"), Value(team_id, "UInt32")))


def _with_predicate(select: Select, team_id: int) -> Select:
    def change(node: object) -> object:
        return _with_predicate(node, team_id) if isinstance(node, Select) else mapped(node, change)

    changed = mapped(select, change)
    if not isinstance(changed.source, Table):
        return changed
    if changed.source.name not in PROJECT_TABLES:
        message = f"{changed.source.name} is not a table of projects"
        raise UnguardedScan(message)
    return replace(changed, where=And((_predicate(team_id), *changed.where.parts)))


def _unheld(node: object) -> Iterator[Table]:
    """Every table below ``node`` that is not the source of a select."""
    for part in below(node):
        if not isinstance(part, Table):
            yield from _unheld(part)
        elif not isinstance(node, Select):
            yield part


def _selects(node: object) -> Iterator[Select]:
    """``node`` if it is a select, and every select below it."""
    if isinstance(node, Select):
        yield node
    for part in below(node):
        yield from _selects(part)
