"""`…/sharing` of dashboards and of insights: one set of endpoints for both (contract 20 §2–§3, NB-29)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import Pager, Paging
from hedgerow.api.paths import whole_number
from hedgerow.api.routing import resource
from hedgerow.api.wire.errors import BareError, bare
from hedgerow.api.wire.sharing import (
    NewPasswordAnswer,
    NewPasswordBody,
    RefreshBody,
    ShareViewsAnswer,
    SharingAnswer,
    SharingChange,
    new_password_answer,
    share_views_answer,
    sharing_answer,
)
from hedgerow.base.errors import NotFound
from hedgerow.services import sharing, sharing_passwords
from hedgerow.services.house import Visit
from hedgerow.services.share_views import share_views
from hedgerow.services.sharing import SharingValues
from hedgerow.services.sharing_targets import Wanted, require_sharable
from hedgerow.vocab.sharing import Shareable

router = resource("Sharing")

Reader = Annotated[Visit, Depends(Enters("sharing_configuration:read"))]
Writer = Annotated[Visit, Depends(Enters("sharing_configuration:write"))]
Change = Annotated[Sent[SharingChange], Depends(Sends(SharingChange))]
NewOne = Annotated[Sent[NewPasswordBody], Depends(Sends(NewPasswordBody))]
Ignored = Annotated[Sent[RefreshBody], Depends(Sends(RefreshBody))]

_OF_DASHBOARD = "/api/projects/{project_id}/dashboards/{dashboard_id:id}/sharing"
_OF_INSIGHT = "/api/projects/{project_id}/insights/{insight_id:id}/sharing"
_NOT_PROTECTED = bare(BareError, {400: "The share asks for no password, or the body breaks a rule."})


def _dashboard(dashboard_id: str) -> Wanted:
    number = whole_number(dashboard_id)
    if number is None:
        raise NotFound
    return Wanted(kind=Shareable.DASHBOARD, id=str(number))


def _insight(insight_id: str) -> Wanted:
    return Wanted(kind=Shareable.INSIGHT, id=insight_id)


def _state(house: TheHouse, visit: Visit, wanted: Wanted) -> SharingAnswer:
    return sharing_answer(sharing.sharing_state(house, visit, wanted))


def _views(house: TheHouse, visit: Visit, wanted: Wanted, paging: Pager) -> ShareViewsAnswer:
    return share_views_answer(share_views(house, visit, wanted, paging.asked), paging)


def _changed(house: TheHouse, visit: Visit, wanted: Wanted, sent: Sent[SharingChange]) -> SharingAnswer:
    require_sharable(house, visit, wanted)
    return sharing_answer(sharing.change_sharing(house, visit, wanted, sent.checked().given(SharingValues)))


def _made(house: TheHouse, visit: Visit, wanted: Wanted, sent: Sent[NewPasswordBody]) -> NewPasswordAnswer:
    sharing_passwords.require_protected(house, visit, wanted)
    body = sent.checked()
    made = sharing_passwords.create_password(
        house, visit, wanted, clear_text=body.raw_password, note=body.note, expires_at=body.expires_at
    )
    return new_password_answer(made)


def _deleted(house: TheHouse, visit: Visit, wanted: Wanted, password_id: str) -> None:
    require_sharable(house, visit, wanted)
    number = whole_number(password_id)
    if number is None:
        raise NotFound
    sharing_passwords.delete_password(house, visit, wanted, number)


@router.get(_OF_DASHBOARD, summary="How a dashboard is shared")
def dashboards_sharing_list(dashboard_id: str, house: TheHouse, visit: Reader) -> SharingAnswer:
    """Answer how a dashboard is shared; looking stores nothing."""
    return _state(house, visit, _dashboard(dashboard_id))


@router.patch(_OF_DASHBOARD, summary="Share a dashboard, or stop")
def dashboards_sharing_update(dashboard_id: str, house: TheHouse, visit: Writer, sent: Change) -> SharingAnswer:
    """Change how a dashboard is shared. Turning sharing off ends every link given away so far, for good."""
    return _changed(house, visit, _dashboard(dashboard_id), sent)


@router.post(f"{_OF_DASHBOARD}/refresh", summary="Replace the link of a dashboard")
def dashboards_sharing_refresh_create(dashboard_id: str, house: TheHouse, visit: Writer, _: Ignored) -> SharingAnswer:
    """Give a dashboard a new link; the old one works for five more minutes, the passwords stay."""
    return sharing_answer(sharing.refresh_sharing(house, visit, _dashboard(dashboard_id)))


@router.post(
    f"{_OF_DASHBOARD}/passwords", summary="Add a password to a dashboard", status_code=201, responses=_NOT_PROTECTED
)
def dashboards_sharing_passwords_create(
    dashboard_id: str, house: TheHouse, visit: Writer, sent: NewOne
) -> NewPasswordAnswer:
    """Add a password to a shared dashboard; its text is shown this once."""
    return _made(house, visit, _dashboard(dashboard_id), sent)


@router.delete(f"{_OF_DASHBOARD}/passwords/{{password_id}}", summary="Take a password off a dashboard", status_code=204)
def dashboards_sharing_passwords_destroy(dashboard_id: str, password_id: str, house: TheHouse, visit: Writer) -> None:
    """Let a password open the shared dashboard no more; whoever came in with it is out at once."""
    _deleted(house, visit, _dashboard(dashboard_id), password_id)


@router.get(f"{_OF_DASHBOARD}/views", summary="Who looked at a shared dashboard")
def dashboards_sharing_views_list(
    dashboard_id: str, house: TheHouse, visit: Reader, paging: Paging
) -> ShareViewsAnswer:
    """Answer who looked at a shared dashboard and when, the latest first: a line for each viewer and hour.

    Kept for 90 days, with the network of an address only; views at earlier links are in it.
    """
    return _views(house, visit, _dashboard(dashboard_id), paging)


@router.get(_OF_INSIGHT, summary="How an insight is shared")
def insights_sharing_list(insight_id: str, house: TheHouse, visit: Reader) -> SharingAnswer:
    """Answer how an insight is shared; looking stores nothing."""
    return _state(house, visit, _insight(insight_id))


@router.patch(_OF_INSIGHT, summary="Share an insight, or stop")
def insights_sharing_update(insight_id: str, house: TheHouse, visit: Writer, sent: Change) -> SharingAnswer:
    """Change how an insight is shared. Turning sharing off ends every link given away so far, for good."""
    return _changed(house, visit, _insight(insight_id), sent)


@router.post(f"{_OF_INSIGHT}/refresh", summary="Replace the link of an insight")
def insights_sharing_refresh_create(insight_id: str, house: TheHouse, visit: Writer, _: Ignored) -> SharingAnswer:
    """Give an insight a new link; the old one works for five more minutes, the passwords stay."""
    return sharing_answer(sharing.refresh_sharing(house, visit, _insight(insight_id)))


@router.post(
    f"{_OF_INSIGHT}/passwords", summary="Add a password to an insight", status_code=201, responses=_NOT_PROTECTED
)
def insights_sharing_passwords_create(
    insight_id: str, house: TheHouse, visit: Writer, sent: NewOne
) -> NewPasswordAnswer:
    """Add a password to a shared insight; its text is shown this once."""
    return _made(house, visit, _insight(insight_id), sent)


@router.delete(f"{_OF_INSIGHT}/passwords/{{password_id}}", summary="Take a password off an insight", status_code=204)
def insights_sharing_passwords_destroy(insight_id: str, password_id: str, house: TheHouse, visit: Writer) -> None:
    """Let a password open the shared insight no more; whoever came in with it is out at once."""
    _deleted(house, visit, _insight(insight_id), password_id)


@router.get(f"{_OF_INSIGHT}/views", summary="Who looked at a shared insight")
def insights_sharing_views_list(insight_id: str, house: TheHouse, visit: Reader, paging: Paging) -> ShareViewsAnswer:
    """Answer who looked at a shared insight and when, the latest first: a line for each viewer and hour.

    Kept for 90 days, with the network of an address only; views at earlier links are in it.
    """
    return _views(house, visit, _insight(insight_id), paging)
