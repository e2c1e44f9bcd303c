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
from html import escape
from pathlib import Path

from hedgerow.api.security_headers import HTML_POLICY
from hedgerow.api.web_ui import FOLDER
from hedgerow.base.canonical_json import Json, wire

MARKER = "<!--document-->"
"""Where the built page wants its document."""

HEAD_MARKER = "<!--head-->"
"""Where it wants its title, and what other sites and messengers show of a link."""

_TEMPLATE = "shared.html"
_PLAIN = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
    f'<meta name="referrer" content="no-referrer">{HEAD_MARKER}</head>'
    f"<body><noscript>This page needs JavaScript.</noscript>{MARKER}</body></html>"
)
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def shared_html(document: Mapping[str, Json], folder: Path = FOLDER) -> str:
    """The page that shows ``document``: the built one, or a plain one when the web app is not built."""
    template = folder / _TEMPLATE
    page = template.read_text(encoding="utf-8") if template.is_file() else _PLAIN
    before, marker, after = page.partition(MARKER)
    if not marker:
        raise RuntimeError(f"{_TEMPLATE} has no {MARKER}.")
    before = before.replace(HEAD_MARKER, _head(document))
    return f'{before}<script type="application/json" id="hedgerow-document">{_inside_html(document)}</script>{after}'


def shared_headers(frame_ancestors: str) -> dict[str, str]:
    """The headers of everything under a share's link."""
    return {
        "Cache-Control": "no-store",
        "Content-Security-Policy": f"{HTML_POLICY}; frame-ancestors {frame_ancestors}",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }


def _head(document: Mapping[str, Json]) -> str:
    """The title of the page: what is shared, once it is shown; never the name of what is still locked."""
    shared = document.get("dashboard") or document.get("insight")
    names = [shared.get("name"), shared.get("derived_name")] if isinstance(shared, Mapping) else []
    name = escape(str(next(filter(None, names), "Shared page")))
    return f'<title>{name}</title><meta property="og:title" content="{name}">'


def _inside_html(document: Mapping[str, Json]) -> str:
    """``document`` as JSON in which nothing can end its element or begin another."""
    text = wire(document).decode()
    for character, written in _ESCAPES.items():
        text = text.replace(character, written)
    return text
