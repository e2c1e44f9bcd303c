"""JSON text: one spelling for equal values (cache keys), JSON without NaN for clients (FMT-5), and what they send."""

import hashlib
import math
from collections.abc import Sequence
from typing import Any

import orjson

Json = Any
"""Whatever JSON can hold: None, bool, int, float, str, list, dict."""

DEEPEST = 100
"""Levels that lists and objects from outside may nest: what can be read but not be written again breaks answers."""

_CONTAINERS = frozenset({dict, list})
_NEITHER_FLOATS_NOR_DEEP = frozenset({bool, int, str, type(None)})


def canonical(value: Json) -> bytes:
    """``value`` as compact JSON with sorted keys: equal values give equal bytes."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def fingerprint(value: Json) -> str:
    """32 hex digits that stand for ``value``."""
    return hashlib.blake2b(canonical(value), digest_size=16).hexdigest()


def wire(value: Json) -> bytes:
    """``value`` as compact UTF-8 JSON for a client (FMT-6); the caller has removed NaN with `without_nan`."""
    return orjson.dumps(value, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


def kept(value: Json) -> bytes:
    """As `wire`, to be kept: the encoder leaves room behind what it wrote, kilobytes of it, which a copy has not."""
    return bytes(memoryview(wire(value)))


def parsed(text: bytes | str) -> Json:
    """What JSON ``text`` from outside says. Raises orjson.JSONDecodeError, also when it `is_deep`."""
    value = orjson.loads(text)
    if is_deep(value):
        raise orjson.JSONDecodeError(f"nested more than {DEEPEST} levels deep", "", 0)
    return value


def is_deep(value: Json) -> bool:
    """Whether ``value`` nests more than `DEEPEST` levels; walks level by level, never by recursion."""
    level = [value] if type(value) in _CONTAINERS else []
    for _ in range(DEEPEST):
        inner: list[Json] = []
        for container in level:
            items = container.values() if type(container) is dict else container
            inner.extend(item for item in items if type(item) in _CONTAINERS)
        if not inner:
            return False
        level = inner
    return True


def without_nan(value: Json) -> Any:
    """``value`` with every NaN or infinity as null, marked beside it (FMT-5).

    ``{"data": [1, nan]}`` becomes ``{"data": [1, None], "data::nan!": {"1": True}}``. Returns the same object
    when there is nothing to change.
    """
    if isinstance(value, dict):
        return _object_without_nan(value)
    if isinstance(value, list | tuple):
        return value if _is_sound(value) else [None if _flaw(item) else without_nan(item) for item in value]
    return None if _flaw(value) else value


def _object_without_nan(value: dict[str, Json]) -> dict[str, Json]:
    clean: dict[str, Json] = {}
    changed = False
    for key, item in value.items():
        clean[key] = None if (flaw := _flaw(item)) else without_nan(item)
        if clean[key] is item:
            continue
        changed = True
        if flaw:
            clean[f"{key}::{flaw}!"] = True
        elif isinstance(item, list | tuple):
            for kind, places in _flaws_in(item).items():
                clean[f"{key}::{kind}!"] = places
    return clean if changed else value


def _is_sound(items: Sequence[Json]) -> bool:
    """Whether there is nothing to look for in ``items``: answers are long lists of days, names and numbers."""
    kinds = set(map(type, items))
    return kinds <= _NEITHER_FLOATS_NOR_DEEP or (kinds == {float} and all(map(math.isfinite, items)))


def _flaw(value: Json) -> str | None:
    if not isinstance(value, float) or math.isfinite(value):
        return None
    return "nan" if math.isnan(value) else "inf"


def _flaws_in(items: Sequence[Json]) -> dict[str, dict[str, bool]]:
    found: dict[str, dict[str, bool]] = {}
    for index, item in enumerate(items):
        if flaw := _flaw(item):
            found.setdefault(flaw, {})[str(index)] = True
    return found
