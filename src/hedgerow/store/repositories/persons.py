"""People as numbers: dense in each project, and never given twice."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, insert, or_, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.column_types import storable
from hedgerow.store.errors import BrokenReference
from hedgerow.store.reading import in_batches
from hedgerow.store.tables.persons import person_counters, person_distinct_ids, persons
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.persons import Person, PersonState

PropertyUpdate = tuple[Mapping[str, Any], Mapping[str, Any]]
"""``$set`` and ``$set_once`` of one person."""


class Persons:
    """Gives numbers to people and keeps their properties, in one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def numbers_for(
        self, team_id: int, distinct_ids: Iterable[str], created_at: datetime | Mapping[str, datetime]
    ) -> dict[str, int]:
        """The person number of each distinct id; unknown ones become new people.

        ``created_at`` is one moment for all of them, or that of each by distinct id.

        Numbers count from 1 without gaps, in the order of ``distinct_ids``, also when many transactions ask at
        once. Raises BrokenReference when there is no such project.
        """
        asked = {distinct_id: storable(distinct_id) for distinct_id in distinct_ids}
        wanted = dict.fromkeys(asked.values())
        known = self._known(team_id, wanted)
        if len(known) < len(wanted):
            last = self._last_number(team_id)
            # Somebody may have added some of them before the counter was ours; from now on nobody can.
            known |= self._known(team_id, (text for text in wanted if text not in known))
            new = {text: last + place for place, text in enumerate((t for t in wanted if t not in known), start=1)}
            if new:
                moments = created_at if isinstance(created_at, Mapping) else dict.fromkeys(asked, created_at)
                self._add(team_id, new, {asked[distinct_id]: moment for distinct_id, moment in moments.items()})
                known |= new
        return {distinct_id: known[text] for distinct_id, text in asked.items()}

    def attach(self, team_id: int, distinct_id: str, number: int) -> int:
        """Let an unknown distinct id mean person ``number``; the number it means now.

        A distinct id that already means somebody keeps its meaning: compare the answer.
        """
        values = {"team_id": team_id, "distinct_id": distinct_id, "number": number}
        self._connection.execute(insert_or_meet(self._connection, person_distinct_ids).on_conflict_do_nothing(), values)
        return self._known(team_id, [storable(distinct_id)])[storable(distinct_id)]

    def update_properties(self, team_id: int, updates: Mapping[int, PropertyUpdate]) -> None:
        """Apply ``$set`` (overwrites) and ``$set_once`` (only what is absent) to people; unknown ones are ignored."""
        changed: list[dict[str, Any]] = []
        for batch in in_batches(sorted(updates)):
            query = select(persons.c.number, persons.c.properties).where(
                persons.c.team_id == team_id, persons.c.number.in_(batch)
            )
            for row in self._connection.execute(query.order_by(persons.c.number).with_for_update()):
                to_set, to_set_once = updates[row.number]
                merged = {**to_set_once, **row.properties, **to_set}
                if merged != row.properties:
                    changed.append({"person": row.number, "merged": merged})
        if changed:
            each = update(persons).where(persons.c.team_id == team_id, persons.c.number == bindparam("person"))
            newer = each.values(properties=bindparam("merged"), version=persons.c.version + 1)
            self._connection.execute(newer, changed)

    def get(self, team_id: int, number: int) -> Person | None:
        """The project's person with this number."""
        query = select(persons).where(persons.c.team_id == team_id, persons.c.number == number)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else self._person(row)

    def states(self, team_id: int, numbers: Iterable[int]) -> list[PersonState]:
        """How these people are now; unknown ones are left out."""
        found: list[PersonState] = []
        for batch in in_batches(sorted(set(numbers))):
            query = select(persons).where(persons.c.team_id == team_id, persons.c.number.in_(batch))
            found.extend(_state(row) for row in self._connection.execute(query.order_by(persons.c.number)))
        return found

    def after(self, team_id: int, number: int, *, limit: int) -> list[PersonState]:
        """The next people of all projects, by project and number, that come after this one."""
        table = persons.c
        later = or_(table.team_id > team_id, and_(table.team_id == team_id, table.number > number))
        query = select(persons).where(later).order_by(table.team_id, table.number).limit(limit)
        return [_state(row) for row in self._connection.execute(query)]

    def by_distinct_id(self, team_id: int, distinct_id: str) -> Person | None:
        """The project's person whom this distinct id means."""
        number = self._known(team_id, [storable(distinct_id)]).get(storable(distinct_id))
        return None if number is None else self.get(team_id, number)

    def known_numbers(self, team_id: int, distinct_ids: Iterable[str]) -> frozenset[int]:
        """The numbers of the people whom these distinct ids mean; unknown ids are left out."""
        return frozenset(self._known(team_id, {storable(text) for text in distinct_ids}).values())

    def count(self, team_id: int) -> int:
        """How many people the project has: the last number given."""
        query = select(person_counters.c.last_number).where(person_counters.c.team_id == team_id)
        return self._connection.execute(query).scalar_one_or_none() or 0

    def numbers_of(self, team_id: int, distinct_ids: Iterable[str]) -> dict[str, int]:
        """The person number of each of these distinct ids that means somebody."""
        asked = {distinct_id: storable(distinct_id) for distinct_id in distinct_ids}
        known = self._known(team_id, set(asked.values()))
        return {distinct_id: known[text] for distinct_id, text in asked.items() if text in known}

    def attach_all(self, team_id: int, numbers: Mapping[str, int]) -> None:
        """Let distinct ids that mean nobody mean these people; the others keep their meaning."""
        rows = [
            {"team_id": team_id, "distinct_id": distinct_id, "number": number}
            for distinct_id, number in numbers.items()
        ]
        for batch in in_batches(rows):
            self._connection.execute(
                insert_or_meet(self._connection, person_distinct_ids).on_conflict_do_nothing(), batch
            )

    def _known(self, team_id: int, distinct_ids: Iterable[str]) -> dict[str, int]:
        table = person_distinct_ids.c
        found: dict[str, int] = {}
        for batch in in_batches(distinct_ids):
            query = select(table.distinct_id, table.number).where(
                table.team_id == team_id, table.distinct_id.in_(batch)
            )
            found.update((row.distinct_id, row.number) for row in self._connection.execute(query))
        return found

    def _last_number(self, team_id: int) -> int:
        counter = select(person_counters.c.last_number).where(person_counters.c.team_id == team_id)
        last = self._connection.execute(counter.with_for_update()).scalar_one_or_none()
        if last is None:
            raise BrokenReference(f"There is no project {team_id}.")
        return int(last)

    def _add(self, team_id: int, numbers: Mapping[str, int], created_at: Mapping[str, datetime]) -> None:
        people = [
            {"team_id": team_id, "number": number, "uuid": new_uuid(), "properties": {}, "created_at": created_at[text]}
            for text, number in numbers.items()
        ]
        self._connection.execute(insert(persons), people)
        names = [{"team_id": team_id, "distinct_id": text, "number": number} for text, number in numbers.items()]
        self._connection.execute(insert(person_distinct_ids), names)
        counter = update(person_counters).where(person_counters.c.team_id == team_id)
        self._connection.execute(counter.values(last_number=max(numbers.values())))

    def _person(self, row: Row[Any]) -> Person:
        table = person_distinct_ids.c
        names = select(table.distinct_id).where(table.team_id == row.team_id, table.number == row.number)
        return Person(
            team_id=row.team_id,
            number=row.number,
            uuid=row.uuid,
            distinct_ids=tuple(self._connection.execute(names.order_by(table.distinct_id)).scalars()),
            properties=row.properties,
            created_at=row.created_at,
        )


def _state(row: Row[Any]) -> PersonState:
    return PersonState(
        team_id=row.team_id,
        number=row.number,
        uuid=row.uuid,
        properties=row.properties,
        created_at=row.created_at,
        version=row.version,
    )
