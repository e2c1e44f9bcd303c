"""What people made in a project, as the API shows it: read into one JSON object, and made again elsewhere.

Things that others name come first. What cannot be made is told and passed over.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hedgerow.main.transfer.api import ApiFailure, ProjectApi
from hedgerow.main.transfer.import_log import ImportLog
from hedgerow.main.transfer.references import References

Thing = Mapping[str, Any]
Things = Mapping[str, list[Thing]]
"""Things by kind; a kind is called as its path in the API."""

_FIELDS: Mapping[str, tuple[str, ...]] = {
    "insight_variables": ("name", "type", "code_name", "default_value", "values"),
    "quick_filters": ("name", "property_name", "type", "options"),
    "actions": ("name", "description", "steps"),
    "cohorts": ("name", "description", "is_static", "filters"),
    "dashboards": (
        "name", "description", "pinned", "tags", "breakdown_colors", "restriction_level", "quick_filter_ids",
    ),
    "insights": ("name", "derived_name", "description", "query", "order", "saved", "favorited", "tags", "dashboards"),
}  # fmt: skip
"""What is written of each kind, in the order in which they are made."""

_LOOK = ("layouts", "color", "filters_overrides", "show_description", "transparent_background")
_BUTTON = ("url", "text", "placement", "style")
MOST_MEMBERS = 10_000
"""People of a static cohort that the API takes."""


def read_things(api: ProjectApi, progress: Callable[[str], None]) -> Things:
    """Everything people made in a project but definitions. Raises ApiFailure."""
    things: dict[str, list[Thing]] = {}
    for kind in _FIELDS:
        progress(kind)
        query = {"basic": "true"} if kind == "insights" else {}
        found = sorted(api.items(kind, **query), key=lambda thing: str(thing.get("created_at")))
        things[kind] = [_whole(api, kind, thing) for thing in found if not thing.get("deleted")]
    return things


def _whole(api: ProjectApi, kind: str, thing: Thing) -> Thing:
    """A thing with what its list leaves out."""
    if kind == "dashboards":
        whole = api.get(f"dashboards/{thing['id']}")
        return {**whole, "tiles": [_tile(tile) for tile in whole["tiles"]]}
    if kind == "cohorts" and thing.get("is_static"):
        members = (
            "SELECT min(distinct_id) FROM person_distinct_ids WHERE person_id IN (SELECT person_id FROM "  # noqa: S608
            f"static_cohort_people WHERE cohort_id = {int(thing['id'])}) GROUP BY person_id LIMIT {MOST_MEMBERS}"
        )
        rows = api.rows({"kind": "HogQLQuery", "query": members})
        return {**thing, "distinct_ids": [row[0] for row in rows]}
    return thing


def _tile(tile: Thing) -> Thing:
    """A tile without the result of its insight, which is an insight of the list."""
    insight = tile.get("insight")
    return {**tile, "insight": None if insight is None else {key: insight[key] for key in ("id", "short_id", "name")}}


@dataclass(slots=True)
class ThingImport:
    """Makes things in the project of ``api``. ``log`` knows what an earlier run has made."""

    api: ProjectApi
    log: ImportLog
    made: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def run(self, things: Things, progress: Callable[[str], None]) -> None:
        """Make what is not there yet. Raises ApiFailure when the server does not answer."""
        for kind, fields in _FIELDS.items():
            progress(kind)
            for thing in things.get(kind, []):
                self._make(kind, fields, thing)
        progress("tiles")
        for dashboard in things.get("dashboards", []):
            self._arrange(dashboard)

    def _make(self, kind: str, fields: Iterable[str], thing: Thing) -> None:
        source = str(thing["id"])
        if source in self.log.ids.get(kind, {}):
            self.before[kind] += 1
            return
        name = f"{kind.removesuffix('s')} “{thing.get('name') or thing.get('derived_name') or source}”"
        if kind == "insights" and not thing.get("query"):
            self.problems.append(f"{name}: it has no query, only filters of an old form.")
            return
        references = References(self.log.ids)
        body = {key: references.moved(thing[key]) for key in fields if thing.get(key) is not None}
        if kind == "insights":
            known = self.log.ids.get("dashboards", {})
            body["dashboards"] = [known[str(number)] for number in thing["dashboards"] if str(number) in known]
        if kind == "cohorts" and thing.get("is_static"):
            body = {**body, "filters": {}, "distinct_ids": thing.get("distinct_ids", [])}
        if kind == "dashboards":
            for key in ("filters", "variables"):
                body[key] = references.moved(thing.get(f"persisted_{key}") or {})
        self._tell_unknown(name, references)
        if (answer := self._asked(name, lambda: self.api.post(kind, body))) is not None:
            self.log.note(kind, source, answer["id"])
            self.made[kind] += 1

    def _arrange(self, dashboard: Thing) -> None:
        """Give a new dashboard its texts and buttons, and every tile its place and look."""
        source = str(dashboard["id"])
        target = self.log.ids.get("dashboards", {}).get(source)
        if target is None or source in self.log.ids.get("arranged", {}):
            return
        name = f"tiles of dashboard “{dashboard.get('name') or source}”"
        there = self._asked(name, lambda: self.api.get(f"dashboards/{target}"))
        if there is None:
            return
        tile_of = {tile["insight"]["id"]: tile["id"] for tile in there["tiles"] if tile.get("insight")}
        references = References(self.log.ids)
        elements: list[Thing] = []
        for tile in dashboard.get("tiles", []):
            look = {key: references.moved(tile[key]) for key in _LOOK if tile.get(key) is not None}
            if insight := tile.get("insight"):
                number = tile_of.get(self.log.ids.get("insights", {}).get(str(insight["id"])))
                if number is not None:
                    elements.append({"id": number, **look})
            elif text := tile.get("text"):
                elements.append({"text": {"body": text["body"]}, **look})
            elif button := tile.get("button_tile"):
                elements.append({"button_tile": {key: button[key] for key in _BUTTON if key in button}, **look})
            else:
                self.problems.append(f"{name}: a tile of a kind that is not made here.")
        self._tell_unknown(name, references)
        if self._asked(name, lambda: self.api.patch(f"dashboards/{target}", {"tiles": elements})) is not None:
            self.log.note("arranged", source, target)
            self.made["tiles"] += len(elements)

    def _asked(self, name: str, ask: Callable[[], Any]) -> Any:
        """What the server answers; a refusal becomes a problem and None."""
        try:
            return ask()
        except ApiFailure as failure:
            if not 400 <= failure.status < 500 or failure.status in {401, 403, 429}:
                raise
            self.problems.append(f"{name}: {failure}")
            return None

    def _tell_unknown(self, name: str, references: References) -> None:
        for unknown in sorted(references.unknown):
            self.problems.append(f"{name}: it names {unknown}, which was not imported.")
