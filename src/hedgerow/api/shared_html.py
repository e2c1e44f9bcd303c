"""The HTML around a shared document, and the headers that let it stand in a frame on another site (SHARE-51).

Any site may frame a shared page unless the setting ``frame_ancestors`` says otherwise; all other pages of this server
keep refusing. ``X-Frame-Options`` knows no list of sites and is not sent with these pages.

A frame on another site gets no ``SameSite=Lax`` cookie (SHARE-46 wants Lax, and ``None`` would let every site send
it). So the cookie serves people who open the link itself, and inside a frame the page's script keeps the
``shareToken`` that the POST answered and sends it as ``Authorization: Bearer`` with ``Accept: application/json``
(SHARE-47). Both ways end at the same door.

The link is the secret: no copy is kept by caches, none is told to other sites, and no search engine lists it.
"""

from collections.abc import Mapping
from pathlib import Path

from hedgerow.api.security_headers import HTML_POLICY
from hedgerow.api.web_ui import FOLDER
from hedgerow.base.canonical_json import Json, wire

MARKER = "<!--document-->"
"""Where the built page wants its document."""

_TEMPLATE = "shared.html"
_PLAIN = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    '<meta name="referrer" content="no-referrer"><title>Shared with Hedgerow</title></head>'
    f"<body><noscript>This page needs JavaScript.</noscript>{MARKER}</body></html>"
)
_MISSING = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    "<title>Not found</title></head><body><h1>Not found</h1>"
    "<p>This link does not show anything. It may have been turned off or replaced.</p></body></html>"
)
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def shared_html(document: Mapping[str, Json], folder: Path = FOLDER) -> str:
    """The page that shows ``document``: the built one, or a plain one when the web app is not built."""
    template = folder / _TEMPLATE
    page = template.read_text(encoding="utf-8") if template.is_file() else _PLAIN
    before, marker, after = page.partition(MARKER)
    if not marker:
        raise RuntimeError(f"{_TEMPLATE} has no {MARKER}.")
    return f'{before}<script type="application/json" id="hedgerow-document">{_inside_html(document)}</script>{after}'


def missing_html() -> str:
    """The page for a link that shows nothing (SHARE-50)."""
    return _MISSING


def shared_headers(frame_ancestors: str) -> dict[str, str]:
    """The headers of everything under a share's link."""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"{HTML_POLICY}; frame-ancestors {frame_ancestors}",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }


def _inside_html(document: Mapping[str, Json]) -> str:
    """``document`` as JSON in which nothing can end its element or begin another."""
    text = wire(document).decode()
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    return text
