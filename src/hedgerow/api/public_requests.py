"""What capture and the SDK's other questions share: a limited body in any of the SDKs' forms (contract 85 §4)."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from hedgerow.api.request_body import limited_body
from hedgerow.base.errors import PayloadTooLarge
from hedgerow.capture.body import Hints, json_text
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project

IN_PLACE_BYTES = 64 * 2**10
"""A larger body is undone beside the event loop, so that others need not wait."""

_INFLATED_IN_PLACE = 16 * IN_PLACE_BYTES
"""What a small body may become by inflating before that, too, is done beside the loop."""

_LARGE_AT_ONCE = CapacityLimiter(4)
"""Threads for large bodies: few, as each may take hundreds of megabytes, and none of those the API runs in."""

P = ParamSpec("P")
T = TypeVar("T")


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
    if len(body) < IN_PLACE_BYTES:
        with suppress(PayloadTooLarge):
            return json_text(body, hints, limit=min(limit, _INFLATED_IN_PLACE))
    return await beside_the_loop(json_text, body, hints, limit=limit)


async def beside_the_loop(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What ``act`` answers, run in one of the few threads for large bodies."""
    return await to_thread.run_sync(partial(act, *args, **kwargs), limiter=_LARGE_AT_ONCE)


async def token_project(house: House, token: str) -> Project:
    """The project with this token; raises AuthenticationFailed when there is none (CAP-4)."""
    known = house.tokens.remembered(token)
    if known is not None:
        return known
    return await run_in_threadpool(house.tokens.project, house.store, token, house.clock())
