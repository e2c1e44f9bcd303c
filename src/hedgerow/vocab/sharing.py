"""Links that show a dashboard or an insight to anybody who has them (contract 20)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from hedgerow.vocab.people import User

SWITCHES = ("whitelabel", "noHeader", "showInspector", "legend", "detailed", "hideExtraDetails")
"""The settings of a share that are on or off."""

THEMES = ("light", "dark", "system")

ShareSettings = Mapping[str, Any]
"""Some of `SWITCHES` as booleans and ``theme``, one of `THEMES`; never anything else (SHARE-7)."""


class Shareable(StrEnum):
    """What can be shared; the value is its scope in the activity log."""

    DASHBOARD = "Dashboard"
    INSIGHT = "Insight"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTarget:
    """The one dashboard or insight that a share shows."""

    kind: Shareable
    id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A sharing configuration: one link, how it shows its target, and how often that was looked at.

    ``expires_at`` is None for the target's current link; a replaced one works until then (SHARE-37).
    """

    id: int
    team_id: int
    target: ShareTarget
    access_token: str
    enabled: bool
    settings: ShareSettings | None
    password_required: bool
    created_at: datetime
    expires_at: datetime | None
    views: int
    last_viewed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SharePassword:
    """One of the passwords that open a share; only its hash is kept."""

    id: int
    note: str
    created_at: datetime
    created_by: User | None
    expires_at: datetime | None
    last_used_at: datetime | None
    password_hash: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareViewer:
    """Somebody who looked at a share in one hour.

    ``address`` is the network they came from, None when it is not known; ``password_note`` belongs to the password
    they came in with, None when there was none to give.
    """

    address: str | None
    password_note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareViews:
    """How often one viewer looked at a share in one hour, and when for the last time."""

    viewer: ShareViewer
    views: int
    last_viewed_at: datetime
