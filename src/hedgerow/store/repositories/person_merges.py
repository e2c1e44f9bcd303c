"""People who turn out to be one: who was merged into whom, and everything that moves along (CAP-44)."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from hedgerow.store.reading import in_batches
from hedgerow.store.tables.cohorts import cohort_people
from hedgerow.store.tables.persons import person_distinct_ids, person_merges, persons
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.persons import MergedPerson, PersonMerge

_TABLE = person_merges.c


class PersonMerges:
    """Merges people of one project at a time, and tells who was merged."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def any(self, team_id: int) -> bool:
        """Whether any people of the project were ever merged."""
        query = select(_TABLE.number).where(_TABLE.team_id == team_id).limit(1)
        return self._connection.execute(query).first() is not None

    def all(self, team_id: int) -> list[PersonMerge]:
        """Every merge of the project, by number."""
        query = select(person_merges).where(_TABLE.team_id == team_id).order_by(_TABLE.number)
        return [PersonMerge(**row) for row in self._connection.execute(query).mappings()]

    def totals(self) -> list[tuple[int, int, int]]:
        """Of each project with merges its id, how many there are, and the sum of their versions."""
        query = select(_TABLE.team_id, func.count(), func.sum(_TABLE.version)).group_by(_TABLE.team_id)
        return [(team_id, rows, int(versions)) for team_id, rows, versions in self._connection.execute(query)]

    def sizes(self, team_id: int, numbers: Iterable[int]) -> dict[int, int]:
        """How many numbers were merged into each of ``numbers``; those into which none was are left out."""
        found: dict[int, int] = {}
        for batch in in_batches(numbers):
            query = select(_TABLE.merged_into, func.count()).where(
                _TABLE.team_id == team_id, _TABLE.merged_into.in_(batch)
            )
            counts = self._connection.execute(query.group_by(_TABLE.merged_into))
            found.update((into, count) for into, count in counts)
        return found

    def survivors(self, team_id: int, numbers: Iterable[int]) -> dict[int, int]:
        """Into whom each of ``numbers`` was merged; those that still stand for somebody are left out."""
        found: dict[int, int] = {}
        for batch in in_batches(numbers):
            query = select(_TABLE.number, _TABLE.merged_into).where(_TABLE.team_id == team_id, _TABLE.number.in_(batch))
            found.update((row.number, row.merged_into) for row in self._connection.execute(query))
        return found

    def numbers_of(self, team_id: int, number: int) -> tuple[int, ...]:
        """All the numbers that events of one person may carry, their own first."""
        query = select(_TABLE.number).where(_TABLE.team_id == team_id, _TABLE.merged_into == number)
        return (number, *self._connection.execute(query.order_by(_TABLE.number)).scalars())

    def delete(self, team_id: int, numbers: Iterable[int]) -> None:
        """Forget who was merged into people of whom no events are left."""
        for batch in in_batches(numbers):
            self._connection.execute(
                delete(person_merges).where(_TABLE.team_id == team_id, _TABLE.merged_into.in_(batch))
            )

    def merge(self, team_id: int, people: Sequence[MergedPerson]) -> list[PersonMerge]:
        """Make each of ``people`` one person; the merges that the engine has to know.

        Distinct ids, places in static cohorts and earlier merges move along. Nobody may stand in two of them, and all
        must exist. Hold `Persons.lock`.
        """
        moves = {old: person.number for person in people for old in person.absorbed}
        if not moves:
            return []
        self._move_distinct_ids(team_id, moves)
        self._move_cohorts(team_id, moves)
        moved = self._move_merges(team_id, moves)
        for batch in in_batches(moves):
            self._connection.execute(delete(persons).where(persons.c.team_id == team_id, persons.c.number.in_(batch)))
        changes = [
            {
                "person": person.number,
                "own_uuid": person.uuid,
                "merged": dict(person.properties),
                "since": person.created_at,
            }
            for person in people
        ]
        each = update(persons).where(persons.c.team_id == team_id, persons.c.number == bindparam("person"))
        self._connection.execute(
            each.values(
                uuid=bindparam("own_uuid"),
                properties=bindparam("merged"),
                created_at=bindparam("since"),
                version=persons.c.version + 1,
            ),
            changes,
        )
        return moved

    def _move_distinct_ids(self, team_id: int, moves: Mapping[int, int]) -> None:
        table = person_distinct_ids.c
        each = update(person_distinct_ids).where(table.team_id == team_id, table.number == bindparam("old"))
        self._connection.execute(each.values(number=bindparam("new")), _pairs(moves))

    def _move_cohorts(self, team_id: int, moves: Mapping[int, int]) -> None:
        table = cohort_people.c
        for batch in in_batches(moves):
            here = table.team_id == team_id, table.number.in_(batch)
            rows = self._connection.execute(select(table.cohort_id, table.number).where(*here)).all()
            if rows:
                self._connection.execute(delete(cohort_people).where(*here))
                members = [
                    {"team_id": team_id, "cohort_id": row.cohort_id, "number": moves[row.number]} for row in rows
                ]
                self._connection.execute(
                    insert_or_meet(self._connection, cohort_people).on_conflict_do_nothing(), members
                )

    def _move_merges(self, team_id: int, moves: Mapping[int, int]) -> list[PersonMerge]:
        """The new merges, and the earlier ones into people who are merged away now."""
        moved = [PersonMerge(team_id=team_id, number=old, merged_into=new, version=1) for old, new in moves.items()]
        earlier: list[PersonMerge] = []
        for batch in in_batches(moves):
            query = select(person_merges).where(_TABLE.team_id == team_id, _TABLE.merged_into.in_(batch))
            earlier += [
                PersonMerge(
                    team_id=team_id,
                    number=row.number,
                    merged_into=moves[row.merged_into],
                    version=row.version + 1,
                )
                for row in self._connection.execute(query)
            ]
        if earlier:
            each = update(person_merges).where(_TABLE.team_id == team_id, _TABLE.number == bindparam("old"))
            changes = [{"old": one.number, "new": one.merged_into, "newer": one.version} for one in earlier]
            self._connection.execute(each.values(merged_into=bindparam("new"), version=bindparam("newer")), changes)
        rows = [{name: getattr(one, name) for name in one.__dataclass_fields__} for one in moved]
        self._connection.execute(insert(person_merges), rows)
        return moved + earlier


def _pairs(moves: Mapping[int, int]) -> list[dict[str, int]]:
    return [{"old": old, "new": new} for old, new in moves.items()]
