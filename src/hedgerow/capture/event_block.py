"""Events as rows of the events table, column by column: those of one shape lie together and are written at once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any

from hedgerow.capture.rows import CAREFREE, container_text, flat_properties, is_exact
from hedgerow.capture.shape import Shape
from hedgerow.engine.native import (
    flat_json,
    integers,
    lists_of_texts,
    native_block,
    small_numbers,
    texts,
    uuids,
)
from hedgerow.vocab.events import EVENTS, Event
from hedgerow.vocab.property_path import property_path
from hedgerow.vocab.ticks import ticks

FEW_GAPS, GAPS_PER_VALUE = 2**17, 8
"""The format writes a byte for each row that lacks a path another row of its block has. So many do no harm, nor so
many for each value; events that have more, each with names of its own, go into several blocks."""

_JSON_TYPE = next(column.type for column in EVENTS.columns if column.name == "properties")


@dataclass(frozen=True, slots=True)
class _Alike:
    """Events that have the same paths with the same types, and the values of each path."""

    events: Sequence[Event]
    paths: Mapping[str, Sequence[Any]]
    structured: Sequence[str]


def event_blocks(
    shaped: Iterable[tuple[Event, Shape]], *, number: Callable[[Event], int], inserted_at: datetime
) -> bytes:
    """The rows of ``shaped`` events in the format Native. ``number`` tells the person number of an event.

    Raises TypeError or ValueError for what JSON cannot hold.
    """
    by_shape: dict[Shape, list[Event]] = defaultdict(list)
    for event, shape in shaped:
        by_shape[shape].append(event)
    runs = (run for shape, events in by_shape.items() for run in _alike(events, shape))
    return b"".join([_block(block, number, inserted_at) for block in _blocks(runs)])


def _alike(events: Sequence[Event], shape: Shape) -> Iterator[_Alike]:
    """Events of one ``shape`` with their properties on one level; those with a value that is stored in a way of its
    own come one by one."""
    paths = dict(zip(shape.paths, zip(*[event.properties.values() for event in events], strict=True), strict=True))
    odd: set[int] = set()
    for name in shape.numbers:
        numbers = paths[property_path(name)]
        if not (min(numbers) > -CAREFREE and max(numbers) < CAREFREE):
            odd |= {row for row, value in enumerate(numbers) if not is_exact(value)}
    for name in shape.containers:
        written = list(map(container_text, paths[property_path(name)]))
        odd |= {row for row, (_, deep) in enumerate(written) if deep}
        paths[property_path(name)] = tuple(text for text, _ in written)
    for name in shape.nulls:
        del paths[property_path(name)]
    for row in odd:
        flat, structured = flat_properties(events[row].properties, shape)
        yield _Alike([events[row]], {path: (value,) for path, value in flat.items()}, structured)
    rest = [row for row in range(len(events)) if row not in odd]
    if odd:
        paths = {path: tuple(values[row] for row in rest) for path, values in paths.items()}
    if rest:
        yield _Alike([events[row] for row in rest], paths, (*shape.nulls, *shape.containers))


def _blocks(runs: Iterable[_Alike]) -> Iterator[list[_Alike]]:
    """``runs`` in blocks that do not spend too much on the paths that rows lack."""
    block: list[_Alike] = []
    paths: set[str] = set()
    rows = values = 0
    for run in runs:
        rows += len(run.events)
        values += len(run.events) * len(run.paths)
        new = run.paths.keys() - paths
        if block and rows * (len(paths) + len(new)) - values > max(FEW_GAPS, GAPS_PER_VALUE * values):
            yield block
            block, paths, new = [], set(), set(run.paths)
            rows, values = len(run.events), len(run.events) * len(run.paths)
        block.append(run)
        paths |= new
    if block:
        yield block


def _block(runs: Sequence[_Alike], number: Callable[[Event], int], inserted_at: datetime) -> bytes:
    events = [event for run in runs for event in run.events]
    firsts = accumulate((len(run.events) for run in runs), initial=0)
    structured = [run.structured for run in runs for _ in run.events]
    return native_block(
        len(events),
        (
            ("team_id", "UInt32", small_numbers([event.team_id for event in events])),
            ("event", "String", texts([event.event for event in events])),
            ("timestamp", "DateTime64(6, 'UTC')", integers([ticks(event.timestamp) for event in events])),
            ("uuid", "UUID", uuids([event.uuid for event in events])),
            ("distinct_id", "String", texts([event.distinct_id for event in events])),
            ("person", "UInt32", small_numbers(list(map(number, events)))),
            ("properties", _JSON_TYPE, flat_json(len(events), zip(firsts, [run.paths for run in runs], strict=False))),
            ("structured", "Array(String)", lists_of_texts(structured)),
            ("inserted_at", "DateTime64(6, 'UTC')", integers([ticks(inserted_at)] * len(events))),
        ),
    )
