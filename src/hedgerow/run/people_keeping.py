"""Lets the people be kept whom questions want, and read from the engine who they were so far (ADR 18)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock

from hedgerow.base.errors import EngineError
from hedgerow.base.logging import logger
from hedgerow.engine.port import Engine
from hedgerow.run.kept_people import KeptPeople
from hedgerow.run.people_reading import merged_people, people_of_days, recent_people
from hedgerow.vocab.sealed_days import SealedDay

_log = logger("run")


class PeopleKeeping:
    """While ``storing`` is held nothing is stored; ``state`` guards whatever is kept."""

    def __init__(self, engine: Engine, storing: Lock, state: Lock) -> None:
        self._engine = engine
        self._storing = storing
        self._state = state

    def keep(
        self,
        team_id: int,
        people: KeptPeople,
        days: Mapping[SealedDay, Mapping[str, int]],
        now: datetime,
        *,
        room: bool,
    ) -> None:
        """Keep whoever is wanted on the sealed ``days`` and since then, and no others.

        ``days`` tells how many events of each name there are. Without ``room`` no new names are kept.
        """
        with self._state:
            people.lacking = False
            new = people.new_names(now)
        try:
            if new and room:
                self._begin(team_id, people, new)
            with self._state:
                missing = people.retain(tuple(days))
            for name, some in missing.items():
                found = people_of_days(self._engine, team_id, name, {day: days[day].get(name, 0) for day in some})
                with self._state:
                    people.put(name, found)
        except EngineError as error:
            _log.warning("people not kept", error=str(error))

    def _begin(self, team_id: int, people: KeptPeople, names: Sequence[str]) -> None:
        with self._storing:
            into = {} if people else merged_people(self._engine, team_id)
            if into is not None:
                recent = recent_people(self._engine, team_id, names, people.since)
                with self._state:
                    people.begin(recent, into)
