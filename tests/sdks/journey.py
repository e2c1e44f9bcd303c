"""What every server-side client is asked to do, and what insights must say of it afterwards.

Ten people pay three times each, every second of them for the company acme; their plan is set and then not set once
again; one of them has an alias; somebody without a profile looks on.
"""

import time
from dataclasses import dataclass
from typing import Any

import httpx2

PEOPLE = 10
PAYMENTS = 3 * PEOPLE


@dataclass(frozen=True)
class Questions:
    """Asks a project's insights about its events."""

    client: httpx2.Client
    project_id: int
    token: str

    def trend(self, event: str | None, breakdown: dict[str, Any] | None = None, **series: Any) -> list[dict[str, Any]]:
        """The series of an insight on ``event``, or on all events."""
        query = {
            "kind": "TrendsQuery",
            "series": [{"kind": "EventsNode", "event": event, **series}],
            "dateRange": {"date_from": "-1d"},
            "breakdownFilter": breakdown,
        }
        path = f"/api/projects/{self.project_id}/query/"
        answer = self.client.post(path, json={"query": query, "refresh": "force_blocking"})
        assert answer.status_code == 200, answer.text
        rows: list[dict[str, Any]] = answer.json()["results"]
        return rows

    def number(self, event: str | None, **series: Any) -> float:
        """How many of ``event`` there are, or what another ``math`` makes of them."""
        count: float = self.trend(event, **series)[0]["count"]
        return count

    def soon(self, event: str) -> float:
        """How many of ``event`` there are as soon as there are any: what a page sends as it goes is not waited for."""
        end = time.monotonic() + 10
        while (count := self.number(event)) == 0 and time.monotonic() < end:
            time.sleep(0.1)
        return count

    def by(self, event: str, name: str, kind: str = "person") -> dict[str, float]:
        """How many of ``event`` there are for each value of a property of people or of the first type of group."""
        breakdown = {"breakdown": name, "breakdown_type": kind, "breakdown_group_type_index": 0}
        return {str(row["breakdown_value"]): row["count"] for row in self.trend(event, breakdown)}


def assert_arrived(ask: Questions) -> None:
    """Everything of the journey is in the insights, to the last event."""
    assert ask.number("paid") == PAYMENTS
    assert ask.number("paid", math="dau") == PEOPLE
    assert ask.number("paid", math="sum", math_property="price") == sum(range(PAYMENTS))
    assert ask.by("paid", "plan") == {"pro": PAYMENTS / 2, "free": PAYMENTS / 2}
    assert ask.by("paid", "seat") == {str(seat): 3 for seat in range(PEOPLE)}
    assert ask.by("paid", "tier", "group") == {"gold": PAYMENTS / 2, NOTHING: PAYMENTS / 2}
    assert ask.by("visited", "seat") == {"1": 1}
    assert ask.by("looked", "plan") == {NOTHING: 1}
    assert [ask.number(name) for name in ("$groupidentify", "$create_alias")] == [1, 1]


NOTHING = "$$_posthog_breakdown_null_$$"
"""The value of what has none."""
