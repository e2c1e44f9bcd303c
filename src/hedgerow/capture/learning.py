"""Definitions learnt from what arrives, events, people and groups (EVDEF-58, NB-50).

What is already known costs nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hedgerow.capture.people import Updates
from hedgerow.capture.property_types import is_date, shown_type
from hedgerow.capture.shape import Shape
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.definitions import PropertyOwner, PropertyType
from hedgerow.vocab.events import Event

LONGEST_LEARNT_NAME = 400
"""Property names longer than this are stored with their events but get no definition."""

LAST_SEEN_STEP = timedelta(hours=1)
"""How old a definition's ``last_seen_at`` may get before it is written again."""

NAMES_KEPT = 200_000


Types = dict[str, set[PropertyType]]
"""Names of properties, and the types that their values showed."""


@dataclass(slots=True)
class Lessons:
    """What one group of events teaches about one project; empty when all of it was known."""

    seen: dict[str, datetime] = field(default_factory=dict)
    types: dict[PropertyOwner, Types] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))
    together: dict[str, Types] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def __bool__(self) -> bool:
        return bool(self.seen or self.types or self.together)

    def write(self, tx: Transaction, team_id: int, now: datetime) -> None:
        """Put the lessons into the project's definitions."""
        tx.event_definitions.learn(team_id, self.seen)
        for owner, types in sorted(self.types.items()):  # one order for all writers
            tx.property_definitions.learn(team_id, types, now=now, owner=owner)
        tx.property_definitions.learn_event_properties(team_id, self.together)


@dataclass(slots=True)
class _Told:
    """What the store knows of a property, and when it last heard of it."""

    at: datetime
    types: set[PropertyType]


class Learner:
    """Remembers what the definitions say, so that known events teach nothing. Belongs to one thread."""

    def __init__(self) -> None:
        self._told: dict[tuple[int, str], datetime] = {}
        self._properties: dict[tuple[int, PropertyOwner, str], _Told] = {}
        self._together: dict[tuple[int, str, str], set[PropertyType]] = {}
        self._shapes: dict[tuple[int, str, Shape], tuple[datetime, tuple[str, ...]]] = {}

    def lessons(self, events: Iterable[tuple[Event, Shape]], now: datetime) -> dict[int, Lessons]:
        """What ``events`` teach, by project; projects that teach nothing are left out.

        It counts as known from now on: when it could not be written, `forget`.
        """
        if len(self._together) + len(self._properties) + len(self._shapes) + len(self._told) > NAMES_KEPT:
            self.forget()
        found: dict[int, Lessons] = defaultdict(Lessons)
        outdated = now - LAST_SEEN_STEP
        for event, shape in events:
            place = (event.team_id, event.event)
            told = self._told.get(place)
            if told is None or told < outdated:
                self._told[place] = now
                found[event.team_id].seen[event.event] = now
            known = self._shapes.get((*place, shape))
            if (
                known is None
                or known[0] < outdated
                or not all(map(is_date, map(event.properties.__getitem__, known[1])))
            ):
                self._learn(event, shape, found[event.team_id], now)
        return {team_id: lessons for team_id, lessons in found.items() if lessons}

    def learn_properties(
        self, team_id: int, owner: PropertyOwner, properties: Mapping[str, Any], lessons: Lessons, now: datetime
    ) -> None:
        """Add to ``lessons`` what these values teach of ``owner``'s properties. Known from now on, as in `lessons`."""
        for name, value in properties.items():
            if not _learnable(name):
                continue
            told = self._properties.get((team_id, owner, name))
            known = told.types if told else set()
            shown = _shown(value, known)
            if told is None or told.at < now - LAST_SEEN_STEP or not shown <= known:
                self._properties[team_id, owner, name] = _Told(now, known | shown)
                lessons.types[owner][name] |= shown

    def learn_people(self, team_id: int, updates: Updates, lessons: Lessons, now: datetime) -> None:
        """Add to ``lessons`` what is set on people, whether it is the first to be set or not."""
        for update in updates.values():
            self.learn_properties(team_id, PropertyOwner.PERSON, update.set_once, lessons, now)
            self.learn_properties(team_id, PropertyOwner.PERSON, update.set, lessons, now)

    def forget(self) -> None:
        """Know nothing; everything is told to the store again."""
        self._told.clear()
        self._properties.clear()
        self._together.clear()
        self._shapes.clear()

    def _learn(self, event: Event, shape: Shape, lessons: Lessons, now: datetime) -> None:
        """Every property of an event whose shape is new or was not told lately, or where a date is no date any more."""
        team_id = event.team_id
        self.learn_properties(team_id, PropertyOwner.EVENT, event.properties, lessons, now)
        for name, value in event.properties.items():
            if _learnable(name):
                known = self._together.get((team_id, event.event, name))
                shown = _shown(value, known or set())
                if known is None or not shown <= known:
                    self._together[team_id, event.event, name] = (known or set()) | shown
                    lessons.together[event.event][name] |= shown
        dates = tuple(name for name in shape.texts if is_date(event.properties[name]))
        self._shapes[team_id, event.event, shape] = (now, dates)


def _shown(value: Any, known: set[PropertyType]) -> set[PropertyType]:
    """The type that a value shows, if any. A text that is a date among others that are none is a text."""
    kind = shown_type(value)
    if kind is PropertyType.DATETIME and PropertyType.STRING in known:
        kind = PropertyType.STRING
    return set() if kind is None else {kind}


def _learnable(name: str) -> bool:
    return len(name) <= LONGEST_LEARNT_NAME and "\0" not in name
