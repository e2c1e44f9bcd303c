"""Numbers as text tables show them (RUN-23)."""

import math


def number_text(value: object) -> str:
    """Whole numbers without a fraction, others with up to five decimals; ``N/A`` for what is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return "N/A"
    if value == int(value):
        return str(int(value))
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def percent_text(share: float) -> str:
    """A share of 1 in percent, with up to two decimals: ``33.33%``."""
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"
