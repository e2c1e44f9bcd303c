"""Questions that are understood and cannot be answered, or not yet."""

from collections.abc import Mapping

from hedgerow.base.errors import InvalidRequest


class NotSupportedYet(InvalidRequest):
    """A part of the contract that Hedgerow knows by name and does not run yet; the message names it."""

    def __init__(self, what: str, *, extra: Mapping[str, int] | None = None) -> None:
        super().__init__(f"{what} is not supported yet.", attr="query", extra=extra)


def invalid(detail: str) -> InvalidRequest:
    """A question that breaks a rule; ``detail`` names what and why."""
    return InvalidRequest(detail, attr="query")
