"""Paths: the engine's edges become result rows (PA-8).

The columns read here are those that this kind's plan writes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hedgerow.query.timestamps import iso
from hedgerow.vocab.statement import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """What is known before the answer arrives: the bounds of time, and how many edges are kept."""

    first: datetime
    last: datetime
    edge_limit: int

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys of paths: ``results``, ``resolved_date_range``, and ``hasMore`` when edges were cut."""
        (answer,) = answers
        kept = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows[: self.edge_limit]]
        return {
            "results": _reachable(kept),
            "hasMore": len(answer.rows) > self.edge_limit,
            "resolved_date_range": {"date_from": iso(self.first), "date_to": iso(self.last)},
        }


def _reachable(edges: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those of ``edges`` that some path reaches from its first step over the others, in their order."""
    reached = {edge["source"] for edge in edges if _place(edge) == 1}
    for edge in sorted(edges, key=_place):
        if edge["source"] in reached:
            reached.add(edge["target"])
    return [edge for edge in edges if edge["source"] in reached]


def _place(edge: dict[str, Any]) -> int:
    """Which step of a path an edge begins at, from 1: its source is ``<place>_<item>``."""
    return int(edge["source"].partition("_")[0])
