"""Query nodes in the OpenAPI: a schema for each kind that the registry finds, and for the wrappers around them."""

from typing import Any

from pydantic.config import JsonDict
from pydantic.json_schema import models_json_schema

from hedgerow.query.registry import registered_kinds
from hedgerow.query.understand import WRAPPERS

QUERY_NODE: JsonDict = {"x-query-node": True}
"""What marks a body's field as one that holds a query node."""

_NAME = "QueryNode"


def with_query_nodes(schemas: dict[str, Any], ref: str) -> dict[str, Any]:
    """``schemas`` with those of the query nodes, to which marked fields refer; ``ref`` refers to a ``model``.

    Raises TypeError when a node has the name of something else.
    """
    kinds = {kind.name: kind.model for kind in registered_kinds().values()}
    _, made = models_json_schema([(model, "validation") for model in kinds.values()], ref_template=ref)
    nodes: dict[str, Any] = made["$defs"]
    for name, model in kinds.items():
        nodes[name] = nodes.pop(model.__name__)
        nodes[name]["required"] = ["kind", *nodes[name].get("required", ())]
    refs = {name: {"$ref": ref.format(model=name)} for name in kinds}
    wrappers = {name: _wrapper(name, [refs[one] for one in refs if one in inner]) for name, inner in WRAPPERS.items()}
    every = [*refs.values(), *({"$ref": ref.format(model=name)} for name in wrappers)]
    nodes |= {**wrappers, _NAME: {"anyOf": every, "title": _NAME}}
    if taken := nodes.keys() & schemas.keys() - {"JsonValue"}:
        message = f"query nodes and other schemas share the names {sorted(taken)}"
        raise TypeError(message)
    for schema in schemas.values():
        for field in schema.get("properties", {}).values():
            if field.pop(*QUERY_NODE, None):
                node = {"$ref": ref.format(model=_NAME)}
                optional = field.pop("anyOf", None)
                field.pop("additionalProperties", None)
                field.pop("type", None)
                field.update({"anyOf": [node, {"type": "null"}]} if optional else node)
    return {**schemas, **nodes}


def _wrapper(name: str, sources: list[dict[str, str]]) -> dict[str, Any]:
    """A wrapper's schema: what it says beside its source is about drawing, and comes back unchanged (EN-2)."""
    return {
        "title": name,
        "type": "object",
        "description": "Runs its source. Its other keys are about showing the result and are kept as they are.",
        "properties": {"kind": {"const": name, "type": "string"}, "source": {"anyOf": sources}},
        "required": ["kind", "source"],
    }
