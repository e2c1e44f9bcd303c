"""Template documents: what they must look like, and reading them (contract 50 §1)."""

from collections.abc import Mapping
from typing import Any

from hedgerow.base.errors import ClientError, InvalidRequest
from hedgerow.services.saved_queries import require_understood
from hedgerow.vocab.links import is_link
from hedgerow.vocab.tags import normal_tags
from hedgerow.vocab.templates import TemplateDocument

JsonSchema = Mapping[str, Any]

MOST_TILES = 500
LONGEST_NAME = 400
LONGEST_TEXT = 4000
_LONGEST_MESSAGE = 300

_OBJECT_OR_NULL: JsonSchema = {"type": ["object", "null"]}
_BOOLEAN_OR_NULL: JsonSchema = {"type": ["boolean", "null"]}
_WORDS_OR_NULL: JsonSchema = {"type": ["string", "null"], "maxLength": LONGEST_NAME}

DOCUMENT_SCHEMA: JsonSchema = {
    "type": "object",
    "required": ["template_name", "dashboard_description", "dashboard_filters", "tiles"],
    "properties": {
        "id": {"type": "string"},
        "template_name": {"type": "string", "maxLength": LONGEST_NAME, "description": "The dashboard's name."},
        "dashboard_description": {"type": "string"},
        "dashboard_filters": {"type": "object"},
        "tiles": {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_TILES,
            "items": {"type": "object"},
            "description": "Objects with a `type`: `INSIGHT`, `TEXT` or `BUTTON`; others are passed over.",
        },
        "team_id": {"type": ["number", "null"]},
        "created_at": {"type": ["string", "null"]},
        "image_url": {"type": ["string", "null"]},
        "variables": {
            "type": ["array", "null"],
            "description": "Placeholders that the client has already filled in.",
            "items": {
                "type": "object",
                "required": ["id", "name", "type", "default", "description", "required"],
                "properties": {
                    "id": {"type": "string"},
                    "name": {"type": "string"},
                    "type": {"enum": ["event", "element"]},
                    "default": {"type": "object"},
                    "description": {"type": "string"},
                    "required": {"type": "boolean"},
                },
            },
        },
        "tags": {"type": "array", "items": {"type": "string", "maxLength": 255}},
        "is_featured": {"type": "boolean"},
    },
}
"""The published rules of a document (TMPL-31). What they do not name is ignored; rules are tried in this order."""

_TILE_SCHEMAS: Mapping[str, JsonSchema] = {
    "INSIGHT": {
        "properties": {
            "name": _WORDS_OR_NULL,
            "description": _WORDS_OR_NULL,
            "query": _OBJECT_OR_NULL,
            "layouts": _OBJECT_OR_NULL,
            "color": _WORDS_OR_NULL,
        },
    },
    "TEXT": {
        "properties": {
            "body": {"type": ["string", "null"], "maxLength": LONGEST_TEXT},
            "layouts": _OBJECT_OR_NULL,
            "color": _WORDS_OR_NULL,
            "transparent_background": _BOOLEAN_OR_NULL,
        },
    },
    "BUTTON": {
        "required": ["button_tile"],
        "properties": {
            "button_tile": {
                "type": "object",
                "required": ["url", "text"],
                "properties": {
                    "url": {"type": "string", "minLength": 1, "maxLength": 2000},
                    "text": {"type": "string", "minLength": 1, "maxLength": 200},
                    "placement": {"enum": ["left", "right"]},
                    "style": {"enum": ["primary", "secondary"]},
                },
            },
            "layouts": _OBJECT_OR_NULL,
            "color": _WORDS_OR_NULL,
            "transparent_background": _BOOLEAN_OR_NULL,
        },
    },
}


def template_document(raw: Mapping[str, Any]) -> TemplateDocument:
    """The document ``raw`` holds, with its tags in normal form (TMPL-19).

    Raises InvalidRequest naming the first broken rule: about the document itself (TMPL-14), or with the attr
    ``template`` about a tile (TMPL-3). Raises MalformedRequest for a query nobody understands (NB-22).
    """
    if broken := _first_broken_rule(DOCUMENT_SCHEMA, raw):
        raise InvalidRequest(broken)
    for place, tile in enumerate(raw["tiles"]):
        _require_usable(tile, f"tiles[{place}]")
    return document_of(raw)


def document_of(raw: Mapping[str, Any]) -> TemplateDocument:
    """The same of what is known to break no rule."""
    variables = raw.get("variables")
    return TemplateDocument(
        template_name=raw["template_name"],
        dashboard_description=raw["dashboard_description"],
        dashboard_filters=raw["dashboard_filters"],
        tiles=tuple(raw["tiles"]),
        tags=normal_tags(raw.get("tags", ())),
        variables=None if variables is None else tuple(variables),
        image_url=raw.get("image_url"),
        is_featured=raw.get("is_featured", False),
    )


def _require_usable(tile: Mapping[str, Any], place: str) -> None:
    kind = tile.get("type")
    if not isinstance(kind, str):
        raise InvalidRequest(f"{place} needs a 'type' that is a text.", attr="template")
    if kind not in _TILE_SCHEMAS:
        return
    if broken := _first_broken_rule(_TILE_SCHEMAS[kind], tile):
        raise InvalidRequest(f"{place}: {broken}", attr="template")
    if kind == "BUTTON" and not is_link(tile["button_tile"]["url"]):
        raise InvalidRequest(f"{place}: button_tile.url: this is neither a web address nor a path.", attr="template")
    if kind == "INSIGHT":
        try:
            require_understood(tile.get("query"))
        except ClientError as refusal:
            raise type(refusal)(f"{place}: {refusal.detail}") from None


def _first_broken_rule(schema: JsonSchema, value: Mapping[str, Any]) -> str | None:
    """What ``value`` breaks first, and where; None when it breaks nothing."""
    from jsonschema import Draft202012Validator  # loaded by the first document that comes from outside

    for error in Draft202012Validator(schema).iter_errors(value):
        message = error.message
        if len(message) > _LONGEST_MESSAGE:  # it repeats the value, which may be a whole document
            message = f"…{message[-_LONGEST_MESSAGE:]}"
        place = error.json_path.removeprefix("$").removeprefix(".")
        return f"{place}: {message}" if place else message
    return None
