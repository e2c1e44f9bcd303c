"""From a template document to a dashboard, inside of one transaction (TMPL-10..13, TMPL-17)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hedgerow.services.dashboard_activity import log_creation
from hedgerow.services.dashboard_finding import FilledDashboard, filled
from hedgerow.services.house import Visit
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import JsonObject
from hedgerow.vocab.tags import Taggable
from hedgerow.vocab.templates import TemplateDocument


def build_dashboard(
    tx: Transaction,
    visit: Visit,
    document: TemplateDocument,
    *,
    now: datetime,
    creation_mode: str = "default",
    tags: Sequence[str] | None = None,
    filters: JsonObject | None = None,
    folder: str | None = None,
) -> FilledDashboard:
    """A new dashboard of the caller's with all that ``document`` says; other ``tags`` or ``filters`` win over its."""
    team = visit.project.id
    made = tx.dashboards.create(
        team,
        created_by=visit.caller.user.id,
        now=now,
        creation_mode=creation_mode,
        folder=folder,
        **(template_values(document) | ({} if filters is None else {"filters": filters})),
    )
    if wanted := document.tags if tags is None else tags:
        tx.tags.replace(team, Taggable.DASHBOARD, {made.id: wanted})
    build_tiles(tx, visit, made.id, document, now)
    log_creation(tx, visit, made, now)
    return filled(tx, visit, made.id)


def template_values(document: TemplateDocument) -> dict[str, Any]:
    """What ``document`` says of the dashboard itself, by the names of the dashboard's columns."""
    return {
        "name": document.template_name,
        "description": document.dashboard_description,
        "filters": document.dashboard_filters,
    }


def build_tiles(tx: Transaction, visit: Visit, dashboard_id: int, document: TemplateDocument, now: datetime) -> None:
    """Give a dashboard what each tile of ``document`` describes, in order; unknown kinds are passed over (TMPL-3)."""
    for tile in document.tiles:
        content = _content(tx, visit, tile, now)
        if content is not None:
            tx.tiles.create(
                visit.project.id,
                dashboard_id,
                layouts=tile.get("layouts"),
                color=tile.get("color"),
                transparent_background=None if tile["type"] == "INSIGHT" else tile.get("transparent_background"),
                **content,
            )


def _content(tx: Transaction, visit: Visit, tile: Mapping[str, Any], now: datetime) -> dict[str, Any] | None:
    """What ``tile`` holds, newly made, as the argument of a new tile that names it; None for an unknown kind.

    Legacy ``filters`` are not read: such an insight is kept without a query (TMPL-2).
    """
    team, user = visit.project.id, visit.caller.user.id
    match tile["type"]:
        case "INSIGHT":
            insight = tx.insights.create(
                team,
                created_by=user,
                now=now,
                name=tile.get("name"),
                description=tile.get("description"),
                query=tile.get("query"),
                saved=True,
                is_sample=True,
            )
            return {"insight_id": insight.id}
        case "TEXT":
            text = tx.texts.create(team, body=tile.get("body"), created_by=None, now=now)
            return {"text_id": text.id}
        case "BUTTON":
            said = tile["button_tile"]
            chosen = {key: said[key] for key in ("url", "text", "placement", "style") if key in said}
            return {"button_id": tx.buttons.create(team, created_by=None, now=now, **chosen).id}
        case _:
            return None
