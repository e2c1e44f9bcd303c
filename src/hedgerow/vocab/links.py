"""Where a button may lead (contract 10 §2)."""

import re
from urllib.parse import urlsplit

# What browsers take for a blank, a quote or a slash stays out: such a link may lead elsewhere than it seems to.
_WEB = re.compile(r"""https?://[^\s\x00-\x1f\x7f"<>\\^`{|}]+""", re.IGNORECASE)
_PATH = re.compile(r"/(?!/)(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*")


def is_link(url: str) -> bool:
    """Whether ``url`` is a web address, or a path on this server that begins with one slash."""
    return bool(_PATH.fullmatch(url) or (_WEB.fullmatch(url) and _has_host(url)))


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or an IPv6 address that is none
        return False
