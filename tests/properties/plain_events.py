"""Lists of events once more, slowly and obviously: every expression is a piece of SQL beside a plain function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tests.kinds.storing import Sent
from tests.properties.plain_who import Json, World, passes

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Row:
    """``sql`` and what it answers for one event, in the project's zone. ``alias`` names it."""

    sql: str
    of: Callable[[Sent, ZoneInfo], Any]
    alias: str | None = None


@dataclass(frozen=True)
class Many:
    """``sql`` and what it answers for many events."""

    sql: str
    of: Callable[[Sequence[Sent], ZoneInfo], Any]
    alias: str | None = None


@dataclass(frozen=True)
class Special:
    """A column that is no SQL; ``of`` is what of it can be told beforehand."""

    sql: str
    of: Callable[[Sent, World], Json]
    alias: None = None


Entry = Row | Many | Special


@dataclass(frozen=True)
class Asked:
    """A question. ``order`` are entries and whether they descend; bounds are local texts or None."""

    select: list[Entry]
    where: list[Row | Many]
    order: list[tuple[Row | Many, bool]]
    events: list[str]
    properties: Json
    fixed: Json
    after: str | None
    before: str | None
    limit: int
    offset: int
    zone: str


@dataclass(frozen=True)
class Group:
    """What one row of the table is about: one event, or those with equal keys."""

    events: Sequence[Sent]
    keys: Sequence[Any]


def query(asked: Asked) -> Json:
    """The question as JSON."""
    return {
        "kind": "EventsQuery",
        "select": [one.sql if one.alias is None else f"{one.sql} AS {one.alias}" for one in asked.select],
        "where": [one.sql for one in asked.where],
        "orderBy": [f"{_named(one, asked)} {'DESC' if falls else 'ASC'}" for one, falls in asked.order],
        "events": asked.events,
        "properties": asked.properties,
        "fixedProperties": asked.fixed,
        "after": asked.after,
        "before": asked.before,
        "limit": asked.limit,
        "offset": asked.offset,
    }


def page(asked: Asked, world: World, rank: Callable[[Sent], int]) -> tuple[list[list[Any]], bool]:
    """The rows of the page, and whether more follow; ``rank`` orders events of one moment."""
    zone = ZoneInfo(asked.zone)
    found = [event for event in world.events if _is_asked(event, asked, world, zone)]
    if any(isinstance(one, Many) for one in (*asked.select, *asked.where, *(one for one, _ in asked.order))):
        groups = _grouped(found, asked, zone)
        ties: list[Any] = [(lambda group, place=place: group.keys[place], False) for place in range(_keys(asked))]
    else:
        groups = [Group([event], ()) for event in found]
        ties = [(lambda group: (group.events[0].at, rank(group.events[0])), True)]
    for by, falls in reversed([*_order(asked, zone), *ties]):
        _sort(groups, by, falls=falls)
    rows = groups[asked.offset :]
    return [_row(group, asked, world, zone) for group in rows[: asked.limit]], len(rows) > asked.limit


def _named(one: Entry, asked: Asked) -> str:
    """By its alias when the select gives it one."""
    return one.alias if one.alias is not None and one in asked.select else one.sql


def _is_asked(event: Sent, asked: Asked, world: World, zone: ZoneInfo) -> bool:
    after = world.now - timedelta(hours=24) if asked.after is None else _moment(asked.after, zone)
    before = world.now + timedelta(seconds=5) if asked.before is None else _moment(asked.before, zone)
    return (
        (after is None or event.at > after)
        and (before is None or event.at < before)
        and (not asked.events or event.event in asked.events)
        and passes(asked.properties, event, world)
        and passes(asked.fixed, event, world)
        and all(one.of(event, zone) for one in asked.where if isinstance(one, Row))
    )


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    return None if text == "all" else datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def _keys(asked: Asked) -> int:
    return len([one for one in asked.select if isinstance(one, Row)])


def _grouped(events: list[Sent], asked: Asked, zone: ZoneInfo) -> list[Group]:
    by_keys: dict[tuple[Any, ...], list[Sent]] = {}
    if not _keys(asked):
        by_keys[()] = []
    for event in events:
        key = tuple(one.of(event, zone) for one in asked.select if isinstance(one, Row))
        by_keys.setdefault(key, []).append(event)
    groups = [Group(members, key) for key, members in by_keys.items()]
    having = [one for one in asked.where if isinstance(one, Many)]
    return [group for group in groups if all(one.of(group.events, zone) for one in having)]


def _order(asked: Asked, zone: ZoneInfo) -> list[tuple[Callable[[Group], Any], bool]]:
    if asked.order:
        return [(lambda group, one=one: _value(one, group, zone), falls) for one, falls in asked.order]  # type: ignore[misc]
    many = [one for one in asked.select if isinstance(one, Many)]
    if many:
        first = next((one for one in many if one.sql == "count()"), many[0])
        return [(lambda group: first.of(group.events, zone), True)]
    first_column = asked.select[0]
    if isinstance(first_column, Special) or any(_is_timestamp(one) for one in asked.select):
        return []
    return [(lambda group: _value(first_column, group, zone), False)]


def _is_timestamp(one: Entry) -> bool:
    return one.sql == "timestamp" and one.alias is None


def _value(one: Entry, group: Group, zone: ZoneInfo) -> Any:
    if isinstance(one, Many):
        return one.of(group.events, zone)
    assert isinstance(one, Row)
    return one.of(group.events[0], zone)


def _sort(groups: list[Group], by: Callable[[Group], Any], *, falls: bool) -> None:
    """Missing values come last, whichever way the others go; equal ones keep their order, texts go by their bytes."""
    present = [group for group in groups if by(group) is not None]
    absent = [group for group in groups if by(group) is None]
    groups[:] = [*sorted(present, key=lambda group: _bytes(by(group)), reverse=falls), *absent]


def _bytes(value: Any) -> Any:
    return value.encode() if isinstance(value, str) else value


def _row(group: Group, asked: Asked, world: World, zone: ZoneInfo) -> list[Any]:
    shown = []
    for one in asked.select:
        if isinstance(one, Special):
            shown.append(one.of(group.events[0], world))
        else:
            shown.append(_shown(_value(one, group, zone), zone))
    return shown


def _shown(value: Any, zone: ZoneInfo) -> Any:
    if isinstance(value, datetime):
        text = value.astimezone(zone).isoformat()
        return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    return value.isoformat() if isinstance(value, date) else value
