"""Paths once more, slowly and obviously: one person after the other, one rule of the contract after the other."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tests.kinds.storing import Sent
from tests.properties.plain_who import Json, World, passes, text_of

Step = tuple[datetime, str]
Edge = tuple[str, str, int, float]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question in plain words; ``rules`` are pairs of a regular expression and what replaces it."""

    types: tuple[str, ...]
    sql: str
    excluded: tuple[str, ...]
    start: str | None
    end: str | None
    steps: int
    edges: int
    least: int | None
    most: int | None
    groupings: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    filtered: Json
    zone: str
    first: date
    last: date

    @property
    def query(self) -> Json:
        """The same question on the wire."""
        return {
            "kind": "PathsQuery",
            "dateRange": {"date_from": self.first.isoformat(), "date_to": self.last.isoformat()},
            "properties": self.filtered,
            "pathsFilter": {
                "includeEventTypes": list(self.types),
                "pathsHogQLExpression": self.sql,
                "excludeEvents": list(self.excluded),
                "startPoint": self.start,
                "endPoint": self.end,
                "stepLimit": self.steps,
                "edgeLimit": self.edges,
                "minEdgeWeight": self.least,
                "maxEdgeWeight": self.most,
                "pathGroupings": list(self.groupings),
                "localPathCleaningFilters": [{"regex": regex, "alias": alias} for regex, alias in self.rules],
            },
        }


def edges(asked: Asked, world: World) -> tuple[list[Edge], bool]:
    """The edges in their order, and whether some were cut."""
    gaps: dict[tuple[str, str], list[int]] = {}
    for who in sorted({event.who for event in world.events}):
        for path in _paths(asked, [event for event in world.events if event.who == who], world):
            for place in range(1, len(path)):
                (left, here), (arrived, there) = path[place - 1], path[place]
                pair = f"{place}_{here}", f"{place + 1}_{there}"
                gaps.setdefault(pair, []).append((arrived - left) // timedelta(microseconds=1))
    found = [(source, target, len(own), sum(own) / len(own) / 1000) for (source, target), own in gaps.items()]
    found = [edge for edge in found if asked.least is None or edge[2] >= asked.least]
    found = [edge for edge in found if asked.most is None or edge[2] <= asked.most]
    found.sort(key=lambda edge: (-edge[2], edge[0].encode(), edge[1].encode()))
    kept = found[: asked.edges]
    return [edge for edge in kept if _reached(edge[0], kept)], len(found) > len(kept)


def _reached(node: str, kept: list[Edge]) -> bool:
    if node.startswith("1_"):
        return True
    return any(target == node and _reached(source, kept) for source, target, _, _ in kept)


def _paths(asked: Asked, events: list[Sent], world: World) -> list[list[Step]]:
    steps = [(event.at, _item(asked, event)) for event in events if _counts(asked, event, world)]
    if asked.types:
        steps = [step for step in steps if step[1] not in asked.excluded]
    steps.sort(key=lambda step: (step[0], step[1].encode()))
    sessions: list[list[Step]] = []
    for step in steps:
        if not sessions or step[0] - sessions[-1][-1][0] >= timedelta(minutes=30):
            sessions.append([])
        sessions[-1].append(step)
    found = (_between(asked, _compacted(session)) for session in sessions)
    return [_limited(asked, path) for path in found if path is not None]


def _counts(asked: Asked, event: Sent, world: World) -> bool:
    zone = ZoneInfo(asked.zone)
    lower = datetime.combine(asked.first, time(), tzinfo=zone).astimezone(UTC)
    after = datetime.combine(asked.last + timedelta(days=1), time(), tzinfo=zone).astimezone(UTC)
    named = [one for one in asked.types if one != "hogql"]
    kind = event.event if event.event in ("$pageview", "$screen") else "custom_event"
    is_it = kind in named and (kind != "custom_event" or not event.event.startswith("$"))
    return lower <= event.at < after and (is_it or not named) and passes(asked.filtered, event, world)


def _item(asked: Asked, event: Sent) -> str:
    item = event.event
    if "hogql" in asked.types:
        item = item if asked.sql == "event" else text_of(event.properties.get("p")) or ""
    elif item == "$pageview":
        item = _without_slash(text_of(event.properties.get("$current_url")) or "")
    elif item == "$screen":
        item = text_of(event.properties.get("$screen_name")) or ""
    for regex, alias in asked.rules:
        item = re.sub(regex, lambda found, alias=alias: _expanded(alias, found), item, flags=re.ASCII)  # type: ignore[misc]
    for grouping in asked.groupings:
        if grouping and re.search(".*".join(map(re.escape, grouping.split("*"))), item, re.DOTALL):
            return grouping
    return item


def _expanded(alias: str, found: re.Match[str]) -> str:
    return re.sub(r"\\(.)", lambda escape: "\\" if escape[1] == "\\" else found[int(escape[1])] or "", alias)


def _without_slash(item: str) -> str:
    return item if item == "/" else item.removesuffix("/")


def _compacted(session: list[Step]) -> list[Step]:
    path = [step for place, step in enumerate(session) if place + 1 == len(session) or session[place + 1][1] != step[1]]
    return path[:-1] if path[-1][1] == "" else path


def _between(asked: Asked, path: list[Step]) -> list[Step] | None:
    """From point to point; None without them."""
    first, last = 0, len(path) - 1
    items = [_without_slash(item) for _, item in path]
    if asked.start is not None:
        starts = [place for place, item in enumerate(items) if item == _without_slash(asked.start)]
        if not starts:
            return None
        first = starts[0]
    if asked.end is not None:
        ends = [place for place, item in enumerate(items) if item == _without_slash(asked.end)]
        if asked.start is not None:
            ends = [place for place in ends if place > first]
        if not ends:
            return None
        last = ends[0]
    return path[first : last + 1]


def _limited(asked: Asked, path: list[Step]) -> list[Step]:
    if asked.end is None:
        return path[: asked.steps]
    if asked.start is None:
        return path[-asked.steps :]
    if len(path) <= asked.steps:
        return path
    half = asked.steps // 2
    return [*path[:half], (path[half][0], "..."), *path[len(path) - half :]]
