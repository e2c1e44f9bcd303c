"""Event and property definitions by the API: what people said of them, and the same said elsewhere."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from hedgerow.main.transfer.api import ApiFailure, ProjectApi

Definition = Mapping[str, Any]
Definitions = Mapping[str, list[Definition]]

PROPERTY_KINDS = ("event", "person")
"""Whose properties; a group's depend on the numbers its types happen to have."""

_SAID: Mapping[str, tuple[str, ...]] = {
    "event_definitions": (
        "description", "tags", "verified", "hidden", "enforcement_mode", "primary_property", "default_columns",
    ),
    "property_definitions": ("description", "tags", "verified", "hidden"),
}  # fmt: skip
_SAYS_NOTHING: tuple[Any, ...] = (None, "", [], False, "allow")


def read_definitions(api: ProjectApi) -> Definitions:
    """Every definition of a project; those of properties tell in ``owner_kind`` whose they are. Raises ApiFailure."""
    properties = [
        {**found, "owner_kind": kind}
        for kind in PROPERTY_KINDS
        for found in api.items("property_definitions", type=kind)
    ]
    return {"event_definitions": list(api.items("event_definitions")), "property_definitions": properties}


def import_definitions(
    api: ProjectApi, definitions: Definitions, progress: Callable[[str], None]
) -> tuple[Counter[str], list[str]]:
    """Say in the project of ``api`` what was said of definitions; how many of each kind, and the problems.

    An event never seen is defined; a property is only known once an event brought it. Raises ApiFailure when the
    server does not answer.
    """
    said: Counter[str] = Counter()
    problems: list[str] = []
    there = read_definitions(api)
    for kind, fields in _SAID.items():
        progress(kind)
        known = {_key(found): found["id"] for found in there[kind]}
        for definition in definitions.get(kind, []):
            body = {key: definition[key] for key in fields if definition.get(key) not in _SAYS_NOTHING}
            name = f"{kind.removesuffix('s').replace('_', ' ')} {definition['name']}"
            number = known.get(_key(definition))
            try:
                if number is not None and body:
                    api.patch(f"{kind}/{number}", body)
                elif number is None and kind == "event_definitions":
                    api.post(kind, {"name": definition["name"], **body})
                elif number is None and body:
                    problems.append(f"{name}: no event has brought it yet; import the events first.")
                    continue
            except ApiFailure as failure:
                if not 400 <= failure.status < 500:
                    raise
                problems.append(f"{name}: {failure}")
                continue
            said[kind] += 1
    return said, problems


def _key(definition: Definition) -> tuple[str, str]:
    return str(definition.get("owner_kind")), definition["name"]
