"""Distinct ids as text: clients send numbers and lists too, and some send them very long (contract 85 §5)."""

from typing import Any

import msgspec

LONGEST_NAME = 200
"""Characters an event name or a distinct id keeps; the rest is cut off."""


def kept_name(text: str) -> str:
    """``text`` cut to length; NUL, which PostgreSQL cannot hold, becomes U+FFFD."""
    return (text.replace("\0", "\ufffd") if "\0" in text else text)[:LONGEST_NAME]


def distinct_id_text(sent: Any) -> str:
    """A distinct id of any JSON type as it is kept."""
    return kept_name(whole_text(sent))


def whole_text(sent: Any) -> str:
    """A distinct id of any JSON type as text, however long."""
    return sent if type(sent) is str else msgspec.json.encode(sent).decode()
