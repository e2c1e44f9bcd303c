"""Sets of property types as numbers, a bit for each, so that a database can join two sets in one statement."""

from collections.abc import Iterable

from hedgerow.vocab.definitions import PropertyType

_BITS = {kind: 1 << place for place, kind in enumerate(PropertyType)}


def bits_of(types: Iterable[PropertyType]) -> int:
    """The number of a set of types."""
    return sum(_BITS[kind] for kind in set(types))


def types_in(bits: int) -> tuple[PropertyType, ...]:
    """The set of types that a number stands for, in the order of `PropertyType`."""
    return tuple(kind for kind, bit in _BITS.items() if bits & bit)
