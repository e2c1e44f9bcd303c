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
_V1_EVENT = {
    "type": "object",
    "allOf": [_EVENT],
    "required": ["uuid"],
    "properties": {
        "session_id": {"type": "string"},
        "window_id": {"type": "string"},
        "options": {
            "type": "object",
            "properties": {
                "cookieless_mode": {"type": "boolean"},
                "disable_skew_correction": {"type": "boolean"},
                "process_person_profile": {"type": "boolean"},
                "product_tour_id": {"type": "string"},
            },
        },
    },
}
_V1 = {
    "type": "object",
    "required": ["batch"],
    "properties": {
        "created_at": {"type": "string", "format": "date-time"},
        "batch": {"type": "array", "minItems": 1, "items": _V1_EVENT},
    },
}
_RESULT = {
    "type": "object",
    "required": ["result"],
    "properties": {"result": {"enum": ["ok", "drop"]}, "details": {"type": "string"}},
}


def _stored(description: str, **properties: Any) -> dict[str, Any]:
    schema = {"type": "object", "properties": properties}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_ALL_STORED = _stored("Every event is stored.", status={"const": "Ok"})
_EACH_TOLD = _stored(
    "What became of each event, by its `uuid`.", results={"type": "object", "additionalProperties": _RESULT}
)


def _operation(
    operation_id: str, summary: str, body: dict[str, Any], stored: dict[str, Any] = _ALL_STORED
) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": stored}
    for status, meaning in {
        "400": "The body or one of its events is wrong; nothing is stored.",
        "401": "The project token is missing, malformed or unknown.",
        "403": "The page that sends is not among those that the project allows.",
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
    "/i/v1/analytics/events": {
        "post": {
            **_operation("capture_v1", "Send events, and learn of each what became of it", _V1, _EACH_TOLD),
            "security": [{"projectToken": []}],
        }
    },
}
"""The documented ways in; the other paths of contract 85 §2 behave the same."""
