"""How a property's name is written inside the engine's JSON column.

In the column a dot separates levels and some characters have a meaning of their own, while a property may be
called anything. So a name becomes one level: every character outside letters, digits, ``$``, ``_``, ``-`` and
space is percent-encoded (of ASCII; other characters stay). The empty name is written ``%``.
"""

import re
from functools import lru_cache
from urllib.parse import unquote

_SPECIAL = re.compile(r"[^\w$\- ]", re.ASCII)
_ASCII_SPECIAL = re.compile(r"[\x00-\x1f\x7f!-#%-,./:-@\[-^`{-~]")


@lru_cache(maxsize=65_536)
def property_path(name: str) -> str:
    """The path of the property ``name`` in the engine's JSON column."""
    if not name:
        return "%"
    if not _SPECIAL.search(name):
        return name
    return _ASCII_SPECIAL.sub(lambda found: f"%{ord(found[0]):02X}", name)


@lru_cache(maxsize=65_536)
def property_name(path: str) -> str:
    """The property name that `property_path` wrote as ``path``."""
    return "" if path == "%" else unquote(path)
