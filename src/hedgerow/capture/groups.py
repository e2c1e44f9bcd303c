"""Which groups events belong to, and what `$groupidentify` says of groups (CAP-44)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from hedgerow.capture.learning import Learner, Lessons
from hedgerow.capture.rows import engine_time, flat_properties, without_deep
from hedgerow.capture.shape import Shapes
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import GROUP_OWNERS
from hedgerow.vocab.events import GROUPS, Event
from hedgerow.vocab.groups import MOST_TYPES, Group

_ENCODER = msgspec.json.Encoder()
_LONGEST = 400
"""Characters a type or a key may have; longer ones are no group."""


class GroupKeys:
    """Writes the keys of an event's groups where queries read them. Belongs to one thread."""

    def __init__(self, store: Store, engine: Engine, learner: Learner) -> None:
        self._store = store
        self._engine = engine
        self._learner = learner
        self._types: dict[int, dict[str, int]] = {}

    def written(self, events: Sequence[Event], now: datetime) -> list[Event]:
        """``events`` with ``$group_0`` to ``$group_4`` from their ``$groups``; groups identified are kept first.

        New types of groups get an index, up to five in a project. Raises what store and engine raise; the learner
        is then to forget.
        """
        named = {id(event): found for event in events if (found := _groups(event))}
        if not named:
            return list(events)
        self._learn(event for event in events if id(event) in named)
        self._keep([event for event in events if event.event == "$groupidentify" and id(event) in named], now)
        return [self._with_keys(event, named[id(event)]) if id(event) in named else event for event in events]

    def _with_keys(self, event: Event, named: Mapping[str, str]) -> Event:
        if event.event == "$groupidentify":
            return event
        types = self._types[event.team_id]
        keys = {f"$group_{types[name]}": key for name, key in named.items() if name in types}
        return replace(event, properties={**event.properties, **keys})

    def _learn(self, events: Iterable[Event]) -> None:
        unknown: dict[int, list[str]] = defaultdict(list)
        for event in events:
            types = self._types.get(event.team_id, {})
            if len(types) < MOST_TYPES:
                unknown[event.team_id] += [name for name in _groups(event) if name not in types]
        for team_id, names in unknown.items():
            if names:
                with self._store.write(revises=False) as tx:
                    self._types[team_id] = tx.groups.learn_types(team_id, names)

    def _keep(self, events: Sequence[Event], now: datetime) -> None:
        if not events:
            return
        kept: list[Group] = []
        lessons: dict[int, Lessons] = defaultdict(Lessons)
        with self._store.write(revises=False) as tx:
            for event in events:
                ((name, key),) = _groups(event).items()
                index = self._types[event.team_id].get(name)
                told = event.properties.get("$group_set")
                if index is not None:
                    values = without_deep(told) if isinstance(told, dict) else {}
                    kept.append(tx.groups.set_properties(event.team_id, index, key, values, now))
                    owner = GROUP_OWNERS[index]
                    self._learner.learn_properties(event.team_id, owner, values, lessons[event.team_id], now)
            for team_id, lesson in sorted(lessons.items()):
                lesson.write(tx, team_id, now)
        write_groups(self._engine, kept)


def write_groups(engine: Engine, groups: Sequence[Group]) -> None:
    """Let the engine know groups as they are now; writing one again changes nothing. Raises an EngineError."""
    if groups:
        engine.insert(GROUPS.name, b"\n".join(map(_row, groups)))


def _groups(event: Event) -> dict[str, str]:
    """The key of each type that an event names; numbers are keys too. Empty for what is no group."""
    if event.event == "$groupidentify":
        name = event.properties.get("$group_type")
        told: Any = {name: event.properties.get("$group_key")} if isinstance(name, str) else {}
    else:
        told = event.properties.get("$groups")
    if not isinstance(told, dict):
        return {}
    found = {name: _key(key) for name, key in told.items() if isinstance(name, str) and 0 < len(name) <= _LONGEST}
    return {name.replace("\0", "\ufffd"): key for name, key in found.items() if 0 < len(key) <= _LONGEST}


def _key(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return (value if isinstance(value, str) else _ENCODER.encode(value).decode()).replace("\0", "\ufffd")


def _row(group: Group) -> bytes:
    properties, structured = flat_properties(group.properties, Shapes().of(group.properties))
    return _ENCODER.encode(
        {
            "team_id": group.team_id,
            "type_index": group.type_index,
            "group_key": group.key,
            "created_at": engine_time(group.created_at),
            "version": group.version,
            "properties": properties,
            "structured": structured,
        }
    )
