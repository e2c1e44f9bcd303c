"""Which distinct ids are one person: the links of one group of events, decided in memory, written in bulk (CAP-44).

A link between two people merges them. Whose distinct id the event carries stays: their uuid, and their properties
where both have one. Their number may be the other's: the one that more numbers were merged into is kept, so that no
number is moved often, in whatever order people merge.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hedgerow.capture.distinct_ids import distinct_id_text
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.events import Event
from hedgerow.vocab.persons import MergedPerson, PersonMerge, PersonState

_OTHER_ID = {"$identify": "$anon_distinct_id", "$create_alias": "alias", "$merge_dangerously": "alias"}
"""Events that say two distinct ids are one person, and the property with the second id."""

_UNGUARDED = "$merge_dangerously"

PLACEHOLDERS = frozenset(
    {
        "0", "[object object]", "anonymous", "distinct_id", "distinctid", "email", "false", "guest", "id", "nan",
        "none", "not_authenticated", "null", "true", "undefined", "00000000-0000-0000-0000-000000000000",
    }
)  # fmt: skip
"""What programs send when they know nobody: everybody would become one person. Compared without case and blanks."""


@dataclass(frozen=True, slots=True)
class Link:
    """What an event says of distinct ids. ``other`` is None when it only vouches for its own, as `$identify` may.

    A guarded link does not merge somebody who was identified already.
    """

    event: Event
    other: str | None
    guarded: bool

    @property
    def distinct_id(self) -> str:
        """Whose event it is."""
        return self.event.distinct_id


@dataclass(frozen=True, slots=True)
class Refusal:
    """A link that was not followed, and why, in a sentence."""

    link: Link
    reason: str


@dataclass(slots=True)
class Linked:
    """What came of links: the number of every distinct id they name, and what the engine has to know.

    ``moved`` leads from each number that was merged away to the one that stands for it now.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    merges: list[PersonMerge] = field(default_factory=list)
    moved: dict[int, int] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


def link_of(event: Event) -> Link | None:
    """What ``event`` says of distinct ids; None for any other event, and for one that makes no profile (CAP-42)."""
    name = _OTHER_ID.get(event.event)
    if name is None or not event.process_person:
        return None
    sent = event.properties.get(name)
    other = None if sent is None or sent == "" else distinct_id_text(sent)
    if other == event.distinct_id:
        other = None
    if other is None and event.event != "$identify":
        return None
    return Link(event, other, guarded=event.event != _UNGUARDED)


def followed(tx: Transaction, team_id: int, links: Iterable[Link], since: Mapping[str, datetime]) -> Linked:
    """Follow the links of one project in their order. ``since`` is when each event's distinct id first did something.

    Raises BrokenReference when there is no such project.
    """
    links = list(links)
    tx.persons.lock(team_id)
    named = dict.fromkeys(text for link in links for text in (link.distinct_id, link.other) if text is not None)
    crowd = _Crowd(tx.persons.by_distinct_ids(team_id, named))
    linked = Linked()
    for link in links:
        if reason := crowd.follow(link):
            linked.refusals.append(Refusal(link, reason))
    crowd.write(tx, team_id, since, linked)
    return linked


@dataclass(slots=True, eq=False)
class _Someone:
    """One person as far as the links have told. ``states`` are the people of the store who they are."""

    states: list[PersonState]
    properties: dict[str, Any]
    is_identified: bool
    distinct_ids: list[str] = field(default_factory=list)
    new_ids: list[str] = field(default_factory=list)


class _Crowd:
    def __init__(self, known: Mapping[str, PersonState]) -> None:
        self._by_id: dict[str, _Someone] = {}
        by_number: dict[int, _Someone] = {}
        for distinct_id, state in known.items():
            someone = by_number.setdefault(state.number, _Someone([state], dict(state.properties), state.is_identified))
            someone.distinct_ids.append(distinct_id)
            self._by_id[distinct_id] = someone

    def follow(self, link: Link) -> str | None:
        """Let the link's ids be one person; or why they stay apart, in a sentence."""
        if link.other is not None and (placeholder := _placeholder(link.distinct_id, link.other)) is not None:
            return f"The distinct id {placeholder!r} stands for nobody in particular, so nobody is merged with it."
        someone = self._by_id.get(link.distinct_id)
        other = self._by_id.get(link.other) if link.other is not None else None
        apart = link.guarded and other is not None and other is not someone and other.is_identified
        if not apart:
            someone = self._one(someone, other)
        elif someone is None:
            someone = _Someone([], {}, is_identified=False)
        self._add(someone, link.distinct_id)
        someone.is_identified |= link.guarded
        if apart:
            return (
                f"The person of {link.other!r} was identified before, so they stay apart from {link.distinct_id!r}. "
                "Send $merge_dangerously if they are really the same."
            )
        if link.other is not None:
            self._add(someone, link.other)
        return None

    def write(self, tx: Transaction, team_id: int, since: Mapping[str, datetime], linked: Linked) -> None:
        """Put what the links told into the store, and the outcome into ``linked``."""
        everybody = list(dict.fromkeys(self._by_id.values()))
        numbers = self._numbers_of_new(tx, team_id, since, everybody)
        several = [one for one in everybody if len(one.states) > 1]
        sizes = tx.merges.sizes(team_id, (state.number for one in several for state in one.states))
        people: list[MergedPerson] = []
        identified: list[int] = []
        for one in everybody:
            kept = max(one.states, key=lambda state: sizes.get(state.number, 0), default=None)
            if kept is not None:
                numbers[id(one)] = kept.number
                if len(one.states) > 1:
                    people.append(_merged(one, kept))
            if one.is_identified and not (kept is not None and kept.is_identified):
                identified.append(numbers[id(one)])
        linked.merges = tx.merges.merge(team_id, people)
        linked.moved = {merge.number: merge.merged_into for merge in linked.merges}
        tx.persons.attach(team_id, {text: numbers[id(one)] for one in everybody for text in one.new_ids})
        tx.persons.mark_identified(team_id, identified)
        linked.numbers = {distinct_id: numbers[id(one)] for distinct_id, one in self._by_id.items()}

    def _numbers_of_new(
        self, tx: Transaction, team_id: int, since: Mapping[str, datetime], everybody: Iterable[_Someone]
    ) -> dict[int, int]:
        """The number of everybody whom the store does not know, by their place in memory."""
        firsts = {one.new_ids.pop(0): one for one in everybody if not one.states}
        if not firsts:
            return {}
        moments = {
            distinct_id: min(since[text] for text in (distinct_id, *one.new_ids) if text in since)
            for distinct_id, one in firsts.items()
        }
        made = tx.persons.numbers_for(team_id, firsts, moments)
        return {id(one): made[distinct_id] for distinct_id, one in firsts.items()}

    def _one(self, someone: _Someone | None, other: _Someone | None) -> _Someone:
        """The person that both are; the first one's properties and uuid stay."""
        if someone is None or other is None or someone is other:
            return someone or other or _Someone([], {}, is_identified=False)
        someone.states += other.states
        someone.properties = {**other.properties, **someone.properties}
        someone.is_identified |= other.is_identified
        someone.distinct_ids += other.distinct_ids
        someone.new_ids += other.new_ids
        for moved in other.distinct_ids:
            self._by_id[moved] = someone
        return someone

    def _add(self, someone: _Someone, distinct_id: str) -> None:
        if distinct_id not in self._by_id:
            someone.new_ids.append(distinct_id)
            someone.distinct_ids.append(distinct_id)
            self._by_id[distinct_id] = someone


def _placeholder(*distinct_ids: str) -> str | None:
    """The first of them that programs send for nobody in particular."""
    return next((text for text in distinct_ids if text.strip().lower() in PLACEHOLDERS), None)


def _merged(someone: _Someone, kept: PersonState) -> MergedPerson:
    return MergedPerson(
        number=kept.number,
        absorbed=tuple(state.number for state in someone.states if state.number != kept.number),
        uuid=someone.states[0].uuid,
        properties=someone.properties,
        created_at=min(state.created_at for state in someone.states),
    )
