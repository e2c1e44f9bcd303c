"""For operators: is it alive, is it ready, what does it measure (NB-7)."""

from typing import Literal

from fastapi import Request, Response
from pydantic import BaseModel
from starlette.responses import PlainTextResponse

from hedgerow.api.doors import TheHouse
from hedgerow.api.metrics import Metrics
from hedgerow.api.routing import resource
from hedgerow.services import health

router = resource("Operations")


@router.get("/_health", summary="Alive", response_class=PlainTextResponse)
@router.get("/_livez", summary="Alive", response_class=PlainTextResponse, include_in_schema=False)
async def health_check() -> str:
    """Answer `ok` while the process serves requests."""
    return "ok"


class Readiness(BaseModel):
    """Whether the server can work, and what keeps it from that."""

    status: Literal["ready", "not ready"]
    problems: list[str]


@router.get("/_readyz", summary="Ready", responses={503: {"model": Readiness, "description": "Not ready."}})
def ready_check(house: TheHouse, response: Response) -> Readiness:
    """Answer 200 when store and engine answer, else 503 with the reasons in words."""
    found = health.problems(house)
    if found:
        response.status_code = 503
        response.headers["Retry-After"] = "5"
    return Readiness(status="not ready" if found else "ready", problems=list(found))


@router.get("/metrics", summary="Measures", response_class=PlainTextResponse)
def metrics_read(request: Request) -> Response:
    """Answer the measures in the Prometheus text format."""
    metrics: Metrics = request.app.state.metrics
    return Response(metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
