"""One group of events made durable: store first, then engine."""

import struct
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from hedgerow.base.errors import EngineError, HedgerowError
from hedgerow.capture.day_seals import DaySeals
from hedgerow.capture.duplicates import Duplicates
from hedgerow.capture.event_block import event_blocks
from hedgerow.capture.groups import GroupKeys
from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.capture.learning import Learner, Lessons
from hedgerow.capture.merge_rows import write_merges, write_missing_merges
from hedgerow.capture.people import Met, People
from hedgerow.capture.person_rows import write_people
from hedgerow.capture.schemas import Rejection, Schemas
from hedgerow.capture.shape import Shape, Shapes
from hedgerow.capture.witness import Witness
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.events import EVENTS, Event
from hedgerow.vocab.persons import PersonMerge, PersonState

ROW_FAULTS = frozenset({6, 26, 27, 33, 38, 41, 53, 69, 72, 117, 131, 349, 467})
"""ClickHouse's numbers for "this row cannot be read": of an insert they tell that the rows are to blame."""


class RowImpossible(HedgerowError):
    """An event cannot be written as a row; only events not made by `clean_events` can be so."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of a group: which events were stored, how many had been before, which break their schema.

    ``merged`` are the projects whose people merged.
    """

    stored: Sequence[Event]
    duplicates: int
    rejected: Sequence[Rejection]
    merged: frozenset[int]


class GroupWriter:
    """Writes groups of events, one at a time. Belongs to one thread.

    The store comes first, then the people in the engine, then the events: a crash in between leaves at worst a person
    or a definition without an event, and the client, who got no answer, sends the event again. Whoever an event is
    the first of here, or sets something on, is written to the engine whether the store had to change or not, so
    what a crash left out is made up for then. Sealed days are opened before their events come, so that they are
    never trusted without them. Where another process may have begun to seal in between, they are looked for again
    after, also those of events that are sent again: whoever stored them may not have come to that.
    ``opened`` is told each project of which there were any, ``witness`` of all that the engine is told.
    """

    def __init__(
        self,
        store: Store,
        engine: Engine,
        warnings: IngestionWarnings,
        opened: Callable[[int], object],
        witness: Witness,
    ) -> None:
        self._store = store
        self._engine = engine
        self._witness = witness
        self._duplicates = Duplicates(engine)
        self._schemas = Schemas(store)
        self.day_seals = DaySeals(store, opened)
        self._shapes = Shapes()
        self._people = People(warnings)
        self._learner = Learner()
        self._group_keys = GroupKeys(store, engine, self._learner)
        self._ingested: set[int] = set()
        self._merges_doubtful = False

    def write(self, events: Sequence[Event], now: datetime) -> Written:
        """Make ``events`` durable, those stored before excepted and those that their schema refuses.

        Raises whatever store or engine raise, and RowImpossible; then nothing counts as stored, and what the failed
        transaction taught is forgotten.
        """
        merged: frozenset[int] = frozenset()
        kept, rejected = self._schemas.sorted_out(events)
        new = self._duplicates.new_events(kept)
        if new:
            with _rows_to_blame():
                try:
                    new = self._group_keys.written(new, now)
                    shaped = [(event, self._shapes.of(event.properties)) for event in new]
                    people, merges = self._tell_store(shaped, now)
                    merged = self._tell_engine(people, merges)
                    self.day_seals.open(new, now)
                except BaseException:
                    self._forget()
                    raise
                rows = self._rows(shaped, now)
                with self._witness.storing(new, self._people.number):
                    self._engine.insert(EVENTS.name, rows, form="Native")
                self._duplicates.note(new)
        if self._engine.shared:
            self.day_seals.open(kept, now)
        return Written(stored=new, duplicates=len(kept) - len(new), rejected=rejected, merged=merged)

    def forget_definitions(self) -> None:
        """Read schemas again, and tell the store of every definition when it is next seen (EVDEF-53)."""
        self._schemas.forget()
        self._learner.forget()
        self._people.forget_updates()

    def forget_people(self) -> None:
        """Ask the store who is meant by a distinct id when it is next seen (a person was deleted)."""
        self._people.forget()

    def _tell_engine(self, people: Sequence[PersonState], merges: Sequence[PersonMerge]) -> frozenset[int]:
        """Who people are before who they were merged into; what an earlier failure left out is made up for.

        Answers the projects whose people merged.
        """
        write_people(self._engine, people)
        with self._witness.merging(merges):
            write_merges(self._engine, merges)
        merged = frozenset(merge.team_id for merge in merges)
        if self._merges_doubtful:
            merged |= write_missing_merges(self._store, self._engine, self._witness)
            self._merges_doubtful = False
        return merged

    def _tell_store(
        self, shaped: Sequence[tuple[Event, Shape]], now: datetime
    ) -> tuple[list[PersonState], list[PersonMerge]]:
        """Everything the store has to know of the events, in one transaction; none when it knows all.

        Answers the people and the merges that the engine has to know.
        """
        self._people.trim()
        by_team: dict[int, list[Event]] = defaultdict(list)
        for event, _ in shaped:
            by_team[event.team_id].append(event)
        lessons = self._learner.lessons(shaped, now)
        strangers = {team_id for team_id, events in by_team.items() if self._people.unknown(events)}
        setting = {team_id for team_id, events in by_team.items() if any(event.sets_person for event in events)}
        first = by_team.keys() - self._ingested
        updates = {team_id: self._people.updates(team_id, by_team[team_id]) for team_id in setting - strangers}
        if not (lessons or strangers or first or any(updates.values())):
            return [], []
        people: list[PersonState] = []
        merges: list[PersonMerge] = []
        with self._store.write(revises=bool(first)) as tx:
            for team_id, events in sorted(by_team.items()):
                met = Met()
                lesson = lessons.get(team_id, Lessons())
                if team_id in strangers:
                    met = self._people.meet(tx, team_id, events, now)
                    updates[team_id] = self._people.updates(team_id, events)
                if update := updates.get(team_id):
                    met.numbers |= tx.persons.update_properties(team_id, update)
                    self._learner.learn_people(team_id, update, lesson, now)
                people += tx.persons.states(team_id, met.numbers)
                merges += met.merges
                lesson.write(tx, team_id, now)
                if team_id in first:
                    tx.projects.mark_ingested(team_id)
        self._ingested |= first
        return people, merges

    def _rows(self, shaped: Sequence[tuple[Event, Shape]], now: datetime) -> bytes:
        try:
            return event_blocks(shaped, number=self._people.number, inserted_at=now)
        except (TypeError, ValueError, RecursionError, struct.error) as error:
            raise RowImpossible(f"An event cannot be written as JSON: {error}") from error

    def _forget(self) -> None:
        self._people.forget()
        self._learner.forget()
        self._merges_doubtful = True


@contextmanager
def _rows_to_blame() -> Generator[None]:
    """Make RowImpossible of what an engine says of rows; what it says of its own files stays an EngineError."""
    try:
        yield
    except EngineError as error:
        if error.code in ROW_FAULTS:
            raise RowImpossible(f"The engine cannot take a row: {error}") from error
        raise
