"""The OpenAPI document, written from what the routes really do.

FastAPI describes parameters and answers. Scope, credentials, bodies and errors are read off the dependencies of
each route (`Enters`, `Knows`, `Sends`), so no endpoint says them twice.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from typing import Any

from fastapi.dependencies.models import Dependant
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from starlette.routing import BaseRoute

import hedgerow
from hedgerow.api.bodies import Sends
from hedgerow.api.doors import SESSION_COOKIE, Enters, EntersOrLooks, Knows
from hedgerow.api.openapi_capture import CAPTURE_PATHS
from hedgerow.api.openapi_queries import with_query_nodes
from hedgerow.api.wire.errors import ErrorAnswer
from hedgerow.services.access import ANY_KEY

_REF = "#/components/schemas/{model}"
_DESCRIPTION = (
    "Dashboards, insights, event definitions and event capture. A trailing slash is optional on every path, and "
    "`/api/environments/…` means the same as `/api/projects/…`."
)
_SECURITY = {
    "personalApiKey": {"type": "http", "scheme": "bearer", "description": "A personal API key, `phx_…`."},
    "projectToken": {"type": "http", "scheme": "bearer", "description": "A project token, `phc_…`."},
    "session": {"type": "apiKey", "in": "cookie", "name": SESSION_COOKIE, "description": "A browser's session."},
    "sharedLink": {
        "type": "apiKey",
        "in": "query",
        "name": "sharing_access_token",
        "description": "The token of a share's link: opens what the share shows.",
    },
}
_FORMAT = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "`json`, or `txt` for the same document as one server-sent event.",
    "schema": {"type": "string", "enum": ["json", "txt"], "default": "json"},
}
_ERRORS = {
    400: "The request breaks a rule; `attr` names the field.",
    401: "No credentials, or bad ones.",
    403: "The caller may not do this.",
    404: "There is no such thing here.",
    413: "The body is too large.",
    415: "The body is of a kind that is not read here.",
}
_UNUSED = ("HTTPValidationError", "ValidationError")


def openapi_document(all_routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of an app with these routes."""
    shown = [route for route in all_routes if isinstance(route, APIRoute) and route.include_in_schema]
    routes = [operation for route in shown for operation in _operations(route)]
    document = get_openapi(title="Hedgerow", version=hedgerow.__version__, description=_DESCRIPTION, routes=routes)
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in _UNUSED:
        schemas.pop(name, None)
    bodies = {body.model for route in routes for body in _of_kind(route.dependant, Sends)}
    schemas.update(_schemas([*sorted(bodies, key=lambda model: model.__name__), ErrorAnswer]))
    components["schemas"] = with_query_nodes(schemas, _REF)
    components["securitySchemes"] = _SECURITY
    components["parameters"] = {"Format": _FORMAT}
    for route in routes:
        for method in route.methods or ():
            _complete(document["paths"][route.path_format][method.lower()], route)
    document["paths"].update(CAPTURE_PATHS)
    return document


def _operations(route: APIRoute) -> Iterator[APIRoute]:
    """``route`` once for each of its methods; all but the first have the method in their operation id.

    HEAD goes without saying where there is a GET.
    """
    for index, method in enumerate(sorted((route.methods or set()) - {"HEAD"})):
        shown = copy(route)
        shown.methods = {method}
        if index:
            shown.unique_id = f"{route.unique_id}_{method.lower()}"
        yield shown


def _complete(operation: dict[str, Any], route: APIRoute) -> None:
    """Add to ``operation`` what the dependencies of ``route`` say."""
    answers = operation["responses"]
    answers.pop("422", None)
    errors = set()
    kinds = (Enters, EntersOrLooks, Knows)
    for door in [door for kind in kinds for door in _of_kind(route.dependant, kind)]:
        operation["security"] = [{"session": []}]
        if door.scope is not None:
            operation["security"].insert(0, {"personalApiKey": []})
            operation["x-required-scope"] = None if door.scope == ANY_KEY else door.scope
        if isinstance(door, EntersOrLooks):
            operation["security"].append({"sharedLink": []})
        errors |= {401, 403}
    if route.path_format.startswith("/api/"):
        operation.setdefault("parameters", []).append({"$ref": "#/components/parameters/Format"})
        errors |= {404}
    for body in _of_kind(route.dependant, Sends):
        operation["requestBody"] = _request_body(body)
        errors |= {413, 415}
    if operation.get("requestBody") or operation.get("parameters"):
        errors |= {400}
    for status in sorted(errors):
        answers.setdefault(str(status), error_response(_ERRORS[status]))


def error_response(description: str) -> dict[str, Any]:
    """An error answer in the OpenAPI: the envelope of ERR-1."""
    schema = {"$ref": _REF.format(model=ErrorAnswer.__name__)}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _request_body(body: Sends[Any]) -> dict[str, Any]:
    schema = {"schema": {"$ref": _REF.format(model=body.model.__name__)}}
    kinds = ["application/json"]
    if not body.json_only:
        kinds += ["application/x-www-form-urlencoded", "multipart/form-data"]
    required = any(field.is_required() for field in body.model.model_fields.values())
    return {"required": required, "content": dict.fromkeys(kinds, schema)}


def _schemas(models: list[type[BaseModel]]) -> dict[str, Any]:
    _, definitions = models_json_schema([(model, "validation") for model in models], ref_template=_REF)
    found: dict[str, Any] = definitions["$defs"]
    return found


def _of_kind(dependant: Dependant, kind: type[Any]) -> Iterator[Any]:
    """Every dependency below ``dependant`` that is a ``kind``."""
    for inner in dependant.dependencies:
        if isinstance(inner.call, kind):
            yield inner.call
        yield from _of_kind(inner, kind)
