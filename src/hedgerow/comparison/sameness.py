"""What of a result is kept for comparing, and when two results are the same (SNAP-3, SNAP-25)."""

from typing import Any

from hedgerow.base.canonical_json import Json, canonical

_DROPPED = frozenset({"persons_urls", "persons", "action"})


def kept_data(data: Json) -> Any:
    """``data`` without the keys that lead to persons, at every depth (SNAP-3)."""
    if isinstance(data, dict):
        return {key: kept_data(item) for key, item in data.items() if key not in _DROPPED}
    if isinstance(data, list):
        return [kept_data(item) for item in data]
    return data


def is_same(before: Json, after: Json) -> bool:
    """Whether two results say the same, whatever the order of keys and however whole numbers are written."""
    return canonical(_plain(before)) == canonical(_plain(after))


def _plain(value: Json) -> Any:
    """``value`` with whole floats as integers: a browser sends 8 for 8.0."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    return value
