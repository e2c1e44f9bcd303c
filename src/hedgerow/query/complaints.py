"""The engine's complaints about what people wrote, without what they did not write (SQ-20)."""

import re

_OUR_STATEMENT = re.compile(r":?\s*\b(?:in scope|while executing|while processing)\b.*", re.DOTALL | re.IGNORECASE)
_MOST = 400


def written_complaint(error: Exception) -> str:
    """What the engine said about types and values; the statement that it quotes is left out."""
    said = _OUR_STATEMENT.sub("", str(error))
    return f"The engine refused this SQL: {said[:_MOST].strip().rstrip('.')}."
