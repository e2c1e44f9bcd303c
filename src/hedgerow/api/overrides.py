"""JSON objects given in the query string for one answer: filters and variables (DASH-11..13)."""

from typing import Any

import orjson

from hedgerow.base.canonical_json import parsed
from hedgerow.base.errors import InvalidRequest


def json_object(name: str, text: str | None) -> dict[str, Any]:
    """The JSON object in the parameter ``name``, empty when absent; raises InvalidRequest for anything else."""
    if not text:
        return {}
    try:
        value = parsed(text)
    except orjson.JSONDecodeError:
        raise InvalidRequest(f"{name} is not valid JSON.", attr=name) from None
    if not isinstance(value, dict):
        raise InvalidRequest(f"{name} must be a JSON object.", attr=name)
    return value
