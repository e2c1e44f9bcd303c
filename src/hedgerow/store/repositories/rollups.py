"""Which rollups a project has, and which of its sealed days they have counted (ADR 15)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select, update

from hedgerow.store.repositories.sealed_days import MARKS, sealed_day
from hedgerow.store.tables.rollups import rollup_days, rollups
from hedgerow.store.tables.sealed_days import sealed_days
from hedgerow.store.writing import insert_or_meet
from hedgerow.vocab.rollups import KnownRollup
from hedgerow.vocab.sealed_days import SealedDay

_TABLE = rollups.c
_DAYS = rollup_days.c
_OF_SEALED_DAYS = (
    (sealed_days.c.team_id == _DAYS.team_id) & (sealed_days.c.seal == _DAYS.day_seal) & sealed_days.c.is_counted
)


class Rollups:
    """Rollups of one project at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, team_id: int) -> Mapping[int, KnownRollup]:
        """The project's rollups by their number."""
        query = select(_TABLE.number, _TABLE.asked_on, _TABLE.is_too_large).where(_TABLE.team_id == team_id)
        found = self._connection.execute(query)
        return {
            row.number: KnownRollup(number=row.number, asked_on=row.asked_on, is_too_large=row.is_too_large)
            for row in found
        }

    def ask(self, team_id: int, number: int, today: date) -> None:
        """The rollup is of use ``today``; it is added if it is new."""
        row = {"team_id": team_id, "number": number, "asked_on": today, "is_too_large": False}
        added = insert_or_meet(self._connection, rollups).values(row)
        met = added.on_conflict_do_update(index_elements=["team_id", "number"], set_={"asked_on": today})
        self._connection.execute(met)

    def drop(self, team_id: int, number: int) -> None:
        """Forget the rollup and what it counted."""
        self._connection.execute(delete(rollups).where(_TABLE.team_id == team_id, _TABLE.number == number))

    def refuse(self, team_id: int, number: int) -> None:
        """The rollup is too large to be counted, and what was counted of it is not used again."""
        one = (_TABLE.team_id == team_id) & (_TABLE.number == number)
        self._connection.execute(update(rollups).where(one).values(is_too_large=True))
        self._connection.execute(delete(rollup_days).where(_DAYS.team_id == team_id, _DAYS.number == number))

    def days(self, team_id: int) -> Mapping[int, tuple[SealedDay, ...]]:
        """The sealed days that each rollup has counted, in their order, under the rollup's own seals.

        ``events`` are still those of the whole day, ``people`` those of the rollup.
        """
        query = (
            select(sealed_days, _DAYS.number, _DAYS.seal.label("own_seal"), _DAYS.people.label("own_people"))
            .join(rollup_days, _OF_SEALED_DAYS)
            .where(_DAYS.team_id == team_id)
            .order_by(sealed_days.c.starts_at)
        )
        found: dict[int, list[SealedDay]] = defaultdict(list)
        for row in self._connection.execute(query):
            found[row.number].append(replace(sealed_day(row), seal=row.own_seal, people=row.own_people))
        return {number: tuple(days) for number, days in found.items()}

    def mark(self, team_id: int) -> tuple[int, int]:
        """What is another one whenever something else is counted; see `SealedDays.mark` for the days themselves."""
        query = select(func.count(), func.sum(_DAYS.seal % MARKS)).where(_DAYS.team_id == team_id)
        count, total = self._connection.execute(query).one()
        return count, int(total or 0)

    def finish(self, team_id: int, number: int, counted: Mapping[int, SealedDay]) -> frozenset[int]:
        """Keep what was counted of days, by the seals of the days themselves; the rollup's seals that count now.

        What was opened or counted by somebody else meanwhile does not.
        """
        still = set(
            self._connection.execute(
                select(sealed_days.c.seal).where(
                    sealed_days.c.team_id == team_id, sealed_days.c.is_counted, sealed_days.c.seal.in_(counted)
                )
            ).scalars()
        )
        before = select(_DAYS.day_seal).where(_DAYS.team_id == team_id, _DAYS.number == number)
        still -= set(self._connection.execute(before).scalars())
        known = select(_TABLE.number).where(_TABLE.team_id == team_id, _TABLE.number == number)
        if not still or self._connection.execute(known).first() is None:
            return frozenset()
        rows = [
            {"team_id": team_id, "number": number, "day_seal": seal, "seal": day.seal, "people": day.people}
            for seal, day in counted.items()
            if seal in still
        ]
        self._connection.execute(insert(rollup_days), rows)
        return frozenset(row["seal"] for row in rows)

    def forget(self, before: date) -> None:
        """Forget what was of no use since ``before``, and what was counted of days that were opened; of any project."""
        self._connection.execute(delete(rollups).where(_TABLE.asked_on < before))
        sealed = select(sealed_days.c.seal).where(_OF_SEALED_DAYS).exists()
        self._connection.execute(delete(rollup_days).where(~sealed))

    def seals(self) -> frozenset[int]:
        """Every seal under which rows count, in all projects."""
        return frozenset(self._connection.execute(select(_DAYS.seal).join(sealed_days, _OF_SEALED_DAYS)).scalars())
