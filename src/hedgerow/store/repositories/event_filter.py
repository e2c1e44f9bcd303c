"""Which event definitions a list shows, and in which order (EVDEF-1…12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, not_, or_, select

from hedgerow.store.reading import contains_each_term
from hedgerow.store.repositories.tag_links import has_any_tag
from hedgerow.store.tables.definitions import event_definitions, event_queries
from hedgerow.vocab.definitions import CORE_EVENTS
from hedgerow.vocab.tags import Taggable

_TABLE = event_definitions.c

_ORDERS: dict[str, ColumnElement[Any]] = {
    "name": _TABLE.name,
    "last_seen_at": _TABLE.last_seen_at,
    "last_seen_at::date": func.date(_TABLE.last_seen_at),  # the UTC day: PostgreSQL's session is in UTC
    "created_at": _TABLE.created_at,
    "created_at::date": func.date(_TABLE.created_at),
}

_DEFAULT_ORDER = ("-last_seen_at::date", "name")


class EventNames(StrEnum):
    """Which names a list shows."""

    ALL = "event"
    CUSTOM = "event_custom"
    BUILT_IN = "event_posthog"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDefinitionFilter:
    """What contract 70 §2 lets a list ask for; None means no matter.

    ``verified`` True: verified and core events; False: the rest. ``not_seen_since``: events last seen before it
    are left out, events never seen stay (``exclude_stale``). ``last_seen_before``: only events last seen before it.
    ``not_queried_since``: only events that nobody asked about on that day or later.
    """

    search: str | None = None
    event_names: EventNames = EventNames.ALL
    tags: Sequence[str] | None = None
    names: Sequence[str] | None = None
    excluded_names: Sequence[str] = ()
    verified: bool | None = None
    exclude_hidden: bool = False
    not_seen_since: datetime | None = None
    last_seen_before: datetime | None = None
    not_queried_since: date | None = None
    owners: Sequence[int] | None = None


ALL_EVENTS = EventDefinitionFilter()
"""Leaves nothing out."""


def event_conditions(team_id: int, wanted: EventDefinitionFilter) -> list[ColumnElement[bool]]:
    """The conditions for the project's event definitions that ``wanted`` describes."""
    conditions: list[ColumnElement[bool]] = [_TABLE.team_id == team_id]
    conditions += contains_each_term(_TABLE.search_text, wanted.search or "")
    built_in = _TABLE.name.like("$%")
    if wanted.event_names is not EventNames.ALL:
        conditions.append(built_in if wanted.event_names is EventNames.BUILT_IN else not_(built_in))
    if wanted.tags is not None:
        conditions.append(has_any_tag(Taggable.EVENT_DEFINITION, _TABLE.id, wanted.tags))
    if wanted.names is not None:
        conditions.append(_TABLE.name.in_(set(wanted.names)))
    if wanted.excluded_names:
        conditions.append(_TABLE.name.not_in(set(wanted.excluded_names)))
    if wanted.verified is not None:
        trusted = or_(_TABLE.verified.is_(True), _TABLE.name.in_(sorted(CORE_EVENTS)))
        conditions.append(trusted if wanted.verified else not_(trusted))
    if wanted.exclude_hidden:
        conditions.append(_TABLE.hidden.is_(False))
    if wanted.owners is not None:
        conditions.append(_TABLE.owner.in_(wanted.owners))
    return conditions + _times(team_id, wanted)


def _times(team_id: int, wanted: EventDefinitionFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.not_seen_since is not None:
        conditions.append(or_(_TABLE.last_seen_at.is_(None), _TABLE.last_seen_at >= wanted.not_seen_since))
    if wanted.last_seen_before is not None:
        conditions.append(_TABLE.last_seen_at < wanted.last_seen_before)
    if wanted.not_queried_since is not None:
        asked = select(event_queries.c.event).where(
            event_queries.c.team_id == team_id, event_queries.c.day >= wanted.not_queried_since
        )
        conditions.append(_TABLE.name.not_in(asked))
    return conditions


def event_order(names: Sequence[str], search: str | None) -> list[ColumnElement[Any]]:
    """The sort keys for names like ``-last_seen_at::date``; unknown names are dropped (EVDEF-1…7).

    Ascending keys put nulls first, descending ones last. A search without a valid order puts short names first.
    """
    known = [name for name in names if name.removeprefix("-") in _ORDERS]
    keys: list[ColumnElement[Any]] = []
    if not known and (search or "").split():
        keys.append(func.length(_TABLE.name).asc())
    for name in known or _DEFAULT_ORDER:
        column = _ORDERS[name.removeprefix("-")]
        keys.append(column.desc().nulls_last() if name.startswith("-") else column.asc().nulls_first())
    if known and not {"name", "-name"} & set(known):
        keys.append(_TABLE.name.asc())
    return keys
