"""Who events are about: distinct ids to person numbers, and what `$set` and `$set_once` say of people."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from hedgerow.store.transaction import Transaction
from hedgerow.vocab.events import Event

NUMBERS_KEPT = 200_000
UPDATES_KEPT = 50_000

_OTHER_ID = {"$identify": "$anon_distinct_id", "$create_alias": "alias", "$merge_dangerously": "alias"}
"""Events that say two distinct ids are one person, and the property with the second id (CAP-44)."""

Updates = dict[int, tuple[dict[str, Any], dict[str, Any]]]


class People:
    """Person numbers of the distinct ids met lately. Belongs to one thread.

    The store decides; this only spares asking. After a transaction that failed, `forget`.
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[int, str], int] = {}
        self._updates: dict[tuple[int, int], bytes] = {}

    def unknown(self, events: Iterable[Event]) -> bool:
        """Whether the store has to be asked about any of ``events``."""
        numbers = self._numbers
        return any((event.team_id, event.distinct_id) not in numbers or self._link(event) for event in events)

    def number(self, event: Event) -> int:
        """The person number of an event that was in `meet` before."""
        return self._numbers[event.team_id, event.distinct_id]

    def meet(self, tx: Transaction, team_id: int, events: Sequence[Event], now: datetime) -> frozenset[int]:
        """Learn the number of every distinct id of one project's ``events``; unknown ids become new people.

        A person exists since its first event here, so that people of an imported history are not all of today.

        Answers the numbers that were not known here: those of new people among them.

        Before that, `$identify` and its like let two ids share one person when at most one of them had a person.
        When both have different ones they stay apart: merging people who exist is not done here.
        """
        met: set[int] = set()
        since: dict[str, datetime] = {}
        for event in events:
            since[event.distinct_id] = min(event.timestamp, since.get(event.distinct_id, now))
        for event in events:
            if other := self._link(event):
                met |= self._join(tx, team_id, event.distinct_id, other, since)
        new = {
            distinct_id: first for distinct_id, first in since.items() if (team_id, distinct_id) not in self._numbers
        }
        if new:
            met |= self._note(team_id, tx.persons.numbers_for(team_id, new, new))
        return frozenset(met)

    def updates(self, team_id: int, events: Iterable[Event]) -> Updates:
        """What the events of one project set on people, by number, in the order of events; without what was set last.

        Events with ``$process_person_profile: false`` set nothing (CAP-42).
        """
        merged: Updates = {}
        for event in events:
            if event.process_person and (event.person_set or event.person_set_once):
                to_set, to_set_once = merged.setdefault(self.number(event), ({}, {}))
                to_set.update(event.person_set)
                for name, value in event.person_set_once.items():
                    to_set_once.setdefault(name, value)
        news: Updates = {}
        for number, update in merged.items():
            text = msgspec.json.encode(update)
            if self._updates.get((team_id, number)) != text:
                self._updates[team_id, number] = text
                news[number] = update
        return news

    def trim(self) -> None:
        """Stay within bounds; only between groups, since a group counts on what it has met."""
        if len(self._numbers) > NUMBERS_KEPT:
            self._numbers.clear()
        if len(self._updates) > UPDATES_KEPT:
            self._updates.clear()

    def forget_updates(self) -> None:
        """Take whatever is set next for news."""
        self._updates.clear()

    def forget(self) -> None:
        """Know nobody; the store is asked again."""
        self._numbers.clear()
        self._updates.clear()

    def _link(self, event: Event) -> str | None:
        """The second distinct id an event names, when the two are not known to have persons yet."""
        if (property_name := _OTHER_ID.get(event.event)) is None:
            return None
        other = event.properties.get(property_name)
        if not isinstance(other, str) or not other or other == event.distinct_id:
            return None
        known = (event.team_id, event.distinct_id) in self._numbers and (event.team_id, other) in self._numbers
        return None if known else other

    def _join(
        self, tx: Transaction, team_id: int, distinct_id: str, other: str, since: Mapping[str, datetime]
    ) -> set[int]:
        existing = tx.persons.by_distinct_id(team_id, other)
        if existing is None:
            numbers = tx.persons.numbers_for(team_id, [distinct_id], since[distinct_id])
            number = tx.persons.attach(team_id, other, numbers[distinct_id])
            return self._note(team_id, {**numbers, other: number})
        number = tx.persons.attach(team_id, distinct_id, existing.number)
        return self._note(team_id, {distinct_id: number, other: existing.number})

    def _note(self, team_id: int, numbers: Mapping[str, int]) -> set[int]:
        self._numbers.update({(team_id, distinct_id): number for distinct_id, number in numbers.items()})
        return set(numbers.values())
