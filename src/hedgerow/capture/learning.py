"""Definitions learnt from what arrives, events, people and groups (EVDEF-58, NB-50).

What is already known costs nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hedgerow.capture.people import Updates
from hedgerow.capture.property_types import is_date, joined_type, shown_type
from hedgerow.capture.shape import Shape
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.definitions import PropertyOwner, PropertyType
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
    types: dict[PropertyOwner, dict[str, PropertyType | None]] = field(default_factory=lambda: defaultdict(dict))
    together: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __bool__(self) -> bool:
        return bool(self.seen or self.types or self.together)

    def write(self, tx: Transaction, team_id: int, now: datetime) -> None:
        """Put the lessons into the project's definitions."""
        tx.event_definitions.learn(team_id, self.seen)
        for owner, types in sorted(self.types.items()):  # one order for all writers
            tx.property_definitions.learn(team_id, types, now=now, owner=owner)
        tx.property_definitions.learn_event_properties(team_id, self.together)


class Learner:
    """Remembers what the definitions say, so that known events teach nothing. Belongs to one thread."""

    def __init__(self) -> None:
        self._told: dict[tuple[int, str], datetime] = {}
        self._types: dict[tuple[int, PropertyOwner, str], set[PropertyType | None]] = {}
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

    def learn_properties(
        self, team_id: int, owner: PropertyOwner, properties: Mapping[str, Any], lessons: Lessons
    ) -> None:
        """Add to ``lessons`` what these values teach of ``owner``'s properties. Known from now on, as in `lessons`."""
        for name, value in properties.items():
            if not _learnable(name):
                continue
            kind = shown_type(value)
            known = self._types.setdefault((team_id, owner, name), set())
            if kind not in known and (not known or kind is not None) and PropertyType.STRING not in known:
                types = lessons.types[owner]
                types[name] = joined_type(types.get(name), kind)
                known.add(kind)

    def learn_people(self, team_id: int, updates: Updates, lessons: Lessons) -> None:
        """Add to ``lessons`` what is set on people, whether it is the first to be set or not."""
        for update in updates.values():
            self.learn_properties(team_id, PropertyOwner.PERSON, update.set_once, lessons)
            self.learn_properties(team_id, PropertyOwner.PERSON, update.set, lessons)

    def forget(self) -> None:
        """Know nothing; everything is told to the store again."""
        self._told.clear()
        self._types.clear()
        self._together.clear()
        self._shapes.clear()

    def _learn(self, event: Event, shape: Shape, found: dict[int, Lessons]) -> None:
        """Every property of an event whose shape is new, or where a date is no date any more."""
        team_id = event.team_id
        self.learn_properties(team_id, PropertyOwner.EVENT, event.properties, found[team_id])
        for name in event.properties:
            if _learnable(name) and (team_id, event.event, name) not in self._together:
                self._together.add((team_id, event.event, name))
                found[team_id].together[event.event].add(name)
        dates = tuple(name for name in shape.texts if is_date(event.properties[name]))
        self._shapes[team_id, event.event, shape] = dates


def _learnable(name: str) -> bool:
    return len(name) <= LONGEST_LEARNT_NAME and "\0" not in name
