"""Paths as a text table: a line per edge (RUN-28, which leaves the form to us: a table is read better than JSON)."""

from collections.abc import Mapping, Sequence
from typing import Any

from hedgerow.query.number_text import number_text
from hedgerow.vocab.results import CachedResult


def paths_text(result: CachedResult) -> str:
    """The edges of a paths ``result`` in their order; conversion times in seconds."""
    edges: Sequence[Mapping[str, Any]] = result.body["results"]
    lines = ["Source|Target|Count|Average conversion time", *map(_line, edges)]
    if result.body["hasMore"]:
        lines.append("(edges of lower counts were left out; raise edgeLimit to see more)")
    return "\n".join(lines)


def _line(edge: Mapping[str, Any]) -> str:
    cells = (
        " ".join(edge["source"].splitlines()),
        " ".join(edge["target"].splitlines()),
        number_text(edge["value"]),
        number_text(edge["average_conversion_time"] / 1000),
    )
    return "|".join(cells)
