"""`/static` and `/array/…/array.js`: the browser SDK for pages without a bundler (CAP-84, CAP-85)."""

from functools import lru_cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hedgerow.api.routes.sdk import CONFIG_AGE, config_script, require_project
from hedgerow.api.sdk_scripts import SdkScript, script_answer, sdk_script

_FOREVER = "public, max-age=31536000, immutable"
_AN_HOUR = "public, max-age=3600"
_BUNDLES_KEPT = 32


async def script(request: Request) -> Response:
    """Answer a script of the installed SDK; of another version there is none, and the SDK asks again without one."""
    version: str | None = request.path_params.get("version")
    found = await run_in_threadpool(sdk_script, request.path_params["name"], version)
    if found is None:
        return _not_served()
    return script_answer(request, found, cache_control=_FOREVER if version else _AN_HOUR)


async def bundle(request: Request) -> Response:
    """Answer the SDK with the project's configuration in front."""
    await require_project(request)
    found = await run_in_threadpool(_bundle, request.path_params["token"])
    return _not_served() if found is None else script_answer(request, found, cache_control=CONFIG_AGE)


async def nothing(_request: Request) -> Response:
    """Answer that nothing is served here."""
    return _not_served()


@lru_cache(maxsize=_BUNDLES_KEPT)
def _bundle(token: str) -> SdkScript | None:
    sdk = sdk_script("array")
    return None if sdk is None else SdkScript.of(config_script(token).encode() + sdk.plain)


def _not_served() -> Response:
    return PlainTextResponse("Not found.\n", status_code=404)


routes = [
    Route("/array/{token}/array.js", bundle, methods=["GET"]),
    Route("/static/{name}.js", script, methods=["GET"]),
    Route("/static/{version}/{name}.js", script, methods=["GET"]),
    Route("/array/{path:path}", nothing, methods=["GET"]),
    Route("/static/{path:path}", nothing, methods=["GET"]),
]
