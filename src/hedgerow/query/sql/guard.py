"""The wall between projects: every scan of a project's table carries the project.

`guarded` adds the predicate, `refuse_unguarded` checks a tree from scratch. The printer calls the second on
whatever it is given, so forgetting the first is an error and never a leak.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from hedgerow.query.sql.tree import And, Call, Column, Select, Table, Value
from hedgerow.vocab.events import TABLES

PROJECT_TABLES = frozenset(table.name for table in TABLES)
"""Tables whose rows belong to a project."""

Node = TypeVar("Node")
"""Anything in a tree."""


class UnguardedScan(Exception):
    """A tree that could read another project's rows. It is our mistake, never the caller's."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A tree for one project, as the printer takes it."""

    select: Select
    team_id: int


def guarded(select: Select, team_id: int) -> Guarded:
    """``select`` with the predicate of project ``team_id`` on every scan of a project's table."""
    return Guarded(_with_predicate(select, team_id), team_id)


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


def _with_predicate(node: Node, team_id: int) -> Node:
    """``node`` with the predicate on every select of a table in it, wherever it stands."""
    if isinstance(node, tuple):
        return tuple(_with_predicate(item, team_id) for item in node)  # type: ignore[return-value]  # as many, alike
    if not is_dataclass(node) or isinstance(node, type):
        return node
    changed = {field.name: _with_predicate(getattr(node, field.name), team_id) for field in fields(node)}
    different = {name: value for name, value in changed.items() if value is not getattr(node, name)}
    made = replace(node, **different) if different else node
    if isinstance(made, Select) and isinstance(made.source, Table):
        if made.source.name not in PROJECT_TABLES:
            message = f"{made.source.name} is not a table of projects"
            raise UnguardedScan(message)
        return replace(made, where=And((_predicate(team_id), *made.where.parts)))
    return made


def _unheld(node: object, *, held: bool = False) -> Iterator[Table]:
    """Every table below ``node`` that is not the source of a select."""
    if isinstance(node, Table) and not held:
        yield node
    if isinstance(node, tuple):
        for item in node:
            yield from _unheld(item)
    elif is_dataclass(node):
        for field in fields(node):
            held = isinstance(node, Select) and field.name == "source"
            yield from _unheld(getattr(node, field.name), held=held)


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
