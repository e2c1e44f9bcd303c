"""The capture paths in the OpenAPI: they are raw routes, so nothing can be read off them (contract 85)."""

from typing import Any

_ERROR = {"application/json": {"schema": {"$ref": "#/components/schemas/ErrorAnswer"}}}
_EVENT = {
    "type": "object",
    "required": ["event", "distinct_id"],
    "properties": {
        "event": {"type": "string", "minLength": 1},
        "distinct_id": {"type": "string", "minLength": 1},
        "properties": {"type": "object"},
        "timestamp": {"type": "string", "format": "date-time"},
        "uuid": {"type": "string", "format": "uuid"},
    },
}
_TOKEN = {"type": "string", "description": "The project token, `phc_…`."}
_ONE = {"type": "object", "allOf": [_EVENT], "required": ["api_key"], "properties": {"api_key": _TOKEN}}
_MANY = {
    "type": "object",
    "required": ["api_key", "batch"],
    "properties": {
        "api_key": _TOKEN,
        "batch": {"type": "array", "minItems": 1, "items": _EVENT},
        "sent_at": {"type": "string", "format": "date-time"},
        "historical_migration": {"type": "boolean"},
    },
}
_STORED = {
    "description": "Every event is stored.",
    "content": {"application/json": {"schema": {"type": "object", "properties": {"status": {"const": "Ok"}}}}},
}


def _operation(operation_id: str, summary: str, body: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": _STORED}
    for status, meaning in {
        "400": "The body or one of its events is wrong; nothing is stored.",
        "401": "The project token is missing, malformed or unknown.",
        "413": "The body is too large.",
        "503": "Come back later; nothing is stored.",
    }.items():
        answers[status] = {"description": meaning, "content": _ERROR}
    return {
        "operationId": operation_id,
        "summary": summary,
        "tags": ["Capture"],
        "description": "JSON, plain or gzip. Sent again with the same `uuid`, an event is stored once.",
        "security": [],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": answers,
    }


CAPTURE_PATHS: dict[str, Any] = {
    "/batch": {"post": _operation("capture_batch", "Send many events", _MANY)},
    "/capture": {"post": _operation("capture_event", "Send one event", _ONE)},
    "/i/v0/e": {"post": _operation("capture_any", "Send events", {"anyOf": [_MANY, _ONE]})},
}
"""The documented ways in; the other paths of contract 85 §2 behave the same."""
