"""Which queries may be saved, in insights and in templates."""

from collections.abc import Mapping
from typing import Any

from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.understand import understand


def require_understood(query: Mapping[str, Any] | None) -> None:
    """Raise MalformedRequest unless ``query`` is one of the contract's; one we cannot run yet may be kept (NB-22)."""
    if query is None:
        return
    try:
        understand(dict(query))
    except NotSupportedYet:
        return
