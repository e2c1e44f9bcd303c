"""From the bytes of a capture request to JSON text: base64, forms and compression undone (contract 85 §4)."""

import binascii
import re
from base64 import b64decode
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from hedgerow.base.errors import MalformedRequest
from hedgerow.capture.inflate import GZIP_MAGIC, gunzipped, unzlibbed, unzstd, within

# Possessive: a long run of blanks before something else is refused at once, not tried in every length.
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]++={0,2}+\s*+")
_SPLIT_BASE64 = re.compile(rb"[A-Za-z0-9+/_\- ]++={0,2}+\s*+")
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_FORM_TYPE = "application/x-www-form-urlencoded"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_MOST_FIELDS = 100
"""Fields of a form that are looked at; clients send two or three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a request says of its body; any of it may be missing or wrong (CAP-34, CAP-38).

    ``data`` and ``compression`` are of the query string, the other two are headers.
    """

    data: str = ""
    compression: str = ""
    content_type: str = ""
    content_encoding: str = ""


def json_text(body: bytes, hints: Hints, *, limit: int) -> bytes:
    """The JSON text that ``body`` (or ``hints.data``, CAP-30) carries, at most ``limit`` bytes of it.

    The text is not parsed yet. Raises MalformedRequest when nothing is there or it cannot be decoded, and
    PayloadTooLarge when it is over the limit before or after decompression (CAP-23).
    """
    source = within(hints.data.encode("utf-8", "replace") if hints.data else body, limit)
    if not source.strip():
        raise MalformedRequest("The request has no body and no `data`.")
    text, form_compression = _opened(source, hints)
    compression = (hints.compression or form_compression or hints.content_encoding).strip().lower()
    text = _inflated(text, compression, limit)
    return _unwrapped(text).removeprefix(_BYTE_ORDER_MARK)


def _opened(source: bytes, hints: Hints) -> tuple[bytes, str]:
    """The source out of base64 or of its form, and the compression the form names (CAP-31, CAP-32)."""
    if hints.data:
        return _unwrapped(_with_pluses(source)), ""
    if _BASE64.fullmatch(source):
        return _unwrapped(source), ""
    declared = hints.content_type.partition(";")[0].strip().lower() == _FORM_TYPE
    if source.startswith((b"data=", b"compression=")) or (declared and not source.startswith(GZIP_MAGIC)):
        return _form(source)
    return source, ""


def _form(source: bytes) -> tuple[bytes, str]:
    fields: dict[bytes, bytes] = {}
    for field in source.split(b"&", _MOST_FIELDS)[:_MOST_FIELDS]:
        name, _, value = field.partition(b"=")
        if name in {b"data", b"compression"}:
            fields.setdefault(name, unquote_to_bytes(value.replace(b"+", b" ").strip()))
    if not (data := fields.get(b"data", b"").strip()):
        raise MalformedRequest(
            "The body is declared as a form but has no field `data`. Send JSON with `Content-Type: application/json`."
        )
    return _unwrapped(_with_pluses(data)), fields.get(b"compression", b"").decode("ascii", "replace")


def _with_pluses(data: bytes) -> bytes:
    """``data`` with its blanks turned back into ``+`` when it looks like base64 (CAP-32)."""
    return data.replace(b" ", b"+") if _SPLIT_BASE64.fullmatch(data) else data


def _unwrapped(text: bytes) -> bytes:
    """``text`` out of base64 when it looks like it, padded or not (CAP-31, CAP-35); JSON never looks like it."""
    if not _BASE64.fullmatch(text):
        return text
    letters = text.strip().rstrip(b"=").translate(_URL_SAFE)
    try:
        return b64decode(letters + b"=" * (-len(letters) % 4))
    except binascii.Error:
        raise MalformedRequest("The body looks like base64 but cannot be decoded.") from None


def _inflated(text: bytes, compression: str, limit: int) -> bytes:
    if text.startswith(GZIP_MAGIC):
        return gunzipped(text, limit)
    if text.lstrip(_BYTE_ORDER_MARK + b" \t\r\n")[:1] in {b"{", b"["}:
        return text  # JSON already, whatever the hint says
    if compression == "deflate":
        return unzlibbed(text, limit)
    if compression == "zstd":
        return unzstd(text, limit)
    if compression in {"lz64", "br"}:
        raise MalformedRequest(f"Compression `{compression}` is not read here; send gzip or plain JSON.")
    return text
