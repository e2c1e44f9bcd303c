"""The engine's words for a failure, as an error of the family in `hedgerow.base.errors`."""

import re

from hedgerow.base.errors import (
    EngineError,
    EngineUnavailable,
    QueryCancelled,
    QueryFailed,
    QueryTimeout,
    QueryTooLarge,
)

UNKNOWN_DATABASE = 81
"""ClickHouse's number for a database that does not exist."""

_BY_CODE: dict[int, type[EngineError]] = {
    158: QueryTooLarge,  # TOO_MANY_ROWS
    159: QueryTimeout,  # TIMEOUT_EXCEEDED
    160: QueryTimeout,  # TOO_SLOW
    173: QueryTooLarge,  # CANNOT_ALLOCATE_MEMORY
    191: QueryTooLarge,  # SET_SIZE_LIMIT_EXCEEDED
    202: EngineUnavailable,  # TOO_MANY_SIMULTANEOUS_QUERIES
    210: EngineUnavailable,  # NETWORK_ERROR
    241: QueryTooLarge,  # MEMORY_LIMIT_EXCEEDED
    279: EngineUnavailable,  # ALL_CONNECTION_TRIES_FAILED
    307: QueryTooLarge,  # TOO_MANY_BYTES
    394: QueryCancelled,  # QUERY_WAS_CANCELLED
    396: QueryTooLarge,  # TOO_MANY_ROWS_OR_BYTES
    516: EngineUnavailable,  # AUTHENTICATION_FAILED
    735: QueryCancelled,  # QUERY_WAS_CANCELLED_BY_CLIENT
}
_CODE = re.compile(r"Code: (\d+)\. ")
_PREFIX = re.compile(r"^.*?Code: \d+\. (?:Code: \d+\. |DB::Exception: )*", re.DOTALL)
_VERSION = re.compile(r"\s*\(version [^)]*\)")


def engine_error(text: str, *, code: int | None = None) -> EngineError:
    """The error that ``text`` (``Code: 159. DB::Exception: …``) tells of; ``code`` when it is known apart."""
    if code is None:
        found = _CODE.search(text)
        code = int(found[1]) if found else 0
    message = _VERSION.sub("", _PREFIX.sub("", text, count=1)).strip()
    return _BY_CODE.get(code, QueryFailed)(message or "The engine failed without a word.", code=code)
