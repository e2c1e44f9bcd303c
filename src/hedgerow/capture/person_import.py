"""People who are told of rather than met: their distinct ids and properties, from another server or a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.capture.learning import Learner, Lessons
from hedgerow.capture.person_rows import write_people
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.persons import PersonUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPerson:
    """Somebody as another server knows them; there is at least one distinct id."""

    distinct_ids: Sequence[str]
    properties: Mapping[str, Any]
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleImported:
    """How many people were new and how many known; ``kept_apart`` distinct ids mean somebody else here already."""

    created: int
    updated: int
    kept_apart: int


def import_people(
    store: Store, engine: Engine, team_id: int, people: Sequence[ToldPerson], now: datetime
) -> PeopleImported:
    """Make ``people`` known. Doing it again changes nothing.

    Somebody is whom the first known distinct id means, else a new person; further ids that mean nobody are added.
    Properties are set as by ``$set``. Store first, then engine, as capture does. Raises what they raise.
    """
    told_ids = [distinct_id for person in people for distinct_id in person.distinct_ids]
    lessons = Lessons()
    with store.write() as tx:
        known = tx.persons.numbers_by_distinct_id(team_id, told_ids)
        new = {
            person.distinct_ids[0]: person.created_at
            for person in people
            if not any(distinct_id in known for distinct_id in person.distinct_ids)
        }
        known |= tx.persons.numbers_for(team_id, new, new)
        numbers = [next(known[each] for each in person.distinct_ids if each in known) for person in people]
        wanted = {
            distinct_id: number
            for person, number in zip(people, numbers, strict=True)
            for distinct_id in person.distinct_ids
        }
        tx.persons.attach(team_id, wanted)
        meant = tx.persons.numbers_by_distinct_id(team_id, wanted)
        updates = {number: PersonUpdate() for number in numbers}
        for person, number in zip(people, numbers, strict=True):
            updates[number].set.update(person.properties)
        tx.persons.update_properties(team_id, updates)
        Learner().learn_people(team_id, updates, lessons, now)
        lessons.write(tx, team_id, now)
        states = tx.persons.states(team_id, numbers)
    write_people(engine, states)
    return PeopleImported(
        created=len(new),
        updated=len(people) - len(new),
        kept_apart=sum(meant[distinct_id] != number for distinct_id, number in wanted.items()),
    )
