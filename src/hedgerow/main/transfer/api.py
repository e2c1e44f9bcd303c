"""The public API of a server, as this program calls it; Hedgerow's own and the reference's are the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx2
import orjson

from hedgerow.base.errors import HedgerowError

Json = Any
"""Whatever JSON can hold; what an answer holds is looked at where it is used."""

PAGE = 100
"""Items asked for at once; every list allows so many (NB-95)."""


class ApiFailure(HedgerowError):
    """The server did not answer, or refused; the message is for people. ``status`` is 0 without an answer."""

    def __init__(self, message: str, *, status: int = 0) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectApi:
    """One project of a server."""

    http: httpx2.Client
    project: str

    def get(self, path: str, **query: Json) -> Json:
        """The answer to GET ``path`` below the project. Raises ApiFailure."""
        return self._answer("GET", path, params=query)

    def post(self, path: str, body: Json) -> Json:
        """The answer to POST ``path`` below the project. Raises ApiFailure."""
        return self._answer("POST", path, content=orjson.dumps(body))

    def patch(self, path: str, body: Json) -> Json:
        """The answer to PATCH ``path`` below the project. Raises ApiFailure."""
        return self._answer("PATCH", path, content=orjson.dumps(body))

    def items(self, path: str, **query: Json) -> Iterator[Json]:
        """Every item of a paged list (PAGE-2), page by page. Raises ApiFailure."""
        page = self.get(path, limit=PAGE, **query)
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            # The link names the server as others see it; only its query says where the next page is.
            page = self._answer("GET", f"{path}?{urlsplit(page['next']).query}")

    def count(self, path: str, **query: Json) -> int:
        """How many items a paged list has."""
        return int(self.get(path, limit=1, **query)["count"])

    def rows(self, query: Json) -> list[list[Json]]:
        """The rows that answer ``query``, computed now. Raises ApiFailure."""
        answer = self.post("query", {"query": query, "refresh": "force_blocking"})
        rows: list[list[Json]] = answer["results"]
        return rows

    def _answer(self, method: str, path: str, **sent: Any) -> Json:
        url = f"/api/projects/{self.project}/{path}"
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        try:
            answer = self.http.request(method, url, headers=headers, **sent)
        except httpx2.TransportError as error:
            raise ApiFailure(f"{self.http.base_url} does not answer: {error}") from error
        if not answer.is_success:
            raise ApiFailure(f"{method} {path}: {refusal_of(answer)}", status=answer.status_code)
        try:
            return orjson.loads(answer.content) if answer.content else None
        except orjson.JSONDecodeError as error:
            raise ApiFailure(
                f"{self.http.base_url} does not speak this API: {path} is not answered by JSON."
            ) from error


def refusal_of(answer: httpx2.Response) -> str:
    """What the server said, in one line."""
    try:
        body = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        body = None
    told = body.get("detail") if isinstance(body, dict) else None
    field = f"{body['attr']}: " if isinstance(body, dict) and body.get("attr") else ""
    return f"{field}{told or 'The request was refused.'} (status {answer.status_code})"
