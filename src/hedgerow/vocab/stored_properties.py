"""Properties back from a row of the engine, exactly as they came; `hedgerow.capture.rows` writes such rows."""

import math
from collections.abc import Mapping
from typing import Any

import msgspec

from hedgerow.vocab.property_path import property_name

_LEAST, _GREATEST = -(2**63), 2**64 - 1
"""The integers that fit into 64 bits, with a sign or without."""


def properties_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """The properties exactly as sent, less the token.

    ``row`` has the columns ``properties`` (an object or its JSON text) and ``structured`` (names).
    """
    stored = row["properties"]
    if isinstance(stored, str | bytes):
        stored = msgspec.json.decode(stored)
    properties = {property_name(path): value for path, value in stored.items()}
    for name in row["structured"]:
        properties[name] = msgspec.json.decode(properties[name]) if name in properties else None
    return properties


def shown_properties(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same as answers show them: an integer beyond 64 bits is a float (EV-8)."""
    properties = properties_of(row)
    return properties | {name: _narrowed(properties[name]) for name in row["structured"]}


def _narrowed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _narrowed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_narrowed(item) for item in value]
    if not isinstance(value, int) or _LEAST <= value <= _GREATEST:
        return value
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf
