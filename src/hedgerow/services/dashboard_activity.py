"""What was done to dashboards, for the activity log (LOG-1)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hedgerow.services.house import Visit
from hedgerow.store.repositories.tiles import tile_look
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Button, Dashboard, Tile

SCOPE = "Dashboard"

_FIELDS = (
    "name", "description", "pinned", "deleted", "filters", "variables", "breakdown_colors", "data_color_theme_id",
    "restriction_level", "quick_filter_ids", "tags", "folder",
)  # fmt: skip


def log_creation(tx: Transaction, visit: Visit, made: Dashboard, now: datetime) -> None:
    """Note that ``made`` was created, and how, unless from nothing."""
    mode = made.creation_mode
    how = {"field": "creation_mode", "action": "created", "before": None, "after": mode}
    _add(tx, visit, made, "created", [] if mode == "default" else [how], now)


def log_change(
    tx: Transaction,
    visit: Visit,
    before: tuple[Dashboard, Iterable[Tile]],
    after: tuple[Dashboard, Iterable[Tile]],
    now: datetime,
) -> None:
    """Note what changed between two states of a dashboard and its tiles; nothing when nothing did.

    The activity is ``deleted`` or ``restored`` when that is what happened, else ``updated``.
    """
    old, new = before[0], after[0]
    changes = _changes(_facts(old), _facts(new))
    changes += _tile_changes(before[1], after[1])
    if not changes:
        return
    activity = "updated" if old.deleted == new.deleted else "deleted" if new.deleted else "restored"
    _add(tx, visit, new, activity, changes, now)


def _add(
    tx: Transaction, visit: Visit, dashboard: Dashboard, activity: str, changes: list[dict[str, Any]], now: datetime
) -> None:
    tx.activity.add(
        visit.project.id,
        scope=SCOPE,
        item_id=str(dashboard.id),
        activity=activity,
        user_id=visit.caller.user.id,
        detail={"name": dashboard.name, "changes": changes},
        now=now,
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"field": field, "action": "changed", "before": before[field], "after": after[field]}
        for field in before
        if before[field] != after[field]
    ]


def _facts(dashboard: Dashboard) -> dict[str, Any]:
    facts = {field: getattr(dashboard, field) for field in _FIELDS}
    return {field: list(value) if isinstance(value, tuple) else value for field, value in facts.items()}


def _tile_changes(before: Iterable[Tile], after: Iterable[Tile]) -> list[dict[str, Any]]:
    """One change of the field ``tiles`` that holds only the tiles that differ."""
    old = {tile.id: _tile_facts(tile) for tile in before}
    new = {tile.id: _tile_facts(tile) for tile in after}
    gone = [facts for number, facts in old.items() if new.get(number) != facts]
    come = [facts for number, facts in new.items() if old.get(number) != facts]
    if not gone and not come:
        return []
    return [{"field": "tiles", "action": "changed", "before": gone, "after": come}]


def _tile_facts(tile: Tile) -> dict[str, Any]:
    return {
        "id": tile.id,
        "insight": None if tile.insight is None else tile.insight.id,
        "text": None if tile.text is None else tile.text.body,
        "button": None if tile.button is None else _button_facts(tile.button),
        **tile_look(tile),
    }


def _button_facts(button: Button) -> dict[str, Any]:
    return {field: getattr(button, field) for field in ("url", "text", "placement", "style")}
