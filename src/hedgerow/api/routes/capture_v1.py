"""Capture V1: the token as a bearer, an answer for every event (contract 85 §6)."""

from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hedgerow.api.answers import JsonAnswer
from hedgerow.api.capture_arrivals import Arrival, arriving
from hedgerow.api.public_requests import beside_the_loop, house_of, public_text
from hedgerow.api.routes.capture import BATCH_BYTES
from hedgerow.base.errors import InvalidRequest, NotAuthenticated
from hedgerow.capture.event import clean_events
from hedgerow.capture.limits import without_excess
from hedgerow.capture.token import valid_token
from hedgerow.capture.v1 import v1_deliveries
from hedgerow.capture.wire import Delivery
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import WarningKind

PATH = "/i/v1/analytics/events"


async def capture_v1(request: Request) -> Response:
    """Store the events of ``request`` that can be; answer what became of each once they are safe (CAP-62)."""
    with arriving(request) as arrival:
        project = await arrival.admitted(_token(request))
        text = await public_text(request, BATCH_BYTES)
        sent = await beside_the_loop(
            v1_deliveries,
            text,
            token=project.api_token,
            sdk=request.headers.get("posthog-sdk-info", ""),
            sent_at=request.headers.get("posthog-request-timestamp", ""),
        )
        committer = house_of(request).committer
        committer.admit(project.id, len(sent))
        events, results = await beside_the_loop(_sorted, arrival, sent, len(text), project.id)
        await committer.submit(events, text_bytes=len(text))
    return JsonAnswer({"results": results})


def _sorted(
    arrival: Arrival, sent: list[tuple[UUID, Delivery]], text_bytes: int, team_id: int
) -> tuple[list[Event], dict[str, dict[str, Any]]]:
    """The events that can be stored, and the result of each that was sent."""
    house = house_of(arrival.request)
    now = house.clock()
    events: list[Event] = []
    results: dict[str, dict[str, Any]] = {}
    for uuid, delivery in sent:
        try:
            events += clean_events(delivery, team_id=team_id, now=now, warnings=house.committer.warnings)
        except InvalidRequest as error:
            (wire,) = delivery.events
            arrival.note(
                WarningKind.INVALID_REQUEST, error, event=_text(wire.event), distinct_id=_text(wire.distinct_id)
            )
            results[str(uuid)] = {"result": "drop", "details": error.detail}
        else:
            results[str(uuid)] = {"result": "ok"}
    return without_excess(events, text_bytes=text_bytes, at=now, warnings=house.committer.warnings), results


def _text(sent: Any) -> str | None:
    return sent if isinstance(sent, str) else None


def _token(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() != "bearer":
        raise NotAuthenticated("The request names no project token (`Authorization: Bearer phc_…`).")
    return valid_token(token)


routes = [Route(PATH, capture_v1, methods=["POST"])]
