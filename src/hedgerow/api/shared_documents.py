"""What a share shows, as JSON (SHARE-42, SHARE-52, DASH-2)."""

from typing import Any

from pydantic import BaseModel

from hedgerow.api.wire.dashboards import dashboard_answer
from hedgerow.api.wire.insights import insight_answer
from hedgerow.services.house import House, SharedVisit
from hedgerow.services.shared_contents import shared_dashboard, shared_insights, shared_refresh, shared_results
from hedgerow.vocab.sharing import SWITCHES, Share, Shareable

Document = dict[str, Any]

MISSING: Document = {"type": "missing"}
"""What the page of a link holds that shows nothing (SHARE-50)."""

EXTRA_DETAILS = ("created_by", "last_modified_by", "created_at", "last_modified_at")
"""What `hideExtraDetails` takes away: who made and changed things, and when (DASH-2)."""


def locked_document(share: Share) -> Document:
    """What somebody sees who has not given a password yet: nothing of what is shared."""
    settings = _settings(share)
    return {"type": "unlock", **{name: settings[name] for name in ("whitelabel", "theme") if name in settings}}


def shared_document(house: House, visit: SharedVisit, *, embedded: bool, refresh: str | None) -> Document:
    """The shared dashboard or insight as retrieve answers it, and how it is to be shown."""
    share, mode = visit.share, shared_refresh(refresh)
    document: Document = {"type": "embed" if embedded else "scene", "accessToken": share.access_token}
    if share.target.kind is Shareable.DASHBOARD:
        document["dashboard"] = shown(dashboard_answer(shared_dashboard(house, visit, mode), visit), share)
    else:
        (result,) = shared_results(house, visit, shared_insights(house, visit), mode)
        document["insight"] = shown(insight_answer(result, visit), share)
    return {**document, "themes": [], **_settings(share)}


def shown(answer: BaseModel, share: Share) -> Document:
    """``answer`` as JSON, as much of it as ``share`` wants shown."""
    body: Document = answer.model_dump(mode="json", by_alias=True)
    if _settings(share).get("hideExtraDetails"):
        _strip(body)
        for tile in body.get("tiles", ()):
            for part in ("insight", "text", "button_tile"):
                _strip(tile.get(part) or {})
    return body


def _strip(body: Document) -> None:
    for name in EXTRA_DETAILS:
        body.pop(name, None)


def _settings(share: Share) -> Document:
    """The switches that are on, and the theme when one is chosen."""
    settings = share.settings or {}
    names = [name for name in (*SWITCHES, "theme") if settings.get(name)]
    return {name: settings[name] for name in names}
