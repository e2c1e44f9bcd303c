"""Structured logging: one set-up, one way to get a logger."""

import logging
import sys
from typing import Any, cast

import structlog


def configure_logging(*, level: str = "info", as_json: bool = False) -> None:
    """Send every log line to stderr, as readable text or as JSON lines."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def logger(name: str) -> "structlog.typing.FilteringBoundLogger":
    """The logger of one room; ``name`` is the room."""
    return cast("structlog.typing.FilteringBoundLogger", structlog.get_logger(room=name))


def bind_request(**facts: Any) -> None:
    """Add facts (request id, project) to every log line of the running request."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**facts)
