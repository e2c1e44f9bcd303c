"""Capture requests that are refused: counted for the operator, and noted as ingestion warnings for the project."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.requests import Request

from hedgerow.api.metrics import Metrics
from hedgerow.api.public_requests import house_of, token_project
from hedgerow.base.errors import (
    AuthenticationFailed,
    ClientError,
    InvalidRequest,
    MalformedRequest,
    NotAuthenticated,
    PayloadTooLarge,
)
from hedgerow.services.allowed_origins import OriginRefused, require_origin
from hedgerow.vocab.ingestion import WarningKind
from hedgerow.vocab.projects import Project

_KINDS: dict[type[ClientError], WarningKind] = {
    AuthenticationFailed: WarningKind.UNKNOWN_TOKEN,
    InvalidRequest: WarningKind.INVALID_REQUEST,
    MalformedRequest: WarningKind.INVALID_REQUEST,
    NotAuthenticated: WarningKind.INVALID_REQUEST,
    OriginRefused: WarningKind.ORIGIN_REFUSED,
    PayloadTooLarge: WarningKind.PAYLOAD_TOO_LARGE,
}
"""What the sender did wrong; a refusal that is not among them is not the sender's fault, or noted where it is made."""

_TOKEN_HEAD = 8
"""How many characters of a token nobody knows a warning shows: enough to find it, and it may be a secret."""


@dataclass(slots=True)
class Arrival:
    """A capture request, and what is known of its sender so far."""

    request: Request
    token: str = ""
    project: Project | None = None

    async def admitted(self, token: str) -> Project:
        """The project of ``token``; raises AuthenticationFailed (no such project) or OriginRefused."""
        self.token = token
        self.project = await token_project(house_of(self.request), token)
        require_origin(self.project, self.request.headers.get("origin"))
        return self.project

    def note(
        self, kind: WarningKind, error: ClientError, *, event: str | None = None, distinct_id: str | None = None
    ) -> None:
        """Note why this request, or one event of it, is refused."""
        house = house_of(self.request)
        details = {
            "detail": error.detail,
            "attr": error.attr,
            "path": self.request.scope["path"],
            "origin": self.request.headers.get("origin"),
            "token": self.token[:_TOKEN_HEAD] if self.project is None else None,
        }
        house.committer.warnings.note(
            kind,
            team_id=None if self.project is None else self.project.id,
            at=house.clock(),
            event=event,
            distinct_id=distinct_id,
            details={name: value for name, value in details.items() if value},
        )


@contextmanager
def arriving(request: Request) -> Generator[Arrival]:
    """The arrival of ``request``; a refusal on the way through is counted and noted."""
    metrics: Metrics = request.app.state.metrics
    arrival = Arrival(request)
    try:
        with _nesting_refused():
            yield arrival
    except ClientError as error:
        metrics.capture_refused(error.status)
        if (kind := _KINDS.get(type(error))) is not None:
            arrival.note(kind, error)
        raise


@contextmanager
def _nesting_refused() -> Generator[None]:
    """JSON that could just be parsed may nest too deeply for the next who walks through it."""
    try:
        yield
    except RecursionError:
        raise MalformedRequest("The body nests too deeply.") from None
