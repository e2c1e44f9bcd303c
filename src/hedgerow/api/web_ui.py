"""The built web app: its files, and its page for every path of its own."""

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from hedgerow.api.compression import accepted_coding
from hedgerow.api.public_cors import is_public

FOLDER = Path(__file__).parent / "ui"
_INDEX = "index.html"
_HASHED = "/assets/"
_FOREVER = "public, max-age=31536000, immutable"
_NEVER = "no-cache"
_PACKED = {"br": ".br", "gzip": ".gz"}
"""What the build puts beside a file it compressed (web/precompressed.ts), by coding, the smaller first."""
_NOT_BUILT = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Hedgerow</title>'
    '<body style="font:16px/1.6 system-ui;margin:15vh auto;max-width:34rem;padding:0 1rem">'
    "<h1>The web app is not built</h1><p>The API works. To have the web app too, run <code>make setup</code> "
    "in the source tree, or install a released wheel, which has it inside.</p>"
    '<p><a href="/api/docs">API documentation</a></p></body></html>'
)


def ui_answer(request: Request, folder: Path = FOLDER) -> Response | None:
    """The web app's file for the path of ``request``, its page for paths it routes itself, or None.

    Only GET and HEAD outside ``/api/`` are the web app's. A missing file with an extension is not a page.
    """
    path = request.url.path
    if request.method not in {"GET", "HEAD"} or path == "/api" or path.startswith("/api/") or is_public(path):
        return None
    file = _file(folder, path)
    if file is not None:
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        age = _FOREVER if path.startswith(_HASHED) else _NEVER
        return _file_answer(request, file, kind, age)
    if "." in path.rpartition("/")[2] or "text/html" not in request.headers.get("accept", "text/html"):
        return None
    index = folder / _INDEX
    if not index.is_file():
        return HTMLResponse(_NOT_BUILT, status_code=503)
    return _file_answer(request, index, "text/html", _NEVER)


def _file_answer(request: Request, file: Path, kind: str, age: str) -> Response:
    """``file``, compressed by the build where it is and the client understands it."""
    headers = {"Cache-Control": age}
    packed = {coding: file.with_name(file.name + ending) for coding, ending in _PACKED.items()}
    offered = [coding for coding, path in packed.items() if path.is_file()]
    if offered:
        headers["Vary"] = "Accept-Encoding"
    if offered and (coding := accepted_coding(request.headers, offered)):
        file, headers["Content-Encoding"] = packed[coding], coding
    return FileResponse(file, media_type=kind, headers=headers)


def _file(folder: Path, path: str) -> Path | None:
    """The file of ``folder`` that ``path`` names; never one outside of it."""
    wanted = (folder / path.lstrip("/")).resolve()
    return wanted if wanted.is_relative_to(folder.resolve()) and wanted.is_file() else None
