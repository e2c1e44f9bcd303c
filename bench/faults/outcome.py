"""What became of the events of one fault, asked of the server as anybody can."""

from contextlib import closing
from dataclasses import dataclass
from typing import Any

from bench.faults.clients import EVENT_NAME, Ledger
from bench.server import Server

ROWS_AT_ONCE = 50_000


class NotPossible(Exception):
    """The fault cannot be made on this machine; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Events by what became of them. ``stored`` are rows, ``counted`` is what a trends query says.

    ``wrong`` are answers that were neither 200 nor 503, and 503s without ``Retry-After``.
    """

    fault: str
    sent: int
    acknowledged: int
    stored: int
    counted: int
    lost: int
    twice: int
    wrong: int
    refusals: int

    @property
    def is_clean(self) -> bool:
        """Whether every event that was sent is stored and counted once, and every answer was a proper one."""
        same = self.sent == self.acknowledged == self.stored == self.counted
        return same and not (self.lost or self.twice or self.wrong)


def outcome(fault: str, server: Server, project_id: int, key: str, ledger: Ledger) -> Outcome:
    """Compare ``ledger`` with what ``server`` holds."""
    with closing(server.connection()) as connection:

        def asked(query: dict[str, Any]) -> Any:
            path = f"/api/projects/{project_id}/query/"
            return connection.json("POST", path, {"query": query, "refresh": "force_blocking"}, key=key)["results"]

        stored: list[str] = []
        while True:
            sql = f"SELECT toString(uuid) FROM events ORDER BY uuid LIMIT {ROWS_AT_ONCE} OFFSET {len(stored)}"
            rows = asked({"kind": "HogQLQuery", "query": sql})
            stored += [row[0] for row in rows]
            if len(rows) < ROWS_AT_ONCE:
                break
        (trend,) = asked({"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": EVENT_NAME}]})
    return Outcome(
        fault=fault,
        sent=len(ledger.sent),
        acknowledged=len(ledger.acknowledged),
        stored=len(stored),
        counted=int(trend["count"]),
        lost=len(ledger.acknowledged - set(stored)),
        twice=len(stored) - len(set(stored)),
        wrong=ledger.hasty + sum(count for status, count in ledger.answers.items() if status not in {0, 200, 503}),
        refusals=ledger.answers[503],
    )
