"""What was done to shares, for the activity log; each line stands with the dashboard or insight (SHARE-15, 40, 56)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hedgerow.store.transaction import Transaction
from hedgerow.vocab.sharing import Share

ENABLED = "sharing enabled"
DISABLED = "sharing disabled"
CHANGED = "sharing changed"
REFRESHED = "access token refreshed"
PASSWORD_ADDED = "share password created"  # noqa: S105  (an activity)
PASSWORD_REMOVED = "share password deleted"  # noqa: S105  (an activity)
LOGIN_SUCCESS = "share_login_success"
LOGIN_FAILED = "share_login_failed"

_FIELDS = ("enabled", "settings", "password_required")
_TOKEN_TAIL = 6
"""How many characters of a link the log may hold: enough to tell two apart, not enough to use one."""


def log_share(
    tx: Transaction,
    share: Share,
    activity: str,
    *,
    user_id: int | None,
    now: datetime,
    name: str | None = None,
    before: Share | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Note ``activity`` of a user, or of nobody known, on what ``share`` shows, which is called ``name``.

    ``before`` is the share as it was, when fields may have changed; ``more`` is what else the line tells.
    """
    changes = [
        {"field": field, "action": "changed", "before": _plain(getattr(before, field)), "after": _plain(value)}
        for field in _FIELDS
        if before is not None and (value := getattr(share, field)) != getattr(before, field)
    ]
    tx.activity.add(
        share.team_id,
        scope=share.target.kind.value,
        item_id=str(share.target.id),
        activity=activity,
        user_id=user_id,
        detail={"name": name, "changes": changes, **(more or {})},
        now=now,
    )


def token_tail(share: Share) -> str:
    """The end of the link, for the log."""
    return share.access_token[-_TOKEN_TAIL:]


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value
