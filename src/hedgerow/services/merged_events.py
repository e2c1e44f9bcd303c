"""Events that count as another: which may be merged into which."""

from hedgerow.base.errors import InvalidRequest
from hedgerow.store.transaction import Transaction


def require_mergeable(tx: Transaction, team_id: int, name: str, target: str | None) -> None:
    """Raise InvalidRequest unless the event ``name`` may count as ``target``: one known event, and no chains."""
    if target is None:
        return
    tx.projects.lock(team_id)  # two merges at once could make a chain
    merged = tx.event_definitions.merged(team_id)
    if tx.event_definitions.by_name(team_id, target) is None:
        raise InvalidRequest(f'There is no event "{target}".', code="does_not_exist", attr="merged_into")
    if target == name:
        raise InvalidRequest("An event cannot be merged into itself.", attr="merged_into")
    if target in merged:
        raise InvalidRequest(f'"{target}" is itself merged into "{merged[target]}".', attr="merged_into")
    if name in merged.values():
        raise InvalidRequest("Other events are merged into this one.", attr="merged_into")
