"""The pages that may send events to a project: the origins of its setting ``app_urls``; none there means all."""

import re
from collections.abc import Iterable
from functools import lru_cache

from hedgerow.base.errors import InvalidRequest, PermissionDenied
from hedgerow.vocab.projects import Project

LONGEST_ORIGIN = 255
MOST_ORIGINS = 100

_ORIGIN = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?P<host>[a-z0-9.*_-]+|\[[0-9a-f:.]+\])(?::(?P<port>\d{1,5}|\*))?"
)
_USUAL_PORTS = {"http": "80", "https": "443"}


class OriginRefused(PermissionDenied):
    """The page that sent this is not among those of the project."""


def allowed_origins(app_urls: Iterable[str]) -> tuple[str, ...]:
    """``app_urls`` as browsers write origins: in lower case, without a slash at the end or a usual port.

    A ``*`` stands for any part of a host, or for any port. Raises InvalidRequest for what is no origin.
    """
    written = [url.strip().lower().removesuffix("/") for url in app_urls]
    if len(written) > MOST_ORIGINS:
        raise InvalidRequest(f"At most {MOST_ORIGINS} origins can be named.", attr="app_urls")
    return tuple(dict.fromkeys(map(_origin, written)))


def require_origin(project: Project, origin: str | None) -> None:
    """Raise OriginRefused when a page of another origin sent this; a server sends no ``Origin`` and may always."""
    if origin is not None and project.app_urls and not _pattern(project.app_urls).fullmatch(origin):
        raise OriginRefused(f'Pages of "{origin[:LONGEST_ORIGIN]}" may not send events to this project.')


def _origin(written: str) -> str:
    read = _ORIGIN.fullmatch(written)
    if read is None or len(written) > LONGEST_ORIGIN:
        raise InvalidRequest(
            f'"{written[:LONGEST_ORIGIN]}" is no origin. Write a scheme and a host, as in https://*.example.com.',
            attr="app_urls",
        )
    return written.removesuffix(f":{_USUAL_PORTS.get(read['scheme'])}")


@lru_cache(maxsize=1000)
def _pattern(origins: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(origin).replace(r"\*", r"[^/:]+") for origin in origins))
