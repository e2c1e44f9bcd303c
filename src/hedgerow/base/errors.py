"""Every way Hedgerow fails, as one family.

HedgerowError
├── SettingsError            a setting cannot be used; said at start-up
├── ClientError              the caller can mend it; carries the envelope of contract ERR-1
│   ├── InvalidRequest       400 validation_error: a field or the whole body
│   ├── MalformedRequest     400 invalid_request/parse_error: not JSON, or an unknown query kind
│   ├── NotAuthenticated     401 no credentials
│   ├── AuthenticationFailed 401 bad credentials
│   ├── PermissionDenied     403
│   ├── NotFound             404
│   ├── MethodNotAllowed     405
│   ├── NotAcceptable        406
│   ├── PayloadTooLarge      413
│   ├── UnsupportedMediaType 415
│   ├── Throttled            429, with Retry-After
│   ├── BareRefusal          any 4xx whose body is a single key instead of the envelope (ERR-6)
│   └── Unavailable          503, with Retry-After
└── EngineError              the engine could not answer
    ├── EngineUnavailable    not reachable, or the folder belongs to another process
    ├── QueryFailed          the engine refused or failed a statement
    ├── QueryTimeout         the time limit was reached
    ├── QueryTooLarge        the memory or row limit was reached
    └── QueryCancelled       somebody stopped it
"""

from collections.abc import Mapping
from typing import ClassVar, Literal


class HedgerowError(Exception):
    """The root of the family; never raised itself."""


class SettingsError(HedgerowError):
    """A setting is missing or unusable; the message names it and says what would do."""


class ClientError(HedgerowError):
    """A request that cannot be answered as asked.

    ``detail`` is a sentence for people; ``code`` and ``attr`` are for programs (contract ERR-1, ERR-2).
    ``attr`` names the field, nested positions joined by ``__`` (ERR-4); ``extra`` has more for programs (ERR-1).
    """

    status: ClassVar[int] = 400
    type: ClassVar[str] = "invalid_request"
    default_code: ClassVar[str] = "error"

    def __init__(
        self,
        detail: str,
        *,
        code: str | None = None,
        attr: str | None = None,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, int] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.default_code
        self.attr = attr
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})


class InvalidRequest(ClientError):
    """A value breaks a rule: 400 ``validation_error``."""

    type = "validation_error"
    default_code = "invalid_input"


class MalformedRequest(ClientError):
    """The body is not JSON, or holds a query nobody understands: 400 ``parse_error``."""

    default_code = "parse_error"


class NotAuthenticated(ClientError):
    """No credentials were given (AUTH-21)."""

    status = 401
    type = "authentication_error"
    default_code = "not_authenticated"

    def __init__(
        self, detail: str = "Authentication credentials were not provided.", *, scheme: str = "Bearer"
    ) -> None:
        super().__init__(detail, headers={"WWW-Authenticate": scheme})


class AuthenticationFailed(ClientError):
    """The credentials given are wrong (AUTH-2); ``scheme`` fills ``WWW-Authenticate`` (AUTH-3)."""

    status = 401
    type = "authentication_error"
    default_code = "authentication_failed"

    def __init__(self, detail: str, *, scheme: str = "Bearer") -> None:
        super().__init__(detail, headers={"WWW-Authenticate": scheme})


class PermissionDenied(ClientError):
    """The caller is known and may not do this."""

    status = 403
    type = "authentication_error"
    default_code = "permission_denied"


class NotFound(ClientError):
    """There is no such thing here, or the caller may not know of it."""

    status = 404
    default_code = "not_found"

    def __init__(self, detail: str = "Not found.") -> None:
        super().__init__(detail)


class MethodNotAllowed(ClientError):
    """The path is known, the method is not (CONV-12)."""

    status = 405
    default_code = "method_not_allowed"


class NotAcceptable(ClientError):
    """None of the formats in ``Accept`` can be given (FMT-4)."""

    status = 406
    default_code = "not_acceptable"


class PayloadTooLarge(ClientError):
    """The body is over the limit, before or after decompression (CAP-23)."""

    status = 413
    default_code = "payload_too_large"


class UnsupportedMediaType(ClientError):
    """The body's content type is not read here (FMT-8)."""

    status = 415
    default_code = "unsupported_media_type"


class Throttled(ClientError):
    """Too many requests; come back after ``retry_after`` seconds."""

    status = 429
    type = "throttled_error"
    default_code = "throttled"

    def __init__(self, detail: str, *, retry_after: int) -> None:
        super().__init__(detail, headers={"Retry-After": str(retry_after)})


class BareRefusal(ClientError):
    """A refusal that some actions write as ``{"error": …}`` or ``{"detail": …}`` instead of the envelope (ERR-6)."""

    def __init__(self, detail: str, *, bare_status: int = 400, key: Literal["error", "detail"] = "error") -> None:
        super().__init__(detail)
        self.bare_status = bare_status
        self.key = key


class Unavailable(ClientError):
    """The server cannot take this now and nothing was stored; come back after ``retry_after`` seconds."""

    status = 503
    type = "server_error"
    default_code = "unavailable"

    def __init__(self, detail: str, *, retry_after: int = 5, code: str | None = None) -> None:
        super().__init__(detail, code=code, headers={"Retry-After": str(retry_after)})


class EngineError(HedgerowError):
    """The engine could not answer; ``code`` is ClickHouse's error number, 0 when it gave none."""

    def __init__(self, message: str, *, code: int = 0) -> None:
        super().__init__(message)
        self.code = code


class EngineUnavailable(EngineError):
    """The engine cannot be reached or opened."""


class QueryFailed(EngineError):
    """The engine refused or failed a statement."""


class QueryTimeout(EngineError):
    """The statement ran into its time limit."""


class QueryTooLarge(EngineError):
    """The statement ran into its memory or row limit."""


class QueryCancelled(EngineError):
    """The statement was stopped on request."""
