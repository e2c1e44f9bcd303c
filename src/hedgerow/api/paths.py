"""One spelling for every path: no trailing slash (CONV-2), `projects` for `environments` (CONV-3), fixed words."""

from starlette.convertors import Convertor, register_url_convertor
from starlette.datastructures import URL
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from hedgerow.api.answers import error_answer
from hedgerow.base.errors import NotFound

FIXED_WORDS = (
    "bulk_delete", "bulk_update", "bulk_update_tags", "bulk_update_verified", "by_name", "create_from_template_json",
    "create_unlisted_dashboard", "folders", "json_schema", "move_folder", "primary_properties", "usage", "volumes",
)  # fmt: skip
"""Path segments that stand where an id could and are never taken as one (CONV-12)."""

_ALIAS = "/api/environments"
_REAL = "/api/projects"
_SENT_PATH = "hedgerow.sent_path"


class _IdConvertor(Convertor[str]):
    """A path segment that is not a fixed word: ``{dashboard_id:id}``."""

    regex = f"(?!(?:{'|'.join(FIXED_WORDS)})$)[^/]+"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("id", _IdConvertor())


class OnePath:
    """Gives every request the one spelling of its path that routes know; no redirect is made."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite the path of ``scope`` and pass the request on."""
        if scope["type"] == "http":
            path: str = scope["path"]
            if "\0" in path:
                await error_answer(NotFound())(scope, receive, send)
                return
            scope = {**scope, "path": one_path(path), _SENT_PATH: path}
        await self._app(scope, receive, send)


def one_path(path: str) -> str:
    """The spelling of ``path`` that routes know."""
    bare = path.rstrip("/") or "/"
    if bare == _ALIAS or bare.startswith(f"{_ALIAS}/"):
        return _REAL + bare.removeprefix(_ALIAS)
    return bare


def requested_url(request: Request, base_url: str | None) -> URL:
    """The absolute URL the client asked for, before `OnePath`; under ``base_url`` when a proxy stands in front."""
    url = request.url.replace(path=request.scope[_SENT_PATH])
    if base_url is None:
        return url
    front = URL(base_url)
    return url.replace(scheme=front.scheme, netloc=front.netloc, path=front.path.rstrip("/") + url.path)


def whole_number(text: str) -> int | None:
    """``text`` as an id or a number of a path; None when it is no positive number any object could have."""
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        return None
    number = int(text)
    return number if 0 < number < 2**31 else None
