"""Every failure as the contract's envelope, whoever raised it (ERR-1, ERR-2)."""

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from hedgerow.api.answers import error_answer, failure_answer
from hedgerow.api.routing import allowed_methods
from hedgerow.api.validation import request_problem
from hedgerow.api.web_ui import ui_answer
from hedgerow.base.errors import (
    ClientError,
    EngineError,
    EngineUnavailable,
    InvalidRequest,
    MalformedRequest,
    MethodNotAllowed,
    NotFound,
    QueryCancelled,
    QueryTimeout,
    QueryTooLarge,
    Unavailable,
)
from hedgerow.base.logging import logger
from hedgerow.run.presence import NobodyWaits
from hedgerow.store.errors import StoreUnavailable

BAD_REGEX = 427
"""ClickHouse's number for a regular expression that RE2 cannot compile."""

CLIENT_LEFT = 499
"""The status noted for a client that did not wait for its answer; nobody gets it."""

log = logger("api")


def install_error_handlers(app: FastAPI) -> None:
    """Make ``app`` answer every error with the envelope."""
    app.add_exception_handler(ClientError, _client_error)
    app.add_exception_handler(EngineError, _engine_error)
    app.add_exception_handler(StoreUnavailable, _store_busy)
    app.add_exception_handler(NobodyWaits, _client_left)
    app.add_exception_handler(RequestValidationError, _wrong_value)
    app.add_exception_handler(HTTPException, _framework_error)


async def _client_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ClientError)
    return error_answer(error)


async def _client_left(_request: Request, error: Exception) -> Response:
    del error
    return Response(status_code=CLIENT_LEFT)


async def _wrong_value(_request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return error_answer(request_problem(error.errors()))


async def _engine_error(_request: Request, error: Exception) -> Response:
    assert isinstance(error, EngineError)
    log.error("engine failed", error=str(error), code=error.code, kind=type(error).__name__)
    return error_answer(of_engine(error))


async def _store_busy(_request: Request, error: Exception) -> Response:
    log.error("store failed", error=str(error))
    return error_answer(Unavailable("The database is not available."))


async def _framework_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return ui_answer(request) or error_answer(NotFound())
    if error.status_code == 405:
        allowed = allowed_methods(request.app.router.routes, request.scope)
        refusal = MethodNotAllowed(f'Method "{request.method}" not allowed.', headers={"Allow": ", ".join(allowed)})
        return error_answer(refusal)
    if error.status_code == 400:
        return error_answer(MalformedRequest(str(error.detail)))
    log.error("framework refused", status=error.status_code, detail=str(error.detail))
    return failure_answer()


def of_engine(error: EngineError) -> ClientError:
    """What a client is told of an engine's failure; the log has the engine's own words."""
    if isinstance(error, EngineUnavailable):
        return Unavailable("The query engine is not available.")
    if isinstance(error, QueryTimeout):
        return Unavailable("The query took too long and was stopped.", code="query_timeout")
    if isinstance(error, QueryCancelled):
        return InvalidRequest("The query was cancelled.", code="query_cancelled")
    if isinstance(error, QueryTooLarge):
        return InvalidRequest("The query needs more memory or rows than one query may use.", code="query_too_large")
    if error.code == BAD_REGEX:
        return InvalidRequest("A regular expression in this query cannot be read.", attr="query")
    return InvalidRequest("The engine could not run this query.", code="query_failed")
