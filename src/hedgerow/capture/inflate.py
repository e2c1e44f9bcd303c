"""Decompression that stops at a limit, so that a small body cannot become a huge one (CAP-23)."""

import zlib

from hedgerow.base.errors import MalformedRequest, PayloadTooLarge

GZIP_MAGIC = b"\x1f\x8b\x08"

MOST_MEMBERS = 8
"""Members of one gzip body; clients send one. Each costs a copy of all that follows it."""

_GZIP = 16 + zlib.MAX_WBITS
_ZLIB = zlib.MAX_WBITS


def within(data: bytes, limit: int) -> bytes:
    """``data`` itself; raises PayloadTooLarge when it is longer than ``limit`` bytes."""
    if len(data) > limit:
        raise PayloadTooLarge(f"The body is larger than {limit} bytes.")
    return data


def gunzipped(data: bytes, limit: int) -> bytes:
    """``data`` out of gzip (one or more members); raises MalformedRequest or PayloadTooLarge."""
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(GZIP_MAGIC):
        if len(parts) == MOST_MEMBERS:
            raise MalformedRequest(f"The gzip body has more than {MOST_MEMBERS} members.")
        part, rest = _member(rest, _GZIP, limit - size)
        size += len(part)
        parts.append(part)
    if rest.strip(b"\0"):
        raise MalformedRequest("The gzip body has something else after its end.")
    return b"".join(parts)


def unzlibbed(data: bytes, limit: int) -> bytes:
    """``data`` out of zlib (``Content-Encoding: deflate``); raises MalformedRequest or PayloadTooLarge."""
    part, rest = _member(data, _ZLIB, limit)
    if rest:
        raise MalformedRequest("The deflate body has something else after its end.")
    return part


def _member(data: bytes, window: int, limit: int) -> tuple[bytes, bytes]:
    inflater = zlib.decompressobj(window)
    try:
        part = inflater.decompress(data, limit + 1)
    except zlib.error as error:
        raise MalformedRequest(f"The compressed body is broken: {error}.") from None
    within(part, limit)
    if not inflater.eof:
        raise MalformedRequest("The compressed body ends too early.")
    return part, inflater.unused_data
