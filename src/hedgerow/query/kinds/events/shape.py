"""The engine's rows become the response's (EV-7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hedgerow.query.kinds.events.cells import Cell, Look, people
from hedgerow.vocab.statement import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is known before the answers arrive; ``limit`` and ``offset`` are the page's."""

    names: tuple[str, ...]
    cells: tuple[Cell, ...]
    timezone: str
    limit: int
    offset: int

    def response(self, answers: Sequence[Answer]) -> dict[str, Any]:
        """The response keys; the second answer, if there is one, are the people of the page."""
        answer, *others = answers
        look = Look(self.timezone, people([row for other in others for row in other.rows]))
        first, places = 0, []
        for cell in self.cells:
            places.append(slice(first, first + len(cell.columns)))
            first = places[-1].stop
        types = [answer.types[place] for place in places]
        cells = list(zip(self.cells, places, types, strict=True))
        return {
            "results": [
                [cell.shown(row[place], kinds, look) for cell, place, kinds in cells]
                for row in answer.rows[: self.limit]
            ],
            "columns": list(self.names),
            "types": [cell.type_name or kinds[0] for cell, kinds in zip(self.cells, types, strict=True)],
            "hasMore": len(answer.rows) > self.limit,
            "limit": self.limit,
            "offset": self.offset,
            "timings": None,
        }
