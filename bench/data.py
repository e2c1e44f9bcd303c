"""The data set: three months of a shop that sells plans.

Its events are written by the engine itself, as the rows that capture would write, a part at a time; parsing a hundred
million bodies would measure patience. Everything else goes the way of all data: people are imported, those who turn
out to be one say so in `$identify` events that are captured.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bench.drawn_events import DAYS, DEVICES, EVENT_NAMES, INSERT_EVENTS, PLAN, PROPERTY_TYPES, distinct_id
from bench.on_all_cores import on_all_cores
from bench.ours import settle
from hedgerow.capture.person_import import ToldPerson, import_people
from hedgerow.services.house import House
from hedgerow.vocab.events import Event
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Parameter, Statement

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""The moment the clocks are pinned to, and where the data ends: questions about the last days have the same answer."""

EVENTS_PER_PERSON = 50
CRAWLED = 20_000
"""Events of the crawler, or one in 20 where that is less."""

MERGED = 50
"""Of so many people one turns out to be the next one."""

CHUNK = 250_000
"""Rows of one INSERT; it bounds the memory and moves the progress bar."""

PEOPLE_AT_ONCE = 20_000
MERGED_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many events and people; ``depth`` times as many events in each visit as usual."""

    events: int
    people: int
    depth: int = 1

    @classmethod
    def of(cls, events: int) -> "Size":
        """The usual number of people for so many events."""
        return cls(events=events, people=max(100, events // EVENTS_PER_PERSON))


def fill(house: House, project: Project, size: Size, *, progress: Callable[[int], None]) -> None:
    """Give the project its events and people and what capture would have learnt of them, and let it settle.

    ``progress`` is told of events.
    """
    team_id = project.id

    def insert(first: int) -> None:
        rows = min(CHUNK, size.events - first)
        house.engine.command(Statement(INSERT_EVENTS, _parameters(team_id, size, first=first, rows=rows)))
        progress(rows)

    on_all_cores(insert, range(0, size.events, CHUNK))
    for people in _people(house, team_id, size):
        import_people(house.store, house.engine, team_id, people, NOW)
    for first in range(MERGED, size.people, MERGED * MERGED_AT_ONCE):
        merged = range(first, min(size.people, first + MERGED * MERGED_AT_ONCE), MERGED)
        house.committer.submit_and_wait([_identified(team_id, number, size.people) for number in merged])
    with house.store.write() as tx:
        tx.event_definitions.learn(team_id, dict.fromkeys(EVENT_NAMES, NOW))
        tx.property_definitions.learn(team_id, {name: {kind} for name, kind in PROPERTY_TYPES.items()}, now=NOW)
        tx.projects.mark_ingested(team_id)
    settle(house, project)


def _parameters(team_id: int, size: Size, *, first: int, rows: int) -> tuple[Parameter, ...]:
    return (
        Parameter("team", "UInt32", team_id),
        Parameter("now", "DateTime64(6, 'UTC')", NOW),
        Parameter("events", "UInt64", size.events),
        Parameter("people", "UInt32", size.people),
        Parameter("depth", "UInt32", size.depth),
        Parameter("crawled", "UInt64", max(20, size.events // CRAWLED)),
        Parameter("first", "UInt64", first),
        Parameter("rows", "UInt64", rows),
    )


_PEOPLE = f"""
SELECT
    person, arrayMap(device -> {distinct_id("device")}, range({DEVICES})) AS ids, {PLAN} AS plan,
    toUnixTimestamp(first)
FROM (SELECT toUInt32(number) AS person FROM numbers({{first:UInt32}}, {{rows:UInt32}})) AS everybody
LEFT JOIN (
    SELECT person, min(timestamp) AS first FROM events
    WHERE team_id = {{team:UInt32}} AND person >= {{first:UInt32}} AND person < {{first:UInt32}} + {{rows:UInt32}}
    GROUP BY person
) AS met USING (person)
ORDER BY person
"""


def _people(house: House, team_id: int, size: Size) -> Iterator[list[ToldPerson]]:
    """Everybody, by number; those who did nothing are there since 1970."""
    for first in range(1, size.people + 1, PEOPLE_AT_ONCE):
        asked = (
            Parameter("team", "UInt32", team_id),
            Parameter("first", "UInt32", first),
            Parameter("rows", "UInt32", min(PEOPLE_AT_ONCE, size.people + 1 - first)),
        )
        yield [
            ToldPerson(
                distinct_ids=ids,
                properties={"plan": plan, "email": f"visitor-{number}@example.com"},
                created_at=datetime.fromtimestamp(met, UTC),
            )
            for number, ids, plan, met in house.engine.query(Statement(_PEOPLE, asked)).rows
        ]


def _identified(team_id: int, number: int, people: int) -> Event:
    """What tells that the next person is this one too; spread over the whole time."""
    return Event(
        team_id=team_id,
        uuid=UUID(int=number),
        event="$identify",
        distinct_id=f"visitor-{number}",
        timestamp=NOW - timedelta(days=DAYS) * (number / people),
        properties={"$anon_distinct_id": f"visitor-{number + 1}", "$lib": "web"},
        person_set={},
        person_set_once={},
    )
