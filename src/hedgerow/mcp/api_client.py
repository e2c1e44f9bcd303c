"""The HTTP API as tools call it: in this process or over the network, always with the caller's key."""

from dataclasses import dataclass
from typing import Any

import httpx2
import orjson

CURRENT = "@current"
"""The project the key's user works in, or the only one the key is for."""

Json = Any
"""Whatever JSON can hold; the API's answers are passed on, not understood."""


class ToolFailure(Exception):
    """A tool could not do what was asked; the message tells the model why (MCP-16)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiClient:
    """One caller in one project. ``web`` is the address of the web app, for links."""

    http: httpx2.AsyncClient
    project: str
    web: str

    async def get(self, path: str, query: dict[str, Json] | None = None) -> Json:
        """The answer to GET ``path`` below the project; objects and lists in ``query`` go as JSON."""
        return await self._answer("GET", path, params={name: _as_text(value) for name, value in (query or {}).items()})

    async def post(self, path: str, body: dict[str, Json]) -> Json:
        """The answer to POST ``path`` below the project; None when it has no body."""
        return await self._answer("POST", path, content=orjson.dumps(body))

    async def patch(self, path: str, body: dict[str, Json]) -> Json:
        """The answer to PATCH ``path`` below the project."""
        return await self._answer("PATCH", path, content=orjson.dumps(body))

    def link(self, *place: object, project: object = None) -> str:
        """The web address of a place in the project, which the API calls ``project`` where it says so."""
        return "/".join([self.web.rstrip("/"), "project", str(project or self.project), *map(str, place)])

    async def _answer(self, method: str, path: str, **sent: Any) -> Json:
        if self.project != CURRENT and not self.project.isdecimal():
            raise ToolFailure(f"{self.project} is no project's id, nor {CURRENT}.")
        url = f"/api/projects/{self.project}/{path}"
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        try:
            answer = await self.http.request(method, url, headers=headers, **sent)
        except httpx2.TransportError as error:
            raise ToolFailure(f"Hedgerow at {self.http.base_url} does not answer: {error}") from error
        if not answer.is_success:
            raise ToolFailure(_refusal(answer))
        return orjson.loads(answer.content) if answer.content else None


def _as_text(value: Json) -> str:
    if isinstance(value, str):
        return value
    return orjson.dumps(value).decode()


def _refusal(answer: httpx2.Response) -> str:
    """What the API said, in one line: the detail, the field it is about, the code and the status (MCP-16, ERR-6)."""
    try:
        body = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        return f"Hedgerow answered with status {answer.status_code}."
    detail = body.get("detail") or body.get("error") or "The request was refused."
    field = f"{body['attr']}: " if body.get("attr") else ""
    code = f"{body['code']}, " if body.get("code") else ""
    return f"{field}{detail} ({code}status {answer.status_code})"
