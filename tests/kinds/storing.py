"""Events of a test, stored by capture's own rows, and questions asked of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from hedgerow.capture.event_block import event_blocks
from hedgerow.capture.groups import write_groups
from hedgerow.capture.merge_rows import write_merges
from hedgerow.capture.person_rows import write_people
from hedgerow.capture.shape import Shape, Shapes
from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.planning import plan
from hedgerow.query.understand import understand
from hedgerow.vocab.events import EVENTS, Event
from hedgerow.vocab.groups import Group
from hedgerow.vocab.persons import PersonMerge, PersonState

_teams = count(1)

_MERGED_AWAY = 1_000_000
"""Added to somebody's number it is the one of who they were before they merged."""

_merged_teams: set[int] = set()


@dataclass(frozen=True)
class Sent:
    """One event: who did what, when, with which properties; the person may be known by another ``distinct_id``."""

    who: str
    event: str
    at: datetime
    properties: dict[str, Any] = field(default_factory=dict)
    distinct_id: str | None = None


MADE = datetime(2024, 1, 1, tzinfo=UTC)
"""When people and groups are made whose making is not told."""


def store_groups(
    engine: Engine,
    team: int,
    groups: Mapping[int, Mapping[str, dict[str, Any]]],
    made: Mapping[str, datetime] | None = None,
) -> None:
    """Store the properties of groups, by the index of their type and their key, and when they were ``made``, by key."""
    write_groups(
        engine,
        [
            Group(
                team_id=team,
                type_index=index,
                key=key,
                properties=properties,
                created_at=(made or {}).get(key, MADE),
                version=1,
            )
            for index, of_type in groups.items()
            for key, properties in of_type.items()
        ],
    )


def new_team() -> int:
    """A project of its own, so that tests never see each other's events."""
    return next(_teams)


def store(
    engine: Engine,
    projects: dict[int, Iterable[Sent]],
    people_of: Mapping[int, Mapping[str, dict[str, Any]]] | None = None,
    made: Mapping[str, datetime] | None = None,
    *,
    merged: bool = False,
) -> None:
    """Store the events of each project in one insert, and before them their people with the properties given.

    ``made`` tells when the people were, in every project. With ``merged`` everybody was two people once: some of
    their events carry the number of the other one, about whom the engine still knows other things.
    """
    shapes = Shapes()
    now = datetime(2024, 1, 1, tzinfo=UTC)
    shaped: list[tuple[Event, Shape]] = []
    numbers: dict[UUID, int] = {}
    for team, events in projects.items():
        people: dict[str, int] = {}
        for place, sent in enumerate(events):
            person = people.setdefault(sent.who, len(people) + 1)
            if merged and place % 3 == 0:
                person += _MERGED_AWAY
            event = Event(
                team_id=team,
                uuid=uuid4(),
                event=sent.event,
                distinct_id=sent.distinct_id or sent.who,
                timestamp=sent.at.astimezone(UTC),
                properties=sent.properties,
                person_set={},
                person_set_once={},
            )
            shaped.append((event, shapes.of(sent.properties)))
            numbers[event.uuid] = person
        write_people(engine, _states(team, people, (people_of or {}).get(team, {}), made or {}))
        if merged:
            _merged_teams.add(team)
            _merge(engine, team, people)
    if shaped:
        rows = event_blocks(shaped, number=lambda event: numbers[event.uuid], inserted_at=now)
        engine.insert(EVENTS.name, rows, form="Native")


def _merge(engine: Engine, team: int, people: Mapping[str, int]) -> None:
    write_people(
        engine,
        [
            PersonState(
                team_id=team,
                number=number + _MERGED_AWAY,
                uuid=uuid4(),
                properties={"plan": "of before", "country": "of before"},
                created_at=MADE,
                version=1,
            )
            for number in people.values()
        ],
    )
    write_merges(
        engine,
        [
            PersonMerge(team_id=team, number=number + _MERGED_AWAY, merged_into=number, version=1)
            for number in people.values()
        ],
    )


def _states(
    team: int, numbers: dict[str, int], properties: Mapping[str, dict[str, Any]], made: Mapping[str, datetime]
) -> list[PersonState]:
    """Everybody with a number, and those who have properties only."""
    for who in properties:
        numbers.setdefault(who, len(numbers) + 1)
    return [
        PersonState(
            team_id=team,
            number=number,
            uuid=uuid4(),
            properties=properties.get(who, {}),
            created_at=made.get(who, MADE),
            version=1,
        )
        for who, number in numbers.items()
    ]


def response(engine: Engine, query: Any, context: Context) -> dict[str, Any]:
    """What ``query`` answers: the whole way from JSON to response keys."""
    context = replace(context, people_merged=context.team_id in _merged_teams)
    planned = plan(understand(query), context)
    return planned.shape([engine.query(statement) for statement in planned.statements])
