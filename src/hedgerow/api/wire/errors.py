"""The error envelope and the bare bodies, as the OpenAPI shows them (ERR-1, ERR-6)."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, Field


class TextPlace(BaseModel):
    """A part of a text: ``line`` and ``column`` count from 1, ``start`` and ``end`` from 0, all in characters."""

    line: int
    column: int
    start: int
    end: int


class ErrorAnswer(BaseModel):
    """What went wrong: ``detail`` for people; ``type``, ``code`` and ``attr`` for programs."""

    type: Literal["validation_error", "authentication_error", "invalid_request", "throttled_error", "server_error"]
    code: str
    detail: str
    attr: str | None
    extra: TextPlace | None = Field(None, description="The place in the SQL, when one is known; else absent.")


class BareError(BaseModel):
    """What went wrong, where an action does not use the envelope."""

    error: str


class BareDetail(BaseModel):
    """What went wrong, where an action does not use the envelope."""

    detail: str


def bare(model: type[BareError | BareDetail], statuses: Mapping[int, str]) -> dict[int | str, dict[str, Any]]:
    """The ``responses`` of a route whose refusals may come bare; ``statuses`` says what each means.

    They may come in the envelope too, for the rules that every endpoint has.
    """
    return {status: {"model": model | ErrorAnswer, "description": meaning} for status, meaning in statuses.items()}


TOO_MANY: dict[int | str, dict[str, Any]] = {429: {"model": ErrorAnswer, "description": "Too many attempts."}}
"""The ``responses`` of a route that counts attempts."""
