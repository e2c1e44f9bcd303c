"""An event as capture leaves it, and the table it rests in: the one definition both engines' DDL comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

PROPERTY_PATHS = 1024
"""Distinct property names that get a column of their own; further ones share one, still readable by name."""


PERSON_PATHS = 256
"""The same for properties of people."""


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One cleaned event of one project (contract 85 §5). A struct, as thousands are made a second.

    ``timestamp`` is aware UTC after skew correction. ``properties`` are as sent, less the token. ``person_set``
    and ``person_set_once`` are the merged ``$set`` and ``$set_once``, ``person_unset`` the names in ``$unset``.
    ``uuid_made_here`` tells that the client sent none, so that the event cannot have been stored before.
    """

    team_id: int
    uuid: UUID
    event: str
    distinct_id: str
    timestamp: datetime
    properties: Mapping[str, Any]
    person_set: Mapping[str, Any]
    person_set_once: Mapping[str, Any]
    person_unset: tuple[str, ...] = ()
    process_person: bool = True
    uuid_made_here: bool = False

    @property
    def sets_person(self) -> bool:
        """Whether the event changes properties of its person (CAP-42)."""
        return self.process_person and bool(self.person_set or self.person_set_once or self.person_unset)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an engine table; ``type`` is ClickHouse's."""

    name: str
    type: str
    note: str
    codec: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """An engine table: columns, sort key, partition, skip indexes.

    With ``newest_by`` only the row with the greatest value of that column counts for each sort key; rows it replaced
    may lie about for a while, and the printer reads past them. ``rows_per_granule`` is for rows that are large: so
    many are read at least. ``settings`` are those of its storage that may change at any time, as ``name = value``.
    """

    name: str
    columns: tuple[Column, ...]
    order_by: tuple[str, ...]
    partition_by: str | None = None
    indexes: tuple[str, ...] = ()
    newest_by: str | None = None
    rows_per_granule: int | None = None
    settings: tuple[str, ...] = ()
    note: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns in their order."""
        return tuple(column.name for column in self.columns)


EVENTS = Table(
    name="events",
    note="What people did. Scans follow (project, event, day); a person's events of a day lie together.",
    columns=(
        Column("team_id", "UInt32", "The project."),
        Column("event", "LowCardinality(String)", "The event's name."),
        Column("timestamp", "DateTime64(6, 'UTC')", "When it happened.", codec="Delta(8), ZSTD(1)"),
        Column("uuid", "UUID", "The event's identity; a re-sent one is stored once (CAP-27)."),
        Column("distinct_id", "String", "Who, in the client's words.", codec="ZSTD(1)"),
        Column("person", "UInt32", "Who, as the project's dense person number.", codec="Delta(4), ZSTD(1)"),
        Column(
            "properties",
            f"JSON(max_dynamic_paths={PROPERTY_PATHS})",
            "One level of scalars by `property_path`; lists and objects stand as JSON text, see `structured`.",
        ),
        Column(
            "structured",
            "Array(LowCardinality(String))",
            "Names of the properties that were lists, objects or null, so that an event is given back as it came.",
        ),
        Column("inserted_at", "DateTime64(3, 'UTC')", "When Hedgerow stored it.", codec="Delta(8), ZSTD(1)"),
    ),
    order_by=("team_id", "event", "toDate(timestamp)", "person", "timestamp"),
    partition_by="toYYYYMM(timestamp)",
    indexes=("INDEX uuid_seen uuid TYPE bloom_filter(0.01) GRANULARITY 1",),
    settings=(
        # Each path of the properties has files of its own in a wide part: to merge fewer rows into one costs more for
        # the files than for the rows.
        "min_rows_for_wide_part = 32768",
        # How many times as large as its largest part a merge has to be. At the usual 5 every row is merged once more.
        "merge_selector_base = 10",
    ),
)

PERSONS = Table(
    name="persons",
    note="Who they are: the store's people, written again whenever one changes.",
    columns=(
        Column("team_id", "UInt32", "The project."),
        Column("person", "UInt32", "Who, as the project's dense person number."),
        Column("uuid", "UUID", "Who, as the API names people."),
        Column("created_at", "DateTime64(6, 'UTC')", "When Hedgerow first met them."),
        Column("version", "UInt64", "Counts the changes of one person; the greatest is how they are now."),
        Column(
            "properties",
            f"JSON(max_dynamic_paths={PERSON_PATHS})",
            "Their properties now, written like those of events.",
        ),
        Column("structured", "Array(LowCardinality(String))", "As in the events."),
    ),
    order_by=("team_id", "person"),
    newest_by="version",
)

GROUPS = Table(
    name="groups",
    note="The groups that events belong to: the store's groups, written again whenever one changes.",
    columns=(
        Column("team_id", "UInt32", "The project."),
        Column("type_index", "UInt8", "The type of the group, from 0."),
        Column("group_key", "String", "Which one, in the client's words."),
        Column("created_at", "DateTime64(6, 'UTC')", "When Hedgerow was first told of it."),
        Column("version", "UInt64", "Counts the changes of one group; the greatest is how it is now."),
        Column(
            "properties",
            f"JSON(max_dynamic_paths={PERSON_PATHS})",
            "Its properties now, written like those of events.",
        ),
        Column("structured", "Array(LowCardinality(String))", "As in the events."),
    ),
    order_by=("team_id", "type_index", "group_key"),
    newest_by="version",
)

PERSON_MERGES = Table(
    name="person_merges",
    note="People who turned out to be one: the events keep the number they came with, reads apply this.",
    columns=(
        Column("team_id", "UInt32", "The project."),
        Column("person", "UInt32", "A number that no longer stands for anybody by itself."),
        Column("merged_into", "UInt32", "The number of who it is now; never one that was merged away itself."),
        Column("version", "UInt64", "Counts the changes of one row; the greatest is what holds now."),
    ),
    order_by=("team_id", "person"),
    newest_by="version",
)

ACTIVITY = Table(
    name="activity",
    note="Who did what on which day: the activity index. A row counts while the store's `sealed_days` name its seal.",
    columns=(
        Column("team_id", "UInt32", "The project."),
        Column("event", "LowCardinality(String)", "The event's name."),
        Column("timestamp", "DateTime64(6, 'UTC')", "When the day begins, or its last second."),
        Column("seal", "UInt64", "Names one counting of one day: a day that is counted anew gets another."),
        Column("has_profile", "Bool", "Of events whose sender did not say that they make no person (LC-2)."),
        Column("events", "UInt64", "How many events there were."),
        Column("people", "AggregateFunction(groupBitmap, UInt32)", "Who did it, by the numbers the events carry."),
    ),
    order_by=("team_id", "event", "timestamp", "seal", "has_profile"),
    partition_by="toYYYYMM(timestamp)",
    rows_per_granule=64,
)

ROLLUPS = Table(
    name="rollups",
    note="The same by what questions ask of properties. A row counts while the store's `rollup_days` name its seal.",
    columns=(
        Column("team_id", "UInt32", "The project."),
        Column("rollup", "UInt64", "Names what holds for the events counted, and what the keys are."),
        Column("event", "LowCardinality(String)", "The event's name."),
        Column("timestamp", "DateTime64(6, 'UTC')", "When the day begins, or its last second."),
        Column("seal", "UInt64", "Names one counting of one day in one rollup."),
        Column("keys", "Array(String)", "What the events are told apart by."),
        Column("events", "UInt64", "How many events there were."),
        Column("people", "AggregateFunction(groupBitmap, UInt32)", "Who did it, by the numbers the events carry."),
    ),
    order_by=("team_id", "rollup", "event", "timestamp", "seal", "keys"),
    partition_by="toYYYYMM(timestamp)",
    rows_per_granule=1024,
)

SEALED_TABLES = (ACTIVITY, ROLLUPS)
"""Tables whose rows are counts of sealed days, of many people each: all they tell can be counted again."""

TABLES = (EVENTS, PERSONS, GROUPS, PERSON_MERGES, *SEALED_TABLES)
"""Every table of the engine."""
