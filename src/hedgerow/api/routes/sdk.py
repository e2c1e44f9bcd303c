"""What SDKs ask besides capture: quiet, valid answers that say there is nothing here (contract 85 §8–§10)."""

from typing import Any

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.doors import credentials_of
from hedgerow.api.public_requests import house_of, public_text, token_project
from hedgerow.base.canonical_json import fingerprint, wire
from hedgerow.base.errors import AuthenticationFailed, MalformedRequest, NotFound
from hedgerow.base.ids import new_uuid
from hedgerow.capture.token import valid_token
from hedgerow.services import access
from hedgerow.services.access import ANY_KEY

FLAGS_BYTES = 2 * 2**20

REMOTE_CONFIG: dict[str, Any] = {
    "supportedCompression": ["gzip", "gzip-js"],
    "analytics": {"endpoint": "/i/v0/e/"},
    "autocapture_opt_out": False,
    "hasFeatureFlags": True,
    "elementsChainAsString": True,
    "sessionRecording": False,
    "capturePerformance": False,
    "captureDeadClicks": False,
    "heatmaps": False,
    "autocaptureExceptions": False,
    "siteApps": [],
    "toolbarParams": {},
    "isAuthenticated": False,
    "defaultIdentifiedOnly": True,
}
"""What posthog-js learns of the server (CAP-82); ``surveys`` is left out on purpose: any value loads a script."""

CONFIG_AGE = "public, max-age=300"
_CONFIG_HEADERS = {"Cache-Control": CONFIG_AGE, "ETag": f'"{fingerprint(REMOTE_CONFIG)}"'}
_NO_DEFINITIONS: dict[str, Any] = {"flags": [], "group_type_mapping": {}, "cohorts": {}}
_DEFINITIONS_HEADERS = {"ETag": f'"{fingerprint(_NO_DEFINITIONS)}"'}


async def remote_config(request: Request) -> Response:
    """Answer the configuration as JSON (CAP-80)."""
    await require_project(request)
    return _unless_known(request, JsonAnswer(REMOTE_CONFIG, headers=_CONFIG_HEADERS))


async def remote_config_script(request: Request) -> Response:
    """Answer the configuration as the script posthog-js loads first."""
    await require_project(request)
    script = config_script(request.path_params["token"])
    return _unless_known(request, Response(script, media_type="application/javascript", headers=_CONFIG_HEADERS))


def config_script(token: str) -> str:
    """The configuration of the project with ``token``, as a script that leaves it where posthog-js looks for it."""
    key = wire(token).decode().replace("<", "\\u003c")
    config = wire({"config": REMOTE_CONFIG, "siteApps": []}).decode()
    return f"(window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {{}})[{key}] = {config};\n"


async def flags(request: Request) -> Response:
    """Answer that there are no feature flags, in the shape the asking version reads (CAP-90..96)."""
    await token_project(house_of(request), await _sent_token(request))
    old = request.scope["path"] == "/decide" or request.query_params.get("v", "1") == "1"
    if old:
        answer = {"featureFlags": {}, "featureFlagPayloads": {}, "errorsWhileComputingFlags": False, **REMOTE_CONFIG}
        return JsonAnswer(answer)
    now = house_of(request).clock()
    config = REMOTE_CONFIG if request.query_params.get("config") in {"true", "1"} else {}
    answer = {
        **config,
        "flags": {},
        "errorsWhileComputingFlags": False,
        "requestId": str(new_uuid()),
        "evaluatedAt": int(now.timestamp() * 1000),
    }
    return JsonAnswer(answer)


async def flag_definitions(request: Request) -> Response:
    """Answer that there are no flag definitions, to any personal API key (CAP-98, CAP-99)."""
    await _require_key(request)
    return _unless_known(request, JsonAnswer(_NO_DEFINITIONS, headers=_DEFINITIONS_HEADERS))


async def flag_payload(request: Request) -> Response:
    """Answer that there is no such flag (CAP-100)."""
    await _require_key(request)
    raise NotFound


def _nothing(answer: dict[str, Any], path: str) -> Route:
    async def nothing(_request: Request) -> Response:
        return JsonAnswer(answer)

    return Route(path, nothing, methods=["GET"])


async def require_project(request: Request) -> None:
    """Raise NotFound unless the token of the path is that of a project."""
    try:
        await token_project(house_of(request), valid_token(request.path_params["token"]))
    except AuthenticationFailed:
        raise NotFound from None  # a config is looked up by address, not asked for with credentials (CAP-83)


async def _require_key(request: Request) -> None:
    credentials = await credentials_of(request)
    await run_in_threadpool(access.known_caller, house_of(request), credentials, ANY_KEY, exempt=True)


async def _sent_token(request: Request) -> str:
    """The project token of a flags request: in the body, or in the query of a GET."""
    if request.method == "GET" and (token := request.query_params.get("token")):
        return valid_token(token)
    try:
        sent = orjson.loads(await public_text(request, FLAGS_BYTES))
    except orjson.JSONDecodeError:
        raise MalformedRequest("The body is not JSON.") from None
    if not isinstance(sent, dict):
        raise MalformedRequest("The body must be a JSON object.")
    return valid_token(sent.get("token") or sent.get("api_key") or sent.get("$token"))


def _unless_known(request: Request, answer: Response) -> Response:
    """``answer``, or 304 when the client has it already."""
    if answer.headers["etag"] not in request.headers.get("if-none-match", ""):
        return answer
    kept = {name: value for name, value in answer.headers.items() if name in {"etag", "cache-control"}}
    return Response(status_code=304, headers=kept)


_BOTH = ["GET", "POST"]
routes = [
    Route("/array/{token}/config", remote_config, methods=["GET"]),
    Route("/array/{token}/config.js", remote_config_script, methods=["GET"]),
    Route("/flags", flags, methods=_BOTH),
    Route("/decide", flags, methods=_BOTH),
    Route("/flags/definitions", flag_definitions, methods=["GET"]),
    Route("/api/feature_flag/local_evaluation", flag_definitions, methods=["GET"]),
    Route("/api/projects/{project_id}/feature_flags/{key}/remote_config", flag_payload, methods=["GET"]),
    _nothing({"surveys": [], "survey_config": None}, "/api/surveys"),
    _nothing({"earlyAccessFeatures": []}, "/api/early_access_features"),
    _nothing({"experiments": []}, "/api/web_experiments"),
    _nothing({"product_tours": []}, "/api/product_tours"),
]
