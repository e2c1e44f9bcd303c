"""Rows in ClickHouse's format Native: column by column, as the engine keeps them, so that it has nothing to parse.

A JSON column is written flattened: each path is a column of its own, and may hold several types.
"""

import struct
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any
from uuid import UUID

NativeColumn = tuple[str, str, bytes]
"""Name, ClickHouse's type and the values, as the functions below write them."""

Paths = Mapping[str, Sequence[Any]]
"""The values of each path in rows that lie together; those of one path have one type."""

_FLATTENED = struct.pack("<Q", 3)


def native_block(rows: int, columns: Collection[NativeColumn]) -> bytes:
    """A block of so many ``rows``; several may follow each other in one insert."""
    parts = [_number(len(columns)), _number(rows)]
    for name, kind, values in columns:
        parts += (_text(name), _text(kind), values)
    return b"".join(parts)


def texts(values: Collection[str]) -> bytes:
    """``String``. Raises UnicodeEncodeError for what is no text."""
    distinct = set(values)
    if 2 * len(distinct) > len(values):
        encoded = list(map(str.encode, values))
        return b"".join(chain.from_iterable(zip(map(_number, map(len, encoded)), encoded, strict=True)))
    written = {value: _text(value) for value in distinct}  # most columns repeat a few
    return b"".join(map(written.__getitem__, values))


def integers(values: Collection[int]) -> bytes:
    """``Int64``, and ``DateTime64`` as its ticks since 1970."""
    return struct.pack(f"<{len(values)}q", *values)


def small_numbers(values: Collection[int]) -> bytes:
    """``UInt32``."""
    return struct.pack(f"<{len(values)}I", *values)


def floats(values: Collection[float]) -> bytes:
    """``Float64``."""
    return struct.pack(f"<{len(values)}d", *values)


def uuids(values: Collection[UUID]) -> bytes:
    """``UUID``: the upper half before the lower one, each the other way round."""
    halves = 2 * len(values)
    return struct.pack(f"<{halves}Q", *struct.unpack(f">{halves}Q", b"".join([value.bytes for value in values])))


def lists_of_texts(values: Collection[Collection[str]]) -> bytes:
    """``Array(String)``: where each list ends, then what they hold."""
    return integers(list(accumulate(map(len, values)))) + texts([text for value in values for text in value])


_TYPES: Mapping[type, tuple[str, Callable[[Any], bytes]]] = {
    str: ("String", texts),
    int: ("Int64", integers),
    float: ("Float64", floats),
    bool: ("Bool", bytes),
}


def flat_json(rows: int, runs: Iterable[tuple[int, Paths]]) -> bytes:
    """``JSON`` of so many ``rows``. Each run has the paths of the rows that begin at its number.

    Raises TypeError for a value that is not a text, a number or a truth value.
    """
    by_path: dict[str, list[tuple[int, Sequence[Any]]]] = defaultdict(list)
    for first, paths in runs:
        for path, values in paths.items():
            by_path[path].append((first, values))
    structure = [_FLATTENED, _number(len(by_path)), *map(_text, by_path)]
    columns: list[bytes] = []
    for pieces in by_path.values():
        by_type: dict[type, list[bytes]] = {}
        types = list(dict.fromkeys(type(values[0]) for _, values in pieces))
        which = bytearray([len(types)]) * rows  # a number that stands for no type: the row has no such path
        for first, values in pieces:
            number = types.index(type(values[0]))
            which[first : first + len(values)] = bytes([number]) * len(values)
            by_type.setdefault(types[number], []).append(_typed(values))
        structure += (_FLATTENED, _number(len(types)), *(_text(_TYPES[kind][0]) for kind in types))
        columns += (bytes(which), *(piece for kind in types for piece in by_type[kind]))
    return b"".join(structure + columns)


def _typed(values: Sequence[Any]) -> bytes:
    if (found := _TYPES.get(type(values[0]))) is None:
        raise TypeError(f"A {type(values[0]).__name__} is no value of JSON.")
    return found[1](values)


def _text(value: str) -> bytes:
    encoded = value.encode()
    return _number(len(encoded)) + encoded


@lru_cache(maxsize=4096)
def _number(value: int) -> bytes:
    """Seven bits a byte, the lowest first; all but the last have the highest bit set."""
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
