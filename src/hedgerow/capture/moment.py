"""When an event happened: the client's clock read and set right (CAP-40)."""

from datetime import UTC, datetime, timedelta
from typing import Any

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
"""The first moment the events table can hold."""
LATEST = datetime(2299, 12, 31, tzinfo=UTC)
"""A day the events table can surely hold; later ones are the arrival."""

_AHEAD = timedelta(hours=23)
_OLDEST_SENDING = datetime(2020, 1, 1, tzinfo=UTC)


def sending_time(in_body: Any, in_query: str = "") -> datetime | None:
    """When the client says it sent the request: ISO text of the body, else milliseconds of the query.

    None when neither can be read, or the query names a time before 2020.
    """
    if (moment := _read(in_body)) is not None:
        return moment
    try:
        moment = datetime.fromtimestamp(int(in_query) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return _read(in_query)
    return moment if moment >= _OLDEST_SENDING else None


def skew(arrival: datetime, sent_at: datetime | None) -> timedelta:
    """How far the client's clock is behind ours, by its sending time; nothing when that is unknown."""
    return timedelta() if sent_at is None else arrival - sent_at


def event_time(timestamp: Any, offset: Any, *, arrival: datetime, behind: timedelta) -> datetime:
    """The event's moment in aware UTC: its ``timestamp`` moved by ``behind``, or ``offset`` ms before arrival.

    The arrival itself when neither can be read, when it is more than 23 hours ahead, or when the events table
    cannot hold it.
    """
    try:
        if (moment := _read(timestamp)) is not None:
            if behind:
                moment += behind
        elif timestamp is None and type(offset) in {int, float}:
            moment = arrival - timedelta(milliseconds=offset)
        else:
            return arrival
    except (OverflowError, ValueError):
        return arrival
    return moment if EARLIEST <= moment < LATEST and moment - arrival <= _AHEAD else arrival


def is_readable(timestamp: Any, offset: Any) -> bool:
    """Whether what says the event's time can be read at all, be the moment possible or not."""
    return type(offset) in {int, float} if timestamp is None else _read(timestamp) is not None


def _read(text: Any) -> datetime | None:
    """ISO-8601 ``text`` as aware UTC; without a zone it is UTC. None when it is anything else."""
    if type(text) is not str:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        if moment.tzinfo is UTC:
            return moment
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
