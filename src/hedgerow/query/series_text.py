"""What the text tables of insights with series have in common: the names of columns, a table for each period."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def series_name(row: Row) -> str:
    """What a column is called: the series' own name or its label, and its breakdown value (RUN-20)."""
    action: Mapping[str, Any] = row.get("action") or {}
    name = action.get("custom_name") or row.get("label") or ""
    if (value := row.get("breakdown_value")) is not None:
        shown = ", ".join(map(str, value)) if isinstance(value, list) else value
        name = f"{name} breakdown for the value `{shown}`"
    return " ".join(name.splitlines())


def by_period(rows: Sequence[Row], table: Callable[[Sequence[Row]], str]) -> str:
    """One ``table`` of all rows, or when periods are compared one of each (RUN-22)."""
    earlier = [row for row in rows if row.get("compare_label") == "previous"]
    text = table([row for row in rows if row.get("compare_label") != "previous"])
    return f"Previous period:\n{table(earlier)}\n\nCurrent period:\n{text}" if earlier else text
