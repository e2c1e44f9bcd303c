"""Objects that old clients send as JSON text."""

import orjson

from hedgerow.base.canonical_json import parsed


def object_or_text(value: object) -> object:
    """``value``, or what it says when it is the text of a JSON object (TILE-5)."""
    if isinstance(value, str) and value.lstrip().startswith("{"):
        try:
            return parsed(value)
        except orjson.JSONDecodeError:
            return value
    return value
