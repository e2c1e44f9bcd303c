"""The columns of the table: which engine columns each is made of, and how its cells are shown (EV-1, EV-8)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hedgerow.query.answered_values import shown_value
from hedgerow.query.elements import CHAIN, elements_of
from hedgerow.query.sql.tree import Column, Expression, Named
from hedgerow.vocab.stored_properties import shown_properties

Values = Sequence[Any]
"""What one row has in the columns of one cell, in their order."""

PERSON_COLUMNS = ("person", "uuid", "created_at", "properties", "structured")
"""What is read of the people of a page, see `people`."""

DISPLAY_NAMES = ("email", "Email", "$email", "name", "Name", "username", "Username", "UserName")
"""The properties of a person that a display name is taken from, the first that is not empty."""

_EVENT_COLUMNS = (
    "uuid", "event", "properties", "structured", "timestamp", "team_id", "distinct_id", "inserted_at",
)  # fmt: skip
_OF_PERSON = ("person", "distinct_id")
_MOMENT, _STORED = "DateTime64(6, 'UTC')", "DateTime64(3, 'UTC')"


@dataclass(frozen=True, slots=True)
class Look:
    """What cells are shown with: the project's time zone, and the people of the page by their number."""

    timezone: str
    people: Mapping[int, Mapping[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One column of the table, made of ``columns``.

    Rows that are grouped are told apart by ``keys``; without any the cell is of all events of a group.
    ``shown`` makes the cell of a row's values, given the engine's types of them. ``type_name`` is the type of what
    it makes; None for that of its only column. ``person`` is the column of the person's number, if one is shown.
    """

    columns: tuple[Named, ...]
    keys: tuple[Expression, ...]
    shown: Callable[[Values, Sequence[str], Look], Any]
    type_name: str | None = None
    person: str | None = None


def event_cell(name: str) -> Cell:
    """``*``: the whole event."""
    return Cell(
        columns=_named(name, _EVENT_COLUMNS),
        keys=(Column("uuid"),),
        shown=_event,
        type_name=(
            f"Tuple(uuid UUID, event LowCardinality(String), properties JSON, timestamp {_MOMENT}, team_id UInt32, "
            f"distinct_id String, elements_chain String, created_at {_STORED})"
        ),
    )


def person_cell(name: str) -> Cell:
    """``person``: who did it, as they are now."""
    return _of_person(name, _person, f"Tuple(uuid UUID, created_at {_MOMENT}, properties JSON, distinct_id String)")


def display_name_cell(name: str) -> Cell:
    """``person_display_name``: who did it, by a name for people."""
    return _of_person(name, _display_name, "Tuple(display_name String, id UUID, distinct_id String)")


def people(rows: Sequence[Values]) -> dict[int, Mapping[str, Any]]:
    """People by their number; ``rows`` have `PERSON_COLUMNS`."""
    return {row[0]: dict(zip(PERSON_COLUMNS, row, strict=True)) for row in rows}


def _of_person(name: str, shown: Callable[[Values, Sequence[str], Look], Any], type_name: str) -> Cell:
    columns = _named(name, _OF_PERSON)
    keys = tuple(column.expression for column in columns)
    return Cell(columns=columns, keys=keys, shown=shown, type_name=type_name, person=columns[0].name)


def _named(name: str, columns: Sequence[str]) -> tuple[Named, ...]:
    return tuple(Named(f"{name}_{column}", Column(column)) for column in columns)


def _event(values: Values, _: Sequence[str], look: Look) -> dict[str, Any]:
    row = dict(zip(_EVENT_COLUMNS, values, strict=True))
    properties = shown_properties(row)
    sent = properties.get(CHAIN)
    chain = sent if isinstance(sent, str) else ""
    event = {
        "uuid": row["uuid"],
        "event": row["event"],
        "properties": properties,
        "timestamp": shown_value(row["timestamp"], _MOMENT, look.timezone),
        "team_id": row["team_id"],
        "distinct_id": row["distinct_id"],
        "elements_chain": chain,
        "created_at": shown_value(row["inserted_at"], _STORED, look.timezone),
    }
    return event | {"elements": elements_of(chain)} if chain else event


def _person(values: Values, _: Sequence[str], look: Look) -> dict[str, Any]:
    number, distinct_id = values
    if (found := look.people.get(number)) is None:
        return {"distinct_id": distinct_id}
    return {
        "uuid": found["uuid"],
        "created_at": shown_value(found["created_at"], _MOMENT, look.timezone),
        "properties": shown_properties(found),
        "distinct_id": distinct_id,
    }


def _display_name(values: Values, _: Sequence[str], look: Look) -> dict[str, Any]:
    number, distinct_id = values
    found = look.people.get(number)
    known = {} if found is None else shown_properties(found)
    named = next((str(known[key]) for key in DISPLAY_NAMES if known.get(key) not in (None, "")), distinct_id)
    return {"display_name": named, "id": None if found is None else found["uuid"], "distinct_id": distinct_id}
