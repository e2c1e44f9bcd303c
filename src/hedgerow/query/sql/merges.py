"""People who turned out to be one: history keeps the number an event came with, every read applies the merge.

Nothing is rewritten when people merge; a row in the engine says which number now stands for another. Only projects
where anybody ever merged pay for reading it (5 M events, unique people by day: 226 ms without, 251 ms with 10,000
merges). A statement reads the map once, whatever its scans: the engine handles it as a constant, and each place where
it stands costs time to plan.
"""

from dataclasses import replace

from hedgerow.query.sql.tree import And, Call, Column, Expression, Lambda, Named, Select, Subselect, Table, Value, call
from hedgerow.query.sql.walk import below, mapped
from hedgerow.vocab.events import EVENTS, PERSON_MERGES, PERSONS, SEALED_TABLES

_MERGES = Named(
    "merges",
    Subselect(
        Select(
            columns=(
                Named(
                    "merges",
                    call("tuple", call("groupArray", Column("person")), call("groupArray", Column("merged_into"))),
                ),
            ),
            source=Table(PERSON_MERGES.name),
        )
    ),
)
_FROM, _INTO = (call("tupleElement", Column(_MERGES.name), Value(place, "UInt8")) for place in (1, 2))

_STORED = {EVENTS.name: Column("person"), **{table.name: Column("people") for table in SEALED_TABLES}}
"""The column of each table that tells numbers as they came with the events."""

_SETS = frozenset({"groupBitmapState", "groupBitmapStateIf"})
"""Aggregates that make a set of the numbers of many rows."""


def with_merges(select: Select) -> Select:
    """``select`` in which every event belongs to whom its person was merged into, and those merged away are nobody.

    The same of the sets of people in the activity index.
    """
    applied = _applied(select)
    return replace(applied, given=(_MERGES,)) if _reads_merges(applied) else applied


def _reads_merges(node: object) -> bool:
    """Whether the map stands anywhere in ``node``: who only counts events need not read it."""
    return node == Column(_MERGES.name) or any(map(_reads_merges, below(node)))


def _applied(select: Select) -> Select:
    def change(node: object) -> object:
        return _applied(node) if isinstance(node, Select) else mapped(node, change)

    changed = mapped(select, change)
    match changed.source:
        case Table(table) if table in _STORED:
            return _of_survivors(changed, table)
        case Table(PERSONS.name):
            alive = call("notIn", Column("person"), _FROM)
            return replace(changed, where=And((alive, *changed.where.parts)))
        case _:
            return changed


def _of_survivors(select: Select, table: str) -> Select:
    """``select`` of ``table`` with those they are now in the place of who is stored, but for the selects below it.

    A set is made of what is stored and changed as one: few of it were merged away, and rows are many.
    """
    stored = _STORED[table]
    # What is in the row itself, whatever a select calls by the same name.
    in_row = replace(stored, of=table)
    now = _survivor(in_row) if table == EVENTS.name else survivors(in_row)

    def change(node: object) -> object:
        match node:
            case Call(function, (first, *holds)) if function in _SETS and first == stored:
                return survivors(Call(function, (in_row, *mapped(tuple(holds), change))))
            case Select():
                return node
            case _:
                return now if node == stored else mapped(node, change)

    return mapped(select, change)


def _survivor(person: Expression) -> Expression:
    """Whom ``person`` was merged into, or else themselves."""
    return call("transform", person, _FROM, _INTO, person)


def survivors(people: Expression) -> Expression:
    """The set of those whom the set ``people`` are now, in a select `with_merges`.

    Looked up is only who was merged away: most of a set was not.
    """
    away = call("bitmapToArray", call("bitmapAnd", people, call("bitmapBuild", _FROM)))
    into = call("arrayMap", Lambda(("number",), _survivor(Column("number"))), away)
    return call("bitmapTransform", people, away, into)
