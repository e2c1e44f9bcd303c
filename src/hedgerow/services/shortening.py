"""Making long tables fit (RUN-12)."""

from collections.abc import Sequence


def shortened(table: str, most: int, tile_id: int) -> str:
    """``table`` in about ``most`` characters: its header, its first and its last rows.

    A line between them says how many rows are missing and how to get them. A header that does not fit is cut.
    """
    if len(table) <= most:
        return table
    header, *rows = table.split("\n")
    longest_gap = _gap(len(rows), tile_id)
    room = most - len(longest_gap) - 1
    if len(header) > room:
        header = header[: max(0, room - 1)] + "…"
    head, tail = _ends(rows, room - len(header))
    gap = _gap(len(rows) - head - tail, tile_id)
    return "\n".join([header, *rows[:head], gap, *rows[len(rows) - tail :]])


def _ends(rows: Sequence[str], room: int) -> tuple[int, int]:
    """How many rows fit into ``room`` characters from the top and from the bottom, taken in turn."""
    head = tail = 0
    while head + tail < len(rows):
        from_top = head <= tail
        room -= len(rows[head] if from_top else rows[-1 - tail]) + 1
        if room < 0:
            break
        head, tail = (head + 1, tail) if from_top else (head, tail + 1)
    return head, tail


def _gap(rows: int, tile_id: int) -> str:
    return f"… {rows} rows left out; for all of them ask with tile_ids={tile_id}&max_result_chars=0 …"
