"""A small history with everything that is hard to bring over: people with several ids, groups, odd properties."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

START = datetime(2024, 1, 1, tzinfo=UTC)
ODD: dict[str, Any] = {
    "a.b": 1,
    "list": [1, {"x": None}],
    "nothing": None,
    "wide": 2**63 + 5,
    "text": "a'b\\c\nü🌱",
    "date": "2024-01-02",
    "colour": "green",
    "$elements_chain": 'a:href="x"nth-child="1"',
}


def history(people: int = 12) -> list[dict[str, Any]]:
    """Views and buys of so many people over three months; every third was anonymous at first."""
    events: list[dict[str, Any]] = []

    def add(name: str, who: str, day: float, **properties: Any) -> None:
        at = (START + timedelta(days=day)).isoformat()
        number = UUID(int=len(events) + (4 << 76) + (8 << 60))
        events.append(
            {"uuid": str(number), "event": name, "distinct_id": who, "timestamp": at, "properties": properties}
        )

    for number in range(people):
        who, day = f"user-{number}", number * 5.0
        if number % 3 == 0:
            add("view", f"anonymous-{number}", day)
            add("$identify", who, day + 0.01, **{"$anon_distinct_id": f"anonymous-{number}", "$set": {"plan": "free"}})
        add("view", who, day + 0.02, **ODD, **{"$groups": {"company": f"firm-{number % 4}"}})
        add("view", who, day + 0.02, **{"$set_once": {"plan": "pro"}})  # at the same moment as the one before
        firm = {"$group_type": "company", "$group_key": f"firm-{number % 4}", "$group_set": {"size": number}}
        add("$groupidentify", who, day + 0.5, **firm, **{"$groups": {"company": f"firm-{number % 4}"}})
        add("buy", who, day + 1 + number % 9, amount=number * 1.5, colour=["red", "green"][number % 2])
    return events
