"""What a statement would read of each table, as the engine's own EXPLAIN tells it."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson

from hedgerow.base.errors import QueryFailed
from hedgerow.vocab.statement import Answer, TableRead

EXPLAIN = "EXPLAIN indexes = 1, json = 1\n"
"""Put before a statement that `check_read` let pass; the locks of a read hold for this too."""

_READ = "ReadFromMergeTree"


def table_reads(answer: Answer) -> tuple[TableRead, ...]:
    """The reads in the ``answer`` to an `EXPLAIN`, in its order; raises QueryFailed when it cannot be read."""
    text = "\n".join(row[0] for row in answer.rows)
    try:
        return tuple(_read(node) for plan in orjson.loads(text) for node in _reads(plan["Plan"]))
    except (orjson.JSONDecodeError, TypeError, KeyError, IndexError) as error:
        raise QueryFailed(f"The engine's plan cannot be read: {error!r}") from error


def _reads(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every read of a table at or below ``node`` that tells what its indexes ruled out."""
    if node["Node Type"] == _READ and node.get("Indexes"):
        yield node
    for below in node.get("Plans", ()):
        yield from _reads(below)


def _read(node: Mapping[str, Any]) -> TableRead:
    """Each index takes on what the one before it left: the first tells of all, the last of what is read."""
    first, last = node["Indexes"][0], node["Indexes"][-1]
    return TableRead(
        table=node["Description"].rpartition(".")[2],
        parts_read=last["Selected Parts"],
        parts=first["Initial Parts"],
        granules_read=last["Selected Granules"],
        granules=first["Initial Granules"],
    )
