"""The browser SDK's scripts, which the web build takes from the npm package into the folder of the pages."""

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from hedgerow.api.web_ui import FOLDER
from hedgerow.base.canonical_json import fingerprint

_KIND = "application/javascript"


@dataclass(frozen=True, slots=True)
class SdkScript:
    """One script, plain and packed: it is packed once, not for every visitor of every page."""

    plain: bytes
    packed: bytes
    etag: str

    @staticmethod
    def of(plain: bytes) -> "SdkScript":
        """The script with this text."""
        return SdkScript(plain, gzip.compress(plain, mtime=0), f'"{fingerprint(plain.decode())}"')


def sdk_script(name: str, version: str | None = None) -> SdkScript | None:
    """The script ``name`` of the installed SDK; None when there is none, or not in the ``version`` asked for."""
    return _installed(FOLDER / "static").get((version, name))


def script_answer(request: Request, script: SdkScript, *, cache_control: str) -> Response:
    """``script`` as the client can read it, or 304 when it has it already."""
    headers = {"Cache-Control": cache_control, "ETag": script.etag, "Vary": "Accept-Encoding"}
    if script.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(script.packed, headers={**headers, "Content-Encoding": "gzip"}, media_type=_KIND)
    return Response(script.plain, headers=headers, media_type=_KIND)


@cache
def _installed(folder: Path) -> dict[tuple[str | None, str], SdkScript]:
    """Every script by name, with the version of its folder and without."""
    found: dict[tuple[str | None, str], SdkScript] = {}
    for path in sorted(folder.glob("*/*.js")):
        found[path.parent.name, path.stem] = found[None, path.stem] = SdkScript.of(path.read_bytes())
    return found
