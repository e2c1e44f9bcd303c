"""The author that clients echo inside a text or a button (DASH-51)."""

from typing import Any

from hedgerow.base.errors import InvalidRequest


def author_id(sent: dict[str, Any] | int | None) -> int | None:
    """The user id in ``sent``, a whole user or its id; raises InvalidRequest for an object without one."""
    if isinstance(sent, dict):
        number = sent.get("id")
        if not isinstance(number, int):
            raise InvalidRequest("The author of a tile's content is a user with an id.")
        return number
    return sent
