"""The project's events and people, copied into the reference's tables."""

from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass

from bench.on_all_cores import on_all_cores
from bench.reference.layouts import DATABASE, JSON_TEXT, NATIVE_JSON, TABLES
from hedgerow.engine.port import Engine
from hedgerow.vocab.statement import Parameter, Statement

_DAYS = "SELECT toDate(timestamp) AS day, count() FROM events WHERE team_id = {team:UInt32} GROUP BY day ORDER BY day"
_PERSON_ID = "reinterpretAsUUID(sipHash128(person, 'id'))"
"""The reference knows people by random ids; these come from our numbers."""

_FILL = (
    # Texts stay texts, keys with dots stay keys (RS-4).
    "SETTINGS input_format_try_infer_dates = 0, input_format_try_infer_datetimes = 0, "
    "json_type_escape_dots_in_keys = 1, type_json_skip_duplicated_paths = 1"
)

_TEXT = f"""
INSERT INTO {DATABASE}.{JSON_TEXT.table} (
    uuid, event, properties, timestamp, team_id, distinct_id, created_at, person_id, person_created_at,
    person_properties, _timestamp
)
SELECT
    uuid, event, properties::String, timestamp, team_id, distinct_id, inserted_at, {_PERSON_ID}, created_at,
    of_person, inserted_at
FROM events
LEFT JOIN (
    SELECT person, created_at, properties::String AS of_person FROM persons FINAL WHERE team_id = {{team:UInt32}}
) AS known USING (person)
WHERE team_id = {{team:UInt32}} AND toDate(timestamp) BETWEEN {{first:Date}} AND {{last:Date}}
"""

_JSON = f"""
INSERT INTO {DATABASE}.{NATIVE_JSON.table} (
    uuid, event, properties, timestamp, team_id, distinct_id, created_at, person_id, person_created_at,
    person_properties, _timestamp
)
SELECT
    uuid, event, properties, timestamp, team_id, distinct_id, created_at, person_id, person_created_at,
    if(person_properties = '', '{{}}', person_properties), _timestamp
FROM {DATABASE}.{JSON_TEXT.table}
WHERE toDate(timestamp) BETWEEN {{first:Date}} AND {{last:Date}}
{_FILL}
"""

_OVERRIDES = f"""
INSERT INTO {DATABASE}.overrides
SELECT DISTINCT team_id, distinct_id, reinterpretAsUUID(sipHash128(merged_into, 'id')), 0, 1
FROM events
INNER JOIN (
    SELECT person, merged_into FROM person_merges FINAL WHERE team_id = {{team:UInt32}}
) AS merged USING (person)
WHERE team_id = {{team:UInt32}}
"""

_PERSON = f"""
INSERT INTO {DATABASE}.person
SELECT {_PERSON_ID}, team_id, created_at, properties::String, 1, 0, version
FROM persons FINAL
WHERE team_id = {{team:UInt32}} AND person NOT IN (SELECT person FROM person_merges WHERE team_id = {{team:UInt32}})
"""


STRETCH = 1_000_000
"""Events of one INSERT: few for its memory, and many for all the people that each one looks up."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days of one INSERT."""

    first: str
    last: str
    events: int


def _stretches(days: Iterable[tuple[str, int]]) -> list[_Stretch]:
    found: list[_Stretch] = []
    for day, events in days:
        if found and found[-1].events + events <= STRETCH:
            found[-1] = _Stretch(found[-1].first, day, found[-1].events + events)
        else:
            found.append(_Stretch(day, day, events))
    return found


@contextmanager
def copied(engine: Engine, team_id: int, *, progress: Callable[[int], None]) -> Generator[None]:
    """All of the project in the reference's tables, their parts merged, for as long as the block lasts.

    ``progress`` is told of events, of each once for each layout.
    """
    team = Parameter("team", "UInt32", team_id)
    stretches = _stretches((str(day), int(events)) for day, events in engine.query(Statement(_DAYS, (team,))).rows)

    def insert(statement: str) -> Callable[[_Stretch], None]:
        def of_a_stretch(days: _Stretch) -> None:
            bounds = Parameter("first", "Date", days.first), Parameter("last", "Date", days.last)
            engine.command(Statement(statement, (team, *bounds)))
            progress(days.events)

        return of_a_stretch

    engine.command(Statement(f"DROP DATABASE IF EXISTS {DATABASE}"))
    engine.command(Statement(f"CREATE DATABASE {DATABASE}"))
    try:
        for make in TABLES.values():
            engine.command(Statement(make))
        for statement in (_TEXT, _JSON):
            on_all_cores(insert(statement), stretches)
        for statement in (_OVERRIDES, _PERSON):
            engine.command(Statement(statement, (team,)))
        for table in TABLES:
            engine.command(Statement(f"OPTIMIZE TABLE {DATABASE}.{table} FINAL"))
        yield
    finally:
        engine.command(Statement(f"DROP DATABASE {DATABASE}"))
