"""Properties as the engine's JSON column holds them.

The column holds one level of scalars. A list or an object stands there as compact JSON text, and so does a number
the engine would round or print with other digits: an integer beyond 64 bits, a float from 2**53 up. JSON null does
not stand there at all. The names of all these are kept in ``structured``, which is how
`hedgerow.vocab.stored_properties` gives back exactly what came.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec

from hedgerow.base.canonical_json import DEEPEST, is_deep
from hedgerow.capture.shape import Shape
from hedgerow.vocab.property_path import property_path

CAREFREE = 2**53
"""Below it, with either sign, the engine gives back every number as it is."""

_LEAST_INTEGER = -(2**63)
_GREATEST_INTEGER = 2**63 - 1
_CONTAINERS = frozenset({dict, list})
_ENCODER = msgspec.json.Encoder()
_NO_NAMES: Sequence[str] = ()


def flat_properties(properties: Mapping[str, Any], shape: Shape) -> tuple[Mapping[str, Any], Sequence[str]]:
    """``properties`` as the columns ``properties`` and ``structured`` hold them; ``shape`` is theirs."""
    wide = [name for name in shape.numbers if not is_exact(properties[name])]
    return (properties, _NO_NAMES) if shape.plain and not wide else _flattened(properties, shape, wide)


def is_exact(number: float) -> bool:
    """Whether the engine gives ``number`` back as it is."""
    return -CAREFREE < number < CAREFREE or (isinstance(number, int) and _LEAST_INTEGER <= number <= _GREATEST_INTEGER)


def container_text(value: Any) -> tuple[str, bool]:
    """A list or an object as JSON text, and whether it is deep: then it stays a text."""
    text = _ENCODER.encode(value)
    # Without so many brackets it cannot be deep, and counting them is far quicker than to walk.
    may_be_deep = len(text) > 2 * DEEPEST and text.count(b"[") + text.count(b"{") > DEEPEST
    return text.decode(), may_be_deep and is_deep(value)


def without_deep(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """``values`` as people and groups keep them: a list or an object that is deep is a text there, too."""
    if _CONTAINERS.isdisjoint(map(type, values.values())):
        return values
    return {name: _text_if_deep(value) if type(value) in _CONTAINERS else value for name, value in values.items()}


def engine_time(moment: datetime) -> str:
    """Aware UTC ``moment`` as the engine reads it without guessing: ``2020-01-02 03:04:05.000006``."""
    return str(moment.replace(tzinfo=None))


def _text_if_deep(container: Any) -> Any:
    text, deep = container_text(container)
    return text if deep else container


def _flattened(
    properties: Mapping[str, Any], shape: Shape, wide: Sequence[str]
) -> tuple[dict[str, Any], Sequence[str]]:
    """One level of scalars by path, and the names of what was more than a scalar."""
    flat = dict(zip(shape.paths, properties.values(), strict=True))
    structured = [*shape.nulls, *wide]
    for name in shape.nulls:
        del flat[property_path(name)]
    for name in wide:
        flat[property_path(name)] = _ENCODER.encode(properties[name]).decode()
    for name in shape.containers:
        text, deep = container_text(properties[name])
        flat[property_path(name)] = text
        if not deep:
            structured.append(name)
    return flat, structured
