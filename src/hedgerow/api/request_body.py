"""Reading a request's body: at most so many bytes, as JSON or as a form (FMT-8)."""

from typing import Any
from urllib.parse import parse_qsl

import orjson
from starlette.datastructures import FormData
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from hedgerow.base.canonical_json import Json, parsed
from hedgerow.base.errors import InvalidRequest, MalformedRequest, PayloadTooLarge, UnsupportedMediaType

API_BODY_BYTES = 10 * 2**20
"""The largest body of an API call; capture has limits of its own."""

_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_MOST_FIELDS = 1000


async def limited_body(request: Request, limit: int) -> bytes:
    """The body of ``request``, read once; raises PayloadTooLarge as soon as it passes ``limit`` bytes."""
    kept: bytes | None = getattr(request.state, "body", None)
    if kept is not None:
        return kept
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > limit:
        raise PayloadTooLarge(f"The body is larger than {limit} bytes.")
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise PayloadTooLarge(f"The body is larger than {limit} bytes.")
        chunks.append(chunk)
    body = b"".join(chunks)
    request.state.body = body
    return body


async def sent_value(request: Request) -> Json:
    """What the body of ``request`` says: JSON as it is, a form as an object of texts; ``{}`` when it is empty.

    Raises MalformedRequest, UnsupportedMediaType or PayloadTooLarge. A field sent more than once in a form
    becomes a list.
    """
    body = await limited_body(request, API_BODY_BYTES)
    if not body:
        return {}
    if not hasattr(request.state, "sent_value"):
        request.state.sent_value = await _parsed(request, body)
    return request.state.sent_value


async def _parsed(request: Request, body: bytes) -> Json:
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind == "application/json" or kind.endswith("+json"):
        return _json(body)
    if kind == _FORM:
        return _together(_form(body))
    if kind == _MULTIPART:
        return _together(await _multipart(request, body))
    raise UnsupportedMediaType(f'Unsupported media type "{kind}" in request.')


def is_json(request: Request) -> bool:
    """Whether the body of ``request`` is declared as JSON, or not declared."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    return kind == "application/json" or kind.endswith("+json")


def _json(body: bytes) -> Json:
    try:
        value = parsed(body)
    except orjson.JSONDecodeError as error:
        raise MalformedRequest(f"JSON parse error - {error.msg}.") from None
    if b"\\u0000" in body and _holds_null(value):
        raise InvalidRequest("Null characters are not allowed.")
    return value


def _holds_null(value: Json) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in name or _holds_null(item) for name, item in value.items())
    return isinstance(value, list) and any(map(_holds_null, value))


def _form(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise MalformedRequest(f"Form parse error - {error}.") from None


async def _multipart(request: Request, body: bytes) -> list[tuple[str, str]]:
    async def once() -> Any:
        yield body

    try:
        form: FormData = await MultiPartParser(request.headers, once()).parse()
    except MultiPartException as error:
        raise MalformedRequest(f"Multipart form parse error - {error.message}.") from None
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str)]


def _together(fields: list[tuple[str, str]]) -> dict[str, Json]:
    """The fields of a form as one object; a text that is a JSON list or object stands for it."""
    value: dict[str, list[Json]] = {}
    for name, text in fields:
        if "\0" in text or "\0" in name:
            raise InvalidRequest("Null characters are not allowed.", attr=name.replace("\0", "") or None)
        value.setdefault(name, []).append(_structured(text))
    return {name: texts[0] if len(texts) == 1 else texts for name, texts in value.items()}


def _structured(text: str) -> Json:
    if text[:1] in {"{", "["}:
        try:
            return parsed(text)
        except orjson.JSONDecodeError:
            return text
    return text
