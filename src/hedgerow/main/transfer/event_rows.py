"""One row of a file as an event as clients send it.

A row is a JSON object, a line of a CSV file or a row of a Parquet file. It may be an event as in a capture body, or
one as an export shows it: with ``person`` or ``person_properties``, ``elements_chain``, and properties as JSON text.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from hedgerow.capture.wire import WireEvent
from hedgerow.main.transfer.event_files import Row
from hedgerow.vocab.groups import MOST_TYPES

FIELDS = frozenset({"event", "distinct_id", "timestamp", "uuid", "properties", "$set", "$set_once"})
"""What a mapping may name, beside ``properties.x``."""

_NESTED = "properties."
_GROUP_KEYS = frozenset(f"$group_{index}" for index in range(MOST_TYPES))
_ROWS = b"hedgerow import "
_ENCODER = msgspec.json.Encoder()
_SECONDS_END = 100_000_000_000
"""A number below is a time in seconds (the year 5138), from here on one in milliseconds (since 1973)."""
_NOTHING: Mapping[str, Any] = {}


class RowRefused(Exception):
    """A row that is no event; the message says why."""


class EventRows:
    """Makes events of rows. ``mapping`` tells which column holds a field, where that is not the field's own name."""

    def __init__(self, mapping: Mapping[str, str] = _NOTHING) -> None:
        named = {field: column for field, column in mapping.items() if not field.startswith(_NESTED)}
        self._column = {field: named.get(field, field) for field in FIELDS}
        self._nested = {
            field.removeprefix(_NESTED): column for field, column in mapping.items() if field.startswith(_NESTED)
        }

    def event(self, found: Row) -> WireEvent:
        """The event of a row; raises RowRefused.

        A row without a uuid gets one of its content and its place in the file, so that the same file imported
        again is the same events (CAP-27).
        """
        if found.problem:
            raise RowRefused(found.problem)
        row, column = found.values, self._column
        properties = self._properties(row)
        event = row.get(column["event"])
        distinct_id = row.get(column["distinct_id"])
        if distinct_id is None:
            distinct_id = row.get("$distinct_id")
        return WireEvent(
            event=event,
            distinct_id=distinct_id,
            properties=properties,
            timestamp=time_text(row.get(column["timestamp"])),
            uuid=row.get(column["uuid"]) or row_uuid(found),
            set=_object(row.get(column["$set"]), "$set") or _person_properties(row),
            set_once=_object(row.get(column["$set_once"]), "$set_once"),
        )

    def _properties(self, row: Mapping[str, Any]) -> dict[str, Any]:
        properties = dict(_object(row.get(self._column["properties"]), "properties") or _NOTHING)
        for name, value in row.items():
            if name.startswith(_NESTED) and value is not None:
                properties[name.removeprefix(_NESTED)] = value
        for name, column in self._nested.items():
            if (value := row.get(column)) is not None:
                properties[name] = value
        if chain := row.get("elements_chain"):
            properties.setdefault("$elements_chain", chain)
        if "$groups" in properties:
            # Which number a type of group has is the project's own; capture writes the keys anew.
            properties = {name: value for name, value in properties.items() if name not in _GROUP_KEYS}
        # Parquet has times, decimals and bytes, too: they are the texts that JSON has for them.
        written: dict[str, Any] = msgspec.to_builtins(properties)
        return written


def row_uuid(row: Row) -> str:
    """The UUID (version 5) of a row's place and content: the same whatever its file is called."""
    digest = hashlib.sha1(_ROWS + row.place.encode() + _ENCODER.encode(row.values), usedforsecurity=False).hexdigest()
    return f"{digest[:12]}5{digest[13:16]}8{digest[17:32]}"


def time_text(value: Any) -> str:
    """``value`` as ISO text: a text stays, a number is seconds or milliseconds since 1970. Raises RowRefused."""
    number = value
    if isinstance(value, str):
        text = value.strip()
        if not text.lstrip("-").replace(".", "", 1).isdigit() or "-" in text[1:]:
            return text
        number = float(text) if "." in text else int(text)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC).isoformat()
    if isinstance(number, int | float) and not isinstance(value, bool):
        try:
            seconds = number if abs(number) < _SECONDS_END else number / 1000
            return datetime.fromtimestamp(seconds, UTC).isoformat()
        except (ValueError, OverflowError, OSError):
            pass
    raise RowRefused("The event has no time." if value is None else f"This is no time: {value!r}.")


def _object(value: Any, name: str) -> Mapping[str, Any] | None:
    """``value`` as an object; it may be JSON text, as in a CSV file."""
    if isinstance(value, str):
        try:
            value = msgspec.json.decode(value) if value.strip() else None
        except msgspec.DecodeError:
            raise RowRefused(f"`{name}` is not JSON.") from None
    if value is None or isinstance(value, Mapping):
        return value
    raise RowRefused(f"`{name}` must be an object.")


def _person_properties(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What an exported row says of its person."""
    if (told := row.get("person_properties")) is not None:
        return _object(told, "person_properties")
    person = _object(row.get("person"), "person")
    return None if person is None else _object(person.get("properties"), "person.properties")
