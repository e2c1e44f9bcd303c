"""The error envelope, as the OpenAPI shows it (ERR-1)."""

from typing import Literal

from pydantic import BaseModel


class ErrorAnswer(BaseModel):
    """What went wrong: ``detail`` for people; ``type``, ``code`` and ``attr`` for programs."""

    type: Literal["validation_error", "authentication_error", "invalid_request", "throttled_error", "server_error"]
    code: str
    detail: str
    attr: str | None
