"""What capture and the SDK's other questions share: a limited body in any of the SDKs' forms (contract 85 §4)."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from hedgerow.api.request_body import limited_body
from hedgerow.capture.body import Hints, json_text
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project

_IN_THREAD_FROM_BYTES = 64 * 2**10
"""A larger body is undone beside the event loop, so that others need not wait."""


def house_of(request: Request) -> House:
    """The wired parts of this server."""
    house: House = request.app.state.house
    return house


async def public_text(request: Request, limit: int) -> bytes:
    """The JSON text ``request`` carries in its body or in ``?data=``, at most ``limit`` bytes."""
    body = await limited_body(request, limit)
    hints = Hints(
        data=request.query_params.get("data", ""),
        compression=request.query_params.get("compression", ""),
        content_type=request.headers.get("content-type", ""),
        content_encoding=request.headers.get("content-encoding", ""),
    )
    if len(body) < _IN_THREAD_FROM_BYTES:
        return json_text(body, hints, limit=limit)
    return await run_in_threadpool(json_text, body, hints, limit=limit)


async def token_project(house: House, token: str) -> Project:
    """The project with this token; raises AuthenticationFailed when there is none (CAP-4)."""
    known = house.tokens.remembered(token)
    if known is not None:
        return known
    return await run_in_threadpool(house.tokens.project, house.store, token, house.clock())
