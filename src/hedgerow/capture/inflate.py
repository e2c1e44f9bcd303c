"""Decompression that stops at a limit, so that a small body cannot become a huge one (CAP-23)."""

import zlib
from collections.abc import Mapping
from typing import Protocol

from hedgerow.base.errors import MalformedRequest, PayloadTooLarge
from hedgerow.base.zstandard import zstd

GZIP_MAGIC = b"\x1f\x8b\x08"

MOST_MEMBERS = 8
"""Members of one gzip body; clients send one. Each costs a copy of all that follows it."""

_GZIP = 16 + zlib.MAX_WBITS
_ZLIB = zlib.MAX_WBITS
_ZSTD: Mapping[int, int] = {zstd.DecompressionParameter.window_log_max: 23}
"""8 MB, the most that may be asked of a receiver (RFC 9659)."""


class _Inflater(Protocol):
    """What the decompressors of zlib and zstd have alike."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...


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
        part, rest = _member(zlib.decompressobj(_GZIP), rest, limit - size)
        size += len(part)
        parts.append(part)
    if rest.strip(b"\0"):
        raise MalformedRequest("The gzip body has something else after its end.")
    return b"".join(parts)


def unzlibbed(data: bytes, limit: int) -> bytes:
    """``data`` out of zlib (``Content-Encoding: deflate``); raises MalformedRequest or PayloadTooLarge."""
    return _only_member(zlib.decompressobj(_ZLIB), data, limit)


def unzstd(data: bytes, limit: int) -> bytes:
    """``data`` out of one frame of zstd; raises MalformedRequest or PayloadTooLarge."""
    return _only_member(zstd.ZstdDecompressor(options=_ZSTD), data, limit)


def _only_member(inflater: _Inflater, data: bytes, limit: int) -> bytes:
    part, rest = _member(inflater, data, limit)
    if rest:
        raise MalformedRequest("The compressed body has something else after its end.")
    return part


def _member(inflater: _Inflater, data: bytes, limit: int) -> tuple[bytes, bytes]:
    try:
        part = inflater.decompress(data, limit + 1)
    except (zlib.error, zstd.ZstdError) as error:
        raise MalformedRequest(f"The compressed body is broken: {error}.") from None
    within(part, limit)
    if not inflater.eof:
        raise MalformedRequest("The compressed body ends too early.")
    return part, inflater.unused_data
