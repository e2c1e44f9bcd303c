"""Definitions learnt from what arrives (EVDEF-58, NB-50), at no cost for what is already known."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hedgerow.capture.property_types import is_date, joined_type, shown_type
from hedgerow.capture.shape import Shape
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.events import Event

LONGEST_LEARNT_NAME = 400
"""Property names longer than this are stored with their events but get no definition."""

LAST_SEEN_STEP = timedelta(hours=1)
"""How old a definition's ``last_seen_at`` may get before it is written again."""

NAMES_KEPT = 200_000


@dataclass(slots=True)
class Lessons:
    """What one group of events teaches about one project; empty when all of it was known."""

    seen: dict[str, datetime] = field(default_factory=dict)
    types: dict[str, PropertyType | None] = field(default_factory=dict)
    together: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __bool__(self) -> bool:
        return bool(self.seen or self.types or self.together)

    def write(self, tx: Transaction, team_id: int, now: datetime) -> None:
        """Put the lessons into the project's definitions."""
        tx.event_definitions.learn(team_id, self.seen)
        tx.property_definitions.learn(team_id, self.types, now=now)
        tx.property_definitions.learn_event_properties(team_id, self.together)


class Learner:
    """Remembers what the definitions say, so that known events teach nothing. Belongs to one thread."""

    def __init__(self) -> None:
        self._told: dict[tuple[int, str], datetime] = {}
        self._types: dict[tuple[int, str], set[PropertyType | None]] = {}
        self._together: set[tuple[int, str, str]] = set()
        self._shapes: dict[tuple[int, str, Shape], tuple[str, ...]] = {}

    def lessons(self, events: Iterable[tuple[Event, Shape]], now: datetime) -> dict[int, Lessons]:
        """What ``events`` teach, by project; projects that teach nothing are left out.

        It counts as known from now on: when it could not be written, `forget`.
        """
        if len(self._together) + len(self._types) + len(self._shapes) + len(self._told) > NAMES_KEPT:
            self.forget()
        found: dict[int, Lessons] = defaultdict(Lessons)
        for event, shape in events:
            place = (event.team_id, event.event)
            told = self._told.get(place)
            if told is None or now - told > LAST_SEEN_STEP:
                self._told[place] = now
                found[event.team_id].seen[event.event] = now
            dates = self._shapes.get((*place, shape))
            if dates is None or not all(map(is_date, map(event.properties.__getitem__, dates))):
                self._learn(event, shape, found)
        return {team_id: lessons for team_id, lessons in found.items() if lessons}

    def forget(self) -> None:
        """Know nothing; everything is told to the store again."""
        self._told.clear()
        self._types.clear()
        self._together.clear()
        self._shapes.clear()

    def _learn(self, event: Event, shape: Shape, found: dict[int, Lessons]) -> None:
        """Every property of an event whose shape is new, or where a date is no date any more."""
        team_id = event.team_id
        for name, value in event.properties.items():
            if len(name) > LONGEST_LEARNT_NAME or "\0" in name:
                continue
            kind = shown_type(value)
            known = self._types.setdefault((team_id, name), set())
            if kind not in known and (not known or kind is not None) and PropertyType.STRING not in known:
                types = found[team_id].types
                types[name] = joined_type(types.get(name), kind)
                known.add(kind)
            if (team_id, event.event, name) not in self._together:
                self._together.add((team_id, event.event, name))
                found[team_id].together[event.event].add(name)
        dates = tuple(name for name in shape.texts if is_date(event.properties[name]))
        self._shapes[team_id, event.event, shape] = dates
