"""What event and property definitions share: their ids, when they are stale, their marks `verified` and `hidden`."""

from datetime import datetime, timedelta
from typing import TypedDict

from hedgerow.base.errors import InvalidRequest
from hedgerow.services.house import House, Visit


class Marks(TypedDict, total=False):
    """What a change of the marks writes."""

    verified: bool
    verified_at: datetime | None
    verified_by: int | None
    hidden: bool


def stale_before(house: House, visit: Visit) -> datetime:
    """The moment after which a definition must have been seen, or it is stale."""
    return house.clock() - timedelta(days=visit.project.stale_after_days)


def marks(*, verified: bool | None, hidden: bool | None, was_verified: bool, user_id: int, now: datetime) -> Marks:
    """What to write where these marks are asked for; None asks for nothing (EVDEF-21..23, EVDEF-51).

    What is verified is shown, and what is hidden is not verified. Raises InvalidRequest when both are asked for.
    """
    if verified and hidden:
        raise InvalidRequest("A definition cannot be verified and hidden at once.")
    if verified:
        first: Marks = {} if was_verified else {"verified_at": now, "verified_by": user_id}
        return {"verified": True, "hidden": False, **first}
    written: Marks = {}
    if verified is False or hidden:
        written = {"verified": False, "verified_at": None, "verified_by": None}
    if hidden is not None:
        written["hidden"] = hidden
    return written
