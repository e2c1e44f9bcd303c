"""Events in: raw routes, one handler, every form of body the SDKs have (contract 85 §2–§5)."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.capture_arrivals import Arrival, arriving
from hedgerow.api.public_requests import IN_PLACE_BYTES, beside_the_loop, house_of, public_text
from hedgerow.api.request_body import limited_body
from hedgerow.capture.event import clean_events
from hedgerow.capture.limits import without_excess
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

_STORED = b'{"status":"Ok"}'


async def capture(request: Request) -> Response:
    """Store the events of ``request``; the answer comes once they are safe (CAP-20)."""
    with arriving(request) as arrival:
        await _store(arrival)
    return _accepted(request)


async def discard(request: Request) -> Response:
    """Take a session recording and keep nothing of it (contract 85 §10)."""
    await limited_body(request, REPLAY_BYTES)
    return _accepted(request)


async def _store(arrival: Arrival) -> None:
    """Make the events of a request durable, all of them or none."""
    request = arrival.request
    path = request.scope["path"]
    text = await public_text(request, BATCH_BYTES if path in _BATCH_PATHS else EVENT_BYTES)
    size = len(text)
    small = size < IN_PLACE_BYTES
    sent = delivery(text) if small else await beside_the_loop(delivery, text)
    project = await arrival.admitted(sent.token)
    committer = house_of(request).committer
    committer.admit(project.id, len(sent.events))
    asked = (request, sent, size, project)
    events = _events(*asked) if small else await beside_the_loop(_events, *asked)
    await committer.submit(events, text_bytes=size)


def _events(request: Request, sent: Delivery, size: int, project: Project) -> list[Event]:
    query = request.query_params
    house = house_of(request)
    now = house.clock()
    events = clean_events(
        sent,
        team_id=project.id,
        now=now,
        sent_at=query.get("sent_at") or query.get("_", ""),
        nameless=_NAMELESS if request.scope["path"] == "/engage" else None,
        warnings=house.committer.warnings,
    )
    return without_excess(events, text_bytes=size, at=now, warnings=house.committer.warnings)


def _accepted(request: Request) -> Response:
    if request.query_params.get("beacon") == "1":
        return Response(status_code=204)
    return Response(_STORED, media_type=JsonAnswer.media_type)


routes = [
    *(Route(path, capture, methods=["GET", "POST"]) for path in (*_BATCH_PATHS, *_EVENT_PATHS)),
    Route("/s", discard, methods=["GET", "POST"]),
]
