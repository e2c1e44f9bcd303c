"""Numbers and ids inside queries and filters that mean other things of the project, moved to those of another one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Ids = dict[str, dict[str, Any]]
"""By kind of thing: the id in the other project, by the id here as text."""


@dataclass(slots=True)
class References:
    """Rewrites what is JSON; ``unknown`` collects what was named and is not known, as ``cohort 7``."""

    ids: Ids
    unknown: set[str] = field(default_factory=set)

    def moved(self, value: Any) -> Any:
        """``value`` with every id of a cohort, an action, a variable or a quick filter replaced."""
        if isinstance(value, list):
            return [self.moved(item) for item in value]
        if isinstance(value, dict):
            inner = {self._text(key): self.moved(item) for key, item in value.items()}
            return inner | {key: self._id(kind, value[key]) for key, kind in _named(value)}
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> str:
        """Variables and quick filters have UUIDs, which mean nothing else wherever they stand."""
        for kind in ("insight_variables", "quick_filters"):
            if text in self.ids.get(kind, {}):
                return str(self.ids[kind][text])
        return text

    def _id(self, kind: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._id(kind, item) for item in value]
        if value is None or value == "all":
            return value
        known = self.ids.get(kind, {})
        if str(value) not in known:
            self.unknown.add(f"{kind.removesuffix('s')} {value}")
            return value
        return known[str(value)]


def _named(holder: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The keys of an object that hold ids, and of what kind of thing."""
    found: list[tuple[str, str]] = []
    if holder.get("kind") == "ActionsNode" or holder.get("type") == "actions":
        found.append(("id", "actions"))
    if holder.get("event_type") == "actions":
        found.append(("key", "actions"))
    if "actionId" in holder:
        found.append(("actionId", "actions"))
    if holder.get("type") in {"cohort", "static-cohort", "precalculated-cohort"}:
        found += [("value", "cohorts"), ("property", "cohorts")]
    if holder.get("breakdown_type") == "cohort":
        found.append(("breakdown", "cohorts"))
    return [(key, kind) for key, kind in found if key in holder]
