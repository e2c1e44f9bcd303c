"""Sharing as answers show it and bodies write it (contract 20 §1–§3)."""

from datetime import UTC, date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, field_validator
from pydantic_core import PydanticCustomError

from hedgerow.api.bodies import Body
from hedgerow.api.paging import PageAnswer, Pager
from hedgerow.api.wire.json_objects import object_or_text
from hedgerow.services.passwords import SHORTEST_PASSWORD
from hedgerow.services.share_unlocking import LONGEST_PASSWORD
from hedgerow.services.share_views import DAYS, SharedViews
from hedgerow.services.sharing import SharingState
from hedgerow.services.sharing_passwords import NewPassword
from hedgerow.vocab.people import User
from hedgerow.vocab.sharing import SWITCHES, THEMES, SharePassword, ShareViews

_DELETED = "deleted user"
_UNUSABLE = "settings must be an object of known switches (booleans) and a theme."


class SharePasswordAnswer(BaseModel):
    """A password that opens the share, without its text."""

    id: int
    created_at: datetime
    note: str | None
    created_by_email: str
    is_active: bool
    expires_at: datetime | None = Field(description="When it stops opening the share; null for never.")
    last_used_at: datetime | None


class SharingAnswer(BaseModel):
    """How a dashboard or an insight is shared."""

    created_at: datetime | None = Field(description="Null while nothing was ever stored.")
    enabled: bool
    access_token: str | None = Field(description="What comes after `/shared/` in the link; null until stored.")
    settings: dict[str, Any] | None = Field(description="How the page looks; only what was chosen.")
    password_required: bool
    share_passwords: list[SharePasswordAnswer] = Field(description="Those that open it now, newest first.")
    user_access_level: str | None
    views: int = Field(description="How often what is shared was shown to somebody with a link.")
    last_viewed_at: datetime | None
    link_grace_seconds: int = Field(description="How long a link works on when it is replaced.")
    replaced_link_expires_at: datetime | None = Field(
        description="When the last replaced link stops working; null when none works any more."
    )


class ShareViewsOfViewer(BaseModel):
    """One viewer in one hour."""

    last_viewed_at: datetime
    views: int = Field(description="How often they looked in that hour.")
    address: str | None = Field(description="The network they came from; null when it is not known.")
    password_note: str | None = Field(description="The note of the password they gave; null when none was asked for.")


class ShareViewsAnswer(PageAnswer[ShareViewsOfViewer]):
    """Who looked at what is shared, latest first, and how many views there were on each of the last days."""

    first_day: date = Field(description="The first day of `daily_views`, in the project's time zone.")
    daily_views: list[int] = Field(description=f"Views on each of the last {DAYS} days, today last.")


class NewPasswordAnswer(BaseModel):
    """A password that was just made; its text is shown this once."""

    id: int
    password: str
    note: str
    created_at: datetime
    created_by_email: str
    expires_at: datetime | None


class SharingChange(Body):
    """What can be changed of a sharing configuration; fields left out stay as they are."""

    enabled: bool = False
    settings: Any = Field(
        None, description="How the page looks: `theme` (`light`, `dark`, `system`) and booleans. `noHeader` leaves out "
        "name and description; `hideExtraDetails` sends nobody's names; `legend` shows one also for a single series; "
        "`detailed` shows the numbers of an insight below its chart; `whitelabel` takes our name off. "
        "`showInspector` is kept and changes nothing. Other keys are dropped.",
    )  # fmt: skip
    password_required: bool = False

    @field_validator("settings")
    @classmethod
    def _usable(cls, sent: Any) -> dict[str, Any] | None:
        """The known keys of what was sent (SHARE-7, SHARE-8)."""
        sent = object_or_text(sent)
        if sent is None:
            return None
        if not isinstance(sent, dict):
            raise ValueError(_UNUSABLE)  # noqa: TRY004 - pydantic reports ValueErrors
        known = {name: sent[name] for name in (*SWITCHES, "theme") if sent.get(name) is not None}
        if known.get("theme", THEMES[0]) not in THEMES:
            raise ValueError(_UNUSABLE)
        if not all(isinstance(value, bool) for name, value in known.items() if name != "theme"):
            raise ValueError(_UNUSABLE)
        return known


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except OverflowError:
        raise ValueError("This moment is out of range.") from None


class NewPasswordBody(Body):
    """A new password for a share."""

    raw_password: str = Field(
        "", description=f"At least {SHORTEST_PASSWORD} characters; made up by the server when empty.",
        max_length=LONGEST_PASSWORD,
    )  # fmt: skip
    note: Annotated[str, StringConstraints(max_length=100)] = Field("", description="Whom it is for.")
    expires_at: Annotated[datetime, AfterValidator(_in_utc)] | None = Field(
        None, description="When it stops opening the share: a moment in the future; never when left out."
    )

    @field_validator("raw_password")
    @classmethod
    def _long_enough(cls, sent: str) -> str:
        if 0 < len(sent) < SHORTEST_PASSWORD:
            raise PydanticCustomError("too_easy", f"Use at least {SHORTEST_PASSWORD} characters.")
        return sent


class RefreshBody(Body):
    """Nothing is read here (SHARE-35)."""


class PasswordGuess(Body):
    """A password for a locked page; it may be anything, and then it is wrong."""

    password: Any = None


def sharing_answer(state: SharingState) -> SharingAnswer:
    """How something is shared; as if never when nothing is stored (SHARE-1)."""
    share = state.share
    return SharingAnswer(
        created_at=share.created_at if share else None,
        enabled=share is not None and share.enabled,
        access_token=share.access_token if share else None,
        settings=dict(share.settings) if share and share.settings is not None else None,
        password_required=share is not None and share.password_required,
        share_passwords=[_password_answer(password) for password in state.passwords],
        user_access_level=state.level.word,
        views=share.views if share else 0,
        last_viewed_at=share.last_viewed_at if share else None,
        link_grace_seconds=int(state.grace.total_seconds()),
        replaced_link_expires_at=state.replaced_until,
    )


def share_views_answer(found: SharedViews, paging: Pager) -> ShareViewsAnswer:
    """The views of a share, as many as ``paging`` asks for."""
    page = paging.answer(found.page, _viewer_answer)
    return ShareViewsAnswer(**dict(page), first_day=found.first_day, daily_views=list(found.daily))


def new_password_answer(made: NewPassword) -> NewPasswordAnswer:
    """A password with its text, for the one time it is shown (SHARE-22)."""
    entry = made.entry
    return NewPasswordAnswer(
        id=entry.id,
        password=made.clear_text,
        note=entry.note,
        created_at=entry.created_at,
        created_by_email=_email(entry.created_by),
        expires_at=entry.expires_at,
    )


def _viewer_answer(seen: ShareViews) -> ShareViewsOfViewer:
    viewer = seen.viewer
    return ShareViewsOfViewer(
        last_viewed_at=seen.last_viewed_at,
        views=seen.views,
        address=viewer.address,
        password_note=viewer.password_note,
    )


def _password_answer(password: SharePassword) -> SharePasswordAnswer:
    return SharePasswordAnswer(
        id=password.id,
        created_at=password.created_at,
        note=password.note,
        created_by_email=_email(password.created_by),
        is_active=True,
        expires_at=password.expires_at,
        last_used_at=password.last_used_at,
    )


def _email(creator: User | None) -> str:
    return _DELETED if creator is None else creator.email
