"""Events in: raw routes, one handler, every form of body the SDKs have (contract 85 §2–§5)."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.metrics import Metrics
from hedgerow.api.public_requests import house_of, public_text, token_project
from hedgerow.api.request_body import limited_body
from hedgerow.base.errors import ClientError
from hedgerow.capture.event import clean_events
from hedgerow.capture.wire import Delivery, delivery
from hedgerow.vocab.events import Event
from hedgerow.vocab.projects import Project

MEGABYTE = 2**20
BATCH_BYTES = 20 * MEGABYTE
EVENT_BYTES = 2 * MEGABYTE
REPLAY_BYTES = 25 * MEGABYTE

_BATCH_PATHS = ("/batch", "/i/v0/ai/batch")
_EVENT_PATHS = ("/e", "/i/v0/e", "/capture", "/track", "/engage")
_NAMELESS = "$identify"
"""An event without a name on `/engage` (CAP-10)."""

_IN_THREAD_FROM_BYTES = 64 * 2**10
_STORED = b'{"status":"Ok"}'


async def capture(request: Request) -> Response:
    """Store the events of ``request``; the answer comes once they are safe (CAP-20)."""
    metrics: Metrics = request.app.state.metrics
    try:
        await _store(request)
    except ClientError as error:
        metrics.capture_refused(error.status)
        raise
    return _accepted(request)


async def discard(request: Request) -> Response:
    """Take a session recording and keep nothing of it (contract 85 §10)."""
    await limited_body(request, REPLAY_BYTES)
    return _accepted(request)


async def _store(request: Request) -> None:
    """Make the events of ``request`` durable, all of them or none."""
    path = request.scope["path"]
    text = await public_text(request, BATCH_BYTES if path in _BATCH_PATHS else EVENT_BYTES)
    small = len(text) < _IN_THREAD_FROM_BYTES
    sent = delivery(text) if small else await run_in_threadpool(delivery, text)
    house = house_of(request)
    project = await token_project(house, sent.token)
    events = _events(request, sent, project) if small else await run_in_threadpool(_events, request, sent, project)
    await house.committer.submit(events)


def _events(request: Request, sent: Delivery, project: Project) -> list[Event]:
    query, house = request.query_params, house_of(request)
    return clean_events(
        sent,
        team_id=project.id,
        now=house.clock(),
        sent_at=query.get("sent_at") or query.get("_", ""),
        nameless=_NAMELESS if request.scope["path"] == "/engage" else None,
        warnings=house.committer.warnings,
    )


def _accepted(request: Request) -> Response:
    if request.query_params.get("beacon") == "1":
        return Response(status_code=204)
    return Response(_STORED, media_type=JsonAnswer.media_type)


routes = [
    *(Route(path, capture, methods=["GET", "POST"]) for path in (*_BATCH_PATHS, *_EVENT_PATHS)),
    Route("/s", discard, methods=["GET", "POST"]),
]
