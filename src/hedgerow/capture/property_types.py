"""What type a property's value shows (NB-50)."""

import re
from typing import Any

from hedgerow.vocab.definitions import PropertyType

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?")


def shown_type(value: Any) -> PropertyType | None:
    """The type of one value; None when it shows none (null, lists, objects). A text in ISO-8601 is a DateTime."""
    if isinstance(value, bool):
        return PropertyType.BOOLEAN
    if isinstance(value, int | float):
        return PropertyType.NUMERIC
    if isinstance(value, str):
        return PropertyType.DATETIME if is_date(value) else PropertyType.STRING
    return None


def is_date(text: str) -> bool:
    """Whether ``text`` is written like an ISO-8601 date, with or without a time."""
    return text[4:5] == "-" and _DATE.fullmatch(text) is not None
