"""A tool: its name, its words, its arguments and the call it makes."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from hedgerow.mcp.api_client import ApiClient, Json
from hedgerow.mcp.arguments import Arguments


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One tool of contract 90. ``operation`` is the API operation it calls, by its id in the OpenAPI document."""

    name: str
    title: str
    description: str
    operation: str
    scope: str
    arguments: type[Arguments]
    answer: Callable[[ApiClient, Any], Awaitable[Json]]
    """Takes the checked arguments, an object of the class ``arguments``."""
    reads: bool = False
    destroys: bool = False
    repeatable: bool = False
