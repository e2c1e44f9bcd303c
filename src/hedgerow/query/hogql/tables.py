"""The tables that people may name, and what each is read from (SQ-11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hedgerow.query.cohorts import Condition, cohort_member
from hedgerow.query.context import Context
from hedgerow.query.hogql.event_fields import EVENT, PERSON, PERSON_ID, SESSION
from hedgerow.query.hogql.fields import Field, Fields, always, moment, person_id
from hedgerow.query.hogql.properties import Bag
from hedgerow.query.sql.sessions import SESSIONS
from hedgerow.query.sql.tree import NEVER, And, Column, Combined, Expression, Named, Select, Table, Value
from hedgerow.query.values import any_group_property, own_person_property
from hedgerow.vocab.events import EVENTS, GROUPS, PERSONS

LATER = frozenset(
    {
        "session_replay_events", "log_entries", "heatmaps", "query_log", "app_metrics",
        "raw_person_distinct_id_overrides",
    }
)  # fmt: skip
"""Tables of the contract for which Hedgerow keeps no data: an error, because an empty answer would be a wrong one."""

Scanned = Callable[[Context, Condition], Table | Select]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTable:
    """A table by the name people give it. ``starred`` are the fields that ``*`` stands for.

    ``filtered_by`` is the moment that the bounds of ``{filters}`` are about (SQ-2), None where that cannot stand.
    """

    name: str
    fields: Fields
    starred: tuple[str, ...]
    scanned: Scanned
    filtered_by: Expression | None = None

    @property
    def is_events(self) -> bool:
        """Whether its rows are events, with all their columns."""
        return self.name == EVENTS.name


def _always(source: Table | Select) -> Scanned:
    return lambda _context, _condition: source


_PERSON_OF_ROW: Mapping[str, Field] = {"person_id": PERSON_ID, "person": PERSON}
_OWNED_IDS = Select(
    columns=(Named("distinct_id", Column("distinct_id")), Named("person", Column("person"))),
    source=Table(EVENTS.name),
    group_by=(Column("distinct_id"), Column("person")),
)
_NOT_DELETED = always(Value(0, "UInt8"))
_PERSON: Mapping[str, Field] = {
    "id": person_id(Column("uuid"), Column("person")),
    "created_at": moment(Column("created_at")),
    "properties": Bag(own_person_property),
}
_GROUP: Mapping[str, Field] = {
    "index": always(Column("type_index")),
    "key": always(Column("group_key")),
    "created_at": moment(Column("created_at")),
    "properties": Bag(any_group_property),
}
_RAW: Mapping[str, Field] = {"version": always(Column("version")), "is_deleted": _NOT_DELETED}
_PROJECT: Mapping[str, Field] = {"team_id": always(Column("team_id"))}
_DISTINCT_ID: Mapping[str, Field] = {"distinct_id": always(Column("distinct_id")), **_PERSON_OF_ROW}
_COHORT_FIELDS = Fields({"person_id": PERSON_ID, "cohort_id": always(Column("cohort_id")), "person": PERSON})


def _members(*, of_static_only: bool) -> Scanned:
    """Who is in which cohort now, a row for each (EN-20)."""

    def scanned(context: Context, condition: Condition) -> Select:
        members = [
            _numbered(number, cohort_member(number, context, condition))
            for number, cohort in sorted(context.cohorts.items())
            if cohort.is_static or not of_static_only
        ]
        first, *others = members or [_numbered(0, NEVER)]
        return Select(
            columns=(Named("person", Column("person")), Named("cohort_id", Column("cohort_id"))),
            source=Combined(first, tuple(("UNION ALL", other) for other in others)),
        )

    return scanned


def _numbered(number: int, member: Expression) -> Select:
    return Select(
        columns=(Named("person", Column("person")), Named("cohort_id", Value(number, "Int64"))),
        source=Table(PERSONS.name),
        where=And((member,)),
    )


_TABLES = (
    KnownTable(
        name="events",
        fields=EVENT,
        starred=(
            "uuid", "event", "properties", "timestamp", "distinct_id", "created_at", "elements_chain", "$session_id",
            "$window_id", "person_id", "person_mode", "$group_0", "$group_1", "$group_2", "$group_3", "$group_4",
        ),
        scanned=_always(Table(EVENTS.name)),
        filtered_by=Column("timestamp"),
    ),
    KnownTable(
        name="persons",
        fields=Fields({**_PERSON, **_PROJECT}, later=frozenset({"is_identified", "pdi"})),
        starred=("id", "created_at", "properties"),
        scanned=_always(Table(PERSONS.name)),
    ),
    KnownTable(
        name="raw_persons",
        fields=Fields({**_PERSON, **_RAW, **_PROJECT}, later=frozenset({"is_identified"})),
        starred=("id", "created_at", "properties", "version", "is_deleted"),
        scanned=_always(Table(PERSONS.name)),
    ),
    *(
        KnownTable(
            name=name,
            fields=Fields(_DISTINCT_ID, later=frozenset({"version", "is_deleted"})),
            starred=("distinct_id", "person_id"),
            scanned=_always(_OWNED_IDS),
        )
        for name in ("person_distinct_ids", "raw_person_distinct_ids")
    ),
    KnownTable(
        name="groups",
        fields=Fields({**_GROUP, **_PROJECT}, later=frozenset({"updated_at"})),
        starred=("index", "key", "created_at", "properties"),
        scanned=_always(Table(GROUPS.name)),
        filtered_by=Column("created_at"),
    ),
    KnownTable(
        name="raw_groups",
        fields=Fields({**_GROUP, **_RAW, **_PROJECT}, later=frozenset({"updated_at"})),
        starred=("index", "key", "created_at", "properties", "version", "is_deleted"),
        scanned=_always(Table(GROUPS.name)),
    ),
    *(
        KnownTable(
            name=name,
            fields=SESSION,
            starred=("session_id", "distinct_id", "$start_timestamp", "$end_timestamp", "$session_duration"),
            scanned=_always(SESSIONS),
            filtered_by=Column("session_start"),
        )
        for name in ("sessions", "raw_sessions")
    ),
    *(
        KnownTable(
            name=name,
            fields=_COHORT_FIELDS,
            starred=("person_id", "cohort_id"),
            scanned=_members(of_static_only=name == "static_cohort_people"),
        )
        for name in ("cohort_people", "static_cohort_people", "raw_cohort_people")
    ),
)  # fmt: skip

KNOWN_TABLES: Mapping[str, KnownTable] = {table.name: table for table in _TABLES}
"""By name."""
