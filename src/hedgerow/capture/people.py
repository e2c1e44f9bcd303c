"""Who events are about: distinct ids to person numbers, and what `$set` and `$set_once` say of people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from hedgerow.capture.ingestion_warnings import IngestionWarnings
from hedgerow.capture.linking import Link, Linked, Refusal, followed, link_of
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.persons import PersonMerge, PersonUpdate

NUMBERS_KEPT = 200_000
UPDATES_KEPT = 50_000

Updates = dict[int, PersonUpdate]


@dataclass(slots=True)
class Met:
    """Whom a group of events made known: numbers that were not known here, and people who turned out to be one."""

    numbers: set[int] = field(default_factory=set)
    merges: list[PersonMerge] = field(default_factory=list)


class People:
    """Person numbers of the distinct ids met lately. Belongs to one thread.

    The store decides; this only spares asking. After a transaction that failed, `forget`.
    """

    def __init__(self, warnings: IngestionWarnings) -> None:
        self._warnings = warnings
        self._numbers: dict[tuple[int, str], int] = {}
        self._moved: dict[tuple[int, int], int] = {}
        self._identified: set[tuple[int, int]] = set()
        self._updates: dict[tuple[int, int], bytes] = {}

    def unknown(self, events: Iterable[Event]) -> bool:
        """Whether the store has to be asked about any of ``events``."""
        numbers = self._numbers
        return any((event.team_id, event.distinct_id) not in numbers or self._open_link(event) for event in events)

    def number(self, event: Event) -> int:
        """The person number of an event that was in `meet` before."""
        return self._survivor(event.team_id, self._numbers[event.team_id, event.distinct_id])

    def meet(self, tx: Transaction, team_id: int, events: Sequence[Event], now: datetime) -> Met:
        """Learn the number of every distinct id of one project's ``events``; unknown ids become new people.

        Before that, `$identify` and its like let distinct ids share one person (CAP-44). A person exists since their
        first event here, so that people of an imported history are not all of today.
        """
        met = Met()
        since: dict[str, datetime] = {}
        for event in events:
            since[event.distinct_id] = min(event.timestamp, since.get(event.distinct_id, now))
        if links := [link for event in events if (link := self._open_link(event))]:
            linked = followed(tx, team_id, links, since)
            self._note_linked(team_id, links, linked)
            met.numbers.update(linked.numbers.values())
            met.merges = linked.merges
            for refusal in linked.refusals:
                self._warn(refusal, now)
        new = {
            distinct_id: first for distinct_id, first in since.items() if (team_id, distinct_id) not in self._numbers
        }
        if new:
            numbers = tx.persons.numbers_for(team_id, new, new)
            self._note(team_id, numbers)
            met.numbers.update(numbers.values())
        return met

    def updates(self, team_id: int, events: Iterable[Event]) -> Updates:
        """What the events of one project set on people, by number, in the order of events; without what was set last.

        Events with ``$process_person_profile: false`` set nothing (CAP-42).
        """
        merged: Updates = {}
        for event in events:
            if event.sets_person:
                update = merged.setdefault(self.number(event), PersonUpdate())
                update.then(event.person_set, event.person_set_once, event.person_unset)
        news: Updates = {}
        for number, update in merged.items():
            text = msgspec.json.encode(update)
            if self._updates.get((team_id, number)) != text:
                self._updates[team_id, number] = text
                news[number] = update
        return news

    def trim(self) -> None:
        """Stay within bounds; only between groups, since a group counts on what it has met."""
        if len(self._numbers) + len(self._moved) > NUMBERS_KEPT:
            self._numbers.clear()
            self._moved.clear()
            self._identified.clear()
        if len(self._updates) > UPDATES_KEPT:
            self._updates.clear()

    def forget_updates(self) -> None:
        """Take whatever is set next for news."""
        self._updates.clear()

    def forget(self) -> None:
        """Know nobody; the store is asked again."""
        self._numbers.clear()
        self._moved.clear()
        self._identified.clear()
        self._updates.clear()

    def _open_link(self, event: Event) -> Link | None:
        """What an event says of distinct ids, unless it is known to hold already."""
        link = link_of(event)
        if link is None:
            return None
        number = self._known(event.team_id, link.distinct_id)
        together = link.other is None or self._known(event.team_id, link.other) == number
        settled = together and (not link.guarded or (event.team_id, number) in self._identified)
        return None if number is not None and settled else link

    def _known(self, team_id: int, distinct_id: str) -> int | None:
        number = self._numbers.get((team_id, distinct_id))
        return None if number is None else self._survivor(team_id, number)

    def _survivor(self, team_id: int, number: int) -> int:
        while (newer := self._moved.get((team_id, number))) is not None:
            number = newer
        return number

    def _note(self, team_id: int, numbers: dict[str, int]) -> None:
        self._numbers.update({(team_id, distinct_id): number for distinct_id, number in numbers.items()})

    def _note_linked(self, team_id: int, links: Iterable[Link], linked: Linked) -> None:
        """Merging changes people's properties: what was set on them last may be news again."""
        self._note(team_id, linked.numbers)
        self._moved.update({(team_id, old): new for old, new in linked.moved.items()})
        for number in linked.moved.values():
            self._updates.pop((team_id, number), None)
        refused = {id(refusal.link) for refusal in linked.refusals}
        self._identified.update(
            (team_id, linked.numbers[link.distinct_id]) for link in links if link.guarded and id(link) not in refused
        )

    def _warn(self, refusal: Refusal, now: datetime) -> None:
        event = refusal.link.event
        self._warnings.note(
            WarningKind.MERGE_REFUSED,
            team_id=event.team_id,
            at=now,
            event=event.event,
            distinct_id=event.distinct_id,
            details={"other_distinct_id": refusal.link.other, "reason": refusal.reason},
        )
