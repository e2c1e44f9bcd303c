"""People as numbers: dense in each project, and never given twice."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, and_, bindparam, delete, insert, or_, select, update

from hedgerow.base.ids import new_uuid
from hedgerow.store.column_types import storable
from hedgerow.store.errors import BrokenReference
from hedgerow.store.reading import in_batches
from hedgerow.store.repositories.person_merges import PersonMerges
from hedgerow.store.tables.cohorts import cohort_people
from hedgerow.store.tables.persons import person_counters, person_distinct_ids, persons
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.persons import Person, PersonState, PersonUpdate


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

    def lock(self, team_id: int) -> None:
        """Let nobody else add people or merge them until the transaction ends. BrokenReference without the project."""
        self._last_number(team_id)

    def attach(self, team_id: int, numbers: Mapping[str, int]) -> None:
        """Let distinct ids that mean nobody yet mean the people with these numbers; the others keep their meaning."""
        if numbers:
            rows = [{"team_id": team_id, "distinct_id": text, "number": number} for text, number in numbers.items()]
            self._connection.execute(
                insert_or_meet(self._connection, person_distinct_ids).on_conflict_do_nothing(), rows
            )

    def mark_identified(self, team_id: int, numbers: Iterable[int]) -> None:
        """Note that somebody vouched for a distinct id of these people."""
        for batch in in_batches(numbers):
            here = persons.c.team_id == team_id, persons.c.number.in_(batch)
            self._connection.execute(update(persons).where(*here).values(is_identified=True))

    def update_properties(self, team_id: int, updates: Mapping[int, PersonUpdate]) -> frozenset[int]:
        """Change people's properties; unknown people are ignored.

        Of those who were merged away meanwhile it is for who they are now. Answers the numbers of whom it was for.
        """
        found: set[int] = set()
        changed: list[dict[str, Any]] = []
        for batch in in_batches(sorted(updates)):
            query = select(persons.c.number, persons.c.properties).where(
                persons.c.team_id == team_id, persons.c.number.in_(batch)
            )
            for row in self._connection.execute(query.order_by(persons.c.number).with_for_update()):
                found.add(row.number)
                merged = updates[row.number].applied(row.properties)
                if merged != row.properties:
                    changed.append({"person": row.number, "merged": merged})
        if changed:
            each = update(persons).where(persons.c.team_id == team_id, persons.c.number == bindparam("person"))
            newer = each.values(properties=bindparam("merged"), version=persons.c.version + 1)
            self._connection.execute(newer, changed)
        for number, survivor in PersonMerges(self._connection).survivors(team_id, updates.keys() - found).items():
            found |= self.update_properties(team_id, {survivor: updates[number]})
        return frozenset(found)

    def get(self, team_id: int, number: int) -> Person | None:
        """The project's person with this number."""
        return next(iter(self.by_numbers(team_id, [number])), None)

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

    def by_distinct_ids(self, team_id: int, distinct_ids: Iterable[str]) -> dict[str, PersonState]:
        """Whom each of these distinct ids means; unknown ones are left out."""
        asked = {distinct_id: storable(distinct_id) for distinct_id in distinct_ids}
        numbers = self._known(team_id, dict.fromkeys(asked.values()))
        found = {state.number: state for state in self.states(team_id, numbers.values())}
        return {distinct_id: found[numbers[text]] for distinct_id, text in asked.items() if text in numbers}

    def by_distinct_id(self, team_id: int, distinct_id: str) -> Person | None:
        """The project's person whom this distinct id means."""
        number = self._known(team_id, [storable(distinct_id)]).get(storable(distinct_id))
        return None if number is None else self.get(team_id, number)

    def known_numbers(self, team_id: int, distinct_ids: Iterable[str]) -> frozenset[int]:
        """The numbers of the people whom these distinct ids mean; unknown ids are left out."""
        return frozenset(self._known(team_id, {storable(text) for text in distinct_ids}).values())

    def last_number(self, team_id: int) -> int:
        """The last number given; 0 before there is anybody."""
        query = select(person_counters.c.last_number).where(person_counters.c.team_id == team_id)
        return self._connection.execute(query).scalar_one_or_none() or 0

    def numbers_by_distinct_id(self, team_id: int, distinct_ids: Iterable[str]) -> dict[str, int]:
        """The person number of each of these distinct ids that means somebody."""
        asked = {distinct_id: storable(distinct_id) for distinct_id in distinct_ids}
        known = self._known(team_id, set(asked.values()))
        return {distinct_id: known[text] for distinct_id, text in asked.items() if text in known}

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

    def by_uuids(self, team_id: int, uuids: Iterable[UUID]) -> list[Person]:
        """The project's people with these uuids, by number; unknown ones are left out."""
        numbers: list[int] = []
        for batch in in_batches(set(uuids)):
            query = select(persons.c.number).where(persons.c.team_id == team_id, persons.c.uuid.in_(batch))
            numbers.extend(self._connection.execute(query).scalars())
        return self.by_numbers(team_id, sorted(numbers))

    def by_numbers(self, team_id: int, numbers: Sequence[int]) -> list[Person]:
        """The project's people with these numbers, in their order; unknown ones are left out."""
        names: dict[int, list[str]] = defaultdict(list)
        table = person_distinct_ids.c
        for batch in in_batches(numbers):
            query = select(table.number, table.distinct_id).where(table.team_id == team_id, table.number.in_(batch))
            for row in self._connection.execute(query.order_by(table.distinct_id)):
                names[row.number].append(row.distinct_id)
        known = {state.number: state for state in self.states(team_id, numbers)}
        return [
            Person(
                team_id=team_id,
                number=number,
                uuid=known[number].uuid,
                distinct_ids=tuple(names[number]),
                properties=known[number].properties,
                created_at=known[number].created_at,
            )
            for number in numbers
            if number in known
        ]

    def numbers_matching(self, team_id: int, words: str, *, limit: int) -> list[int]:
        """The numbers of people with a distinct id that holds ``words``, in any case; the latest ``limit`` of them."""
        table = person_distinct_ids.c
        holds = table.distinct_id.icontains(words, autoescape=True)
        query = select(table.number).distinct().where(table.team_id == team_id, holds)
        return list(self._connection.execute(query.order_by(table.number.desc()).limit(limit)).scalars())

    def delete(self, team_id: int, numbers: Iterable[int]) -> None:
        """Forget people, their distinct ids and that they were in cohorts. Their numbers are never given again."""
        for batch in in_batches(sorted(set(numbers))):
            for table in (cohort_people, person_distinct_ids, persons):
                rows = delete(table).where(table.c.team_id == team_id, table.c.number.in_(batch))
                self._connection.execute(rows)


def _state(row: Row[Any]) -> PersonState:
    return PersonState(
        team_id=row.team_id,
        number=row.number,
        uuid=row.uuid,
        properties=row.properties,
        created_at=row.created_at,
        version=row.version,
        is_identified=row.is_identified,
    )
