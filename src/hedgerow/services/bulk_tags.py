"""Tags of many things changed at once, the same for dashboards, insights and event definitions (contract 60)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from hedgerow.base.errors import InvalidRequest
from hedgerow.services import event_definitions
from hedgerow.services.access import AccessLevel, access_level
from hedgerow.services.activity_log import log_activity
from hedgerow.services.house import House, Visit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.people import User
from hedgerow.vocab.tags import TagAction, Taggable, normal_tags, tags_after

MOST_PAIRS = 10_000
"""Ids times tags in one call (TAG-14)."""

ItemId = TypeVar("ItemId", int, UUID)


@dataclass(frozen=True, slots=True)
class TagsChanged(Generic[ItemId]):
    """The tags that things now have, and the ids of what was left alone; both in the order that was given (TAG-19)."""

    updated: Mapping[ItemId, tuple[str, ...]]
    skipped: tuple[ItemId, ...]


@dataclass(frozen=True, slots=True)
class _Noun:
    """What the tables of links and the activity log call a kind of thing, and a change of it."""

    kind: Taggable
    scope: str
    activity: str = "updated"


class _Tagged(Protocol):
    @property
    def name(self) -> str | None: ...

    @property
    def tags(self) -> Sequence[str]: ...


class _Owned(_Tagged, Protocol):
    @property
    def created_by(self) -> User | None: ...


def change_dashboard_tags(
    house: House, visit: Visit, ids: Sequence[int], action: TagAction, names: Sequence[str]
) -> TagsChanged[int]:
    """Change the tags of those of ``ids`` that are dashboards the caller may edit (TAG-10..22).

    Raises InvalidRequest for an ``action`` that needs tags and has none, and for too many at once.
    """

    def found(tx: Transaction) -> dict[int, _Tagged]:
        boards = tx.dashboards.get_many(visit.project.id, ids)
        return {board.id: board for board in boards if _may_edit(visit, board)}

    return _changed(house, visit, _Noun(Taggable.DASHBOARD, "Dashboard"), found, ids, action, names)


def change_insight_tags(
    house: House, visit: Visit, ids: Sequence[int], action: TagAction, names: Sequence[str]
) -> TagsChanged[int]:
    """The same for insights (TAG-32)."""

    def found(tx: Transaction) -> dict[int, _Tagged]:
        asked = tx.insights.get_many(visit.project.id, ids)
        return {insight.id: insight for insight in asked if _may_edit(visit, insight)}

    return _changed(house, visit, _Noun(Taggable.INSIGHT, "Insight"), found, ids, action, names)


def change_event_definition_tags(
    house: House, visit: Visit, ids: Sequence[UUID], action: TagAction, names: Sequence[str]
) -> TagsChanged[UUID]:
    """The same for event definitions, which every member of the project may edit (TAG-31)."""
    team, user, now = visit.project.id, visit.caller.user.id, house.clock()

    def found(tx: Transaction) -> dict[UUID, _Tagged]:
        return {definition.id: definition for definition in tx.event_definitions.get_many(team, ids)}

    def touch(tx: Transaction, changed: Sequence[UUID]) -> None:
        tx.event_definitions.update_many(team, changed, now=now, updated_by=user)

    noun = _Noun(Taggable.EVENT_DEFINITION, event_definitions.SCOPE, "changed")
    return _changed(house, visit, noun, found, ids, action, names, touch)


def tag_names(house: House, visit: Visit) -> tuple[str, ...]:
    """Every tag of the project, ascending (TAG-30)."""
    with house.store.read() as tx:
        return tx.tags.names(visit.project.id)


def tags_containing(house: House, visit: Visit, words: str, page: PageRequest) -> Page[str]:
    """A slice of the project's tags that contain ``words``, ascending (TAG-30)."""
    with house.store.read() as tx:
        return tx.tags.search(visit.project.id, words, page)


def _may_edit(visit: Visit, thing: _Owned) -> bool:
    return access_level(visit.caller, thing.created_by) >= AccessLevel.EDITOR


def _leave(_tx: Transaction, _changed: object) -> None:
    """Nothing more to write."""


def _changed(
    house: House,
    visit: Visit,
    noun: _Noun,
    found: Callable[[Transaction], Mapping[ItemId, _Tagged]],
    ids: Sequence[ItemId],
    action: TagAction,
    names: Sequence[str],
    touch: Callable[[Transaction, Sequence[ItemId]], None] = _leave,
) -> TagsChanged[ItemId]:
    """Change the tags of what ``found`` finds, in one transaction; ``touch`` writes more of what really changed."""
    wanted = tuple(dict.fromkeys(ids))
    _require_sense(len(wanted), action, names)
    now = house.clock()
    with house.store.write() as tx:
        tx.tags.hold(visit.project.id)
        things = found(tx)
        goal = {item: tags_after(things[item].tags, action, names) for item in wanted if item in things}
        changed = [item for item, tags in goal.items() if tags != tuple(things[item].tags)]
        tx.tags.replace(visit.project.id, noun.kind, {item: goal[item] for item in changed})
        touch(tx, changed)
        _log(tx, visit, noun, [(item, things[item], goal[item]) for item in changed], now)
    return TagsChanged(goal, tuple(item for item in wanted if item not in goal))


def _require_sense(count: int, action: TagAction, names: Sequence[str]) -> None:
    distinct = len(normal_tags(names))
    if action is not TagAction.SET and not distinct:
        raise InvalidRequest(f"At least one tag is needed to {action.value}.", attr="tags")
    if count * distinct > MOST_PAIRS:
        raise InvalidRequest(f"Ids times tags is at most {MOST_PAIRS} in one call.", attr="tags")


def _log(
    tx: Transaction,
    visit: Visit,
    noun: _Noun,
    changed: Iterable[tuple[int | UUID, _Tagged, Sequence[str]]],
    now: datetime,
) -> None:
    """One line for each thing that really changed (TAG-22)."""
    items = {
        str(item): (thing.name, changes_between({"tags": list(thing.tags)}, {"tags": list(tags)}))
        for item, thing, tags in changed
    }
    log_activity(tx, visit, noun.scope, noun.activity, items, now)
