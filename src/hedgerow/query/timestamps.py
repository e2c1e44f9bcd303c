"""Moments as results show them."""

from datetime import datetime, timedelta


def iso(moment: datetime) -> str:
    """ISO 8601 with the offset of the project's zone, ``Z`` when there is none (EN-18)."""
    text = moment.isoformat()
    return text.removesuffix("+00:00") + "Z" if moment.utcoffset() == timedelta() else text
