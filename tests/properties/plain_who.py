"""Filters of people, cohorts and actions once more, slowly and obviously: every event asks every rule."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.kinds.storing import Sent

Json = dict[str, Any]
UNITS = {"hour": timedelta(hours=1), "day": timedelta(days=1), "week": timedelta(weeks=1)}


@dataclass(frozen=True)
class World:
    """All that is known of one project."""

    now: datetime
    events: list[Sent]
    people: dict[str, Json]
    actions: dict[int, list[Json]]
    cohorts: dict[int, Json]


def passes(group: Json, event: Sent, world: World) -> bool:
    """Whether ``event`` passes the filters; an empty group restricts nothing."""
    found = [
        passes(part, event, world) if "values" in part else _filter(part, event, world) for part in group["values"]
    ]
    return (all(found) if group["type"] == "AND" else any(found)) or not found


def matches(action: int, event: Sent, world: World) -> bool:
    """Whether ``event`` passes a step of the action; one without steps matches everything."""
    steps = world.actions[action]
    return not steps or any(_step(step, event, world) for step in steps)


def _filter(asked: Json, event: Sent, world: World) -> bool:
    if asked["type"] == "cohort":
        inside = member(event.who, asked["value"], world)
        return inside if asked["operator"] == "in" else not inside
    properties = world.people.get(event.who, {}) if asked["type"] == "person" else event.properties
    return _holds(asked, properties)


def _holds(asked: Json, properties: Json) -> bool:
    value = text_of(properties.get(asked["key"]))
    wanted: list[str] = asked["value"]
    match asked["operator"]:
        case "is_set":
            return value is not None
        case "is_not_set":
            return value is None
        case "exact":
            return value in wanted
        case "is_not":
            return value not in wanted
        case "icontains":
            return value is not None and any(one.lower() in value.lower() for one in wanted)
        case "not_icontains":
            return value is None or not any(one.lower() in value.lower() for one in wanted)
        case "gt":
            return value is not None and any(value.encode() > one.encode() for one in wanted)
    raise AssertionError(asked)


def _step(step: Json, event: Sent, world: World) -> bool:
    if step.get("event") and step["event"] != event.event:
        return False
    url = event.properties.get("$current_url")
    if step.get("url"):
        if url is None:
            return False
        how = step.get("url_matching", "contains")
        if how == "exact" and url != step["url"]:
            return False
        if how == "contains" and step["url"] not in url:
            return False
        if how == "regex" and not re.search(step["url"], url):
            return False
    return passes({"type": "AND", "values": step.get("properties", [])}, event, world)


def member(who: str, cohort: int, world: World) -> bool:
    """Whether somebody is in the cohort."""
    told = world.cohorts[cohort]
    people: list[str] | None = told.get("people")
    return _meets(told["rules"], who, world) if people is None else who in people


def _meets(rule: Json, who: str, world: World) -> bool:
    if "values" in rule:
        found = [_meets(part, who, world) for part in rule["values"]]
        return bool(found) and (all(found) if rule["type"] == "AND" else any(found))
    match rule["type"]:
        case "person":
            met = _holds(rule, world.people.get(who, {}))
        case "cohort":
            met = member(who, rule["value"], world)
        case _:
            met = _did(rule, who, world)
    return not met if rule["negation"] else met


def _did(rule: Json, who: str, world: World) -> bool:
    since = world.now - rule["time_value"] * UNITS[rule["time_interval"]]
    own = [event for event in world.events if event.who == who and event.event == rule["key"]]
    times = len([event for event in own if since <= event.at <= world.now])
    if rule["value"] == "performed_event":
        return times > 0
    wanted: int = rule["operator_value"]
    rules = {"exact": times == wanted, "gte": times >= wanted, "lte": times <= wanted, "gt": times > wanted}
    return rules[rule["operator"]]


def text_of(value: Any) -> str | None:
    """A value as filters and breakdowns compare it (EN-21)."""
    if value is None or isinstance(value, str):
        return value
    return str(value).lower() if isinstance(value, bool) else str(value)
