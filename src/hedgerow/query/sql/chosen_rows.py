"""A few rows of many, with whom they belong to beside them: the rows are chosen before anything is joined.

``SELECT * FROM events ORDER BY timestamp DESC LIMIT 100`` would else join the person of every event, and read all
columns for it, to throw nearly everything away (2 M events: 3.0 s, with this 0.3 s).
"""

from collections.abc import Iterator
from dataclasses import replace

from hedgerow.query.sql.functions import WRITTEN_FUNCTIONS
from hedgerow.query.sql.joins import reads_owners
from hedgerow.query.sql.tree import And, Call, Column, Named, Over, Place, Select, Subselect, Table, call
from hedgerow.query.sql.walk import below
from hedgerow.vocab.events import EVENTS


def with_rows_chosen_first(select: Select) -> Select:
    """``select``, held to the events it will answer when it is one of events, with a limit, that only shows owners."""
    own = tuple(column for column in select.columns if not reads_owners(column))
    if not _only_shows_owners(select, own):
        return select
    limit = (select.limit or 0) + (select.offset or 0)
    inner = replace(select, columns=(Named("chosen", Column("uuid")), *own), limit=limit, offset=None)
    chosen = Select(columns=(Named("chosen", Column("chosen")),), source=inner)
    held = call("in", Column("uuid"), Subselect(chosen))
    return replace(select, where=And((*select.where.parts, held)))


def _only_shows_owners(select: Select, own: tuple[Named, ...]) -> bool:
    """Whether each row is one event, and which rows there are does not depend on the owners, not even by alias."""
    if select.source != Table(EVENTS.name) or select.limit is None or len(own) == len(select.columns):
        return False
    if select.group_by or select.distinct or select.limit_by or select.array_join or select.having.parts:
        return False
    if select.qualify.parts or any(map(_is_of_many_rows, _nodes((select.columns, select.order_by)))):
        return False
    shown = {column.name for column in select.columns} - {column.name for column in own}
    deciding = (select.where, select.order_by)
    named = {node.name for node in _nodes(deciding) if isinstance(node, Column)}
    return not reads_owners(deciding) and not shown & named


def _is_of_many_rows(node: object) -> bool:
    if isinstance(node, Call):
        return (known := WRITTEN_FUNCTIONS.get(node.function)) is not None and known.aggregate
    return isinstance(node, Over | Place)


def _nodes(node: object) -> Iterator[object]:
    """``node`` and everything below it."""
    yield node
    for part in below(node):
        yield from _nodes(part)
