"""Plain looks at a dashboard: what is kept of it, nothing laid over it. All day long they are most of what is asked."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from hedgerow.api.dashboard_doors import READS
from hedgerow.api.doors import credentials_of
from hedgerow.run.freshness import RefreshMode, refresh_mode
from hedgerow.run.presence import Presence


class PlainLook(APIRoute):
    """The route of an endpoint that shows a dashboard. A plain look takes one turn of a thread, straight to it.

    FastAPI works out each parameter by itself, and in a turn of its own who is visiting: that takes longer than all of
    a kept answer. So the endpoint is called with the defaults of its parameters; any other look goes FastAPI's way.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """What answers a request."""
        any_look = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if not _is_plain(request):
                return await any_look(request)
            credentials = await credentials_of(request)

            def look() -> Response:
                house, place = request.app.state.house, request.path_params
                visit = READS(place["project_id"], house, credentials)
                shown: Response = self.endpoint(place["dashboard_id"], request, house, visit, Presence())
                return shown

            return await run_in_threadpool(look)

        return answer


def _is_plain(request: Request) -> bool:
    asked = request.query_params
    return asked.keys() <= {"refresh"} and refresh_mode(asked.get("refresh")) is RefreshMode.FORCE_CACHE
