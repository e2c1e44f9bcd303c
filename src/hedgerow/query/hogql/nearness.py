"""Names that somebody may have meant."""

import difflib
from collections.abc import Sequence


def near(name: str, known: Sequence[str]) -> str:
    """A sentence that suggests the ``known`` names most like ``name``; empty when none is."""
    by_lower = {one.lower(): one for one in known}
    found = difflib.get_close_matches(name.lower(), list(by_lower), n=3)
    return f" Did you mean {' or '.join(by_lower[one] for one in found)}?" if found else ""
