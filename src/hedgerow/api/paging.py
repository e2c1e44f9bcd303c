"""Slices of lists and their envelope (PAGE-1..5, EVDEF-14)."""

from collections.abc import Callable, Sequence
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Query
from pydantic import BaseModel, WithJsonSchema
from starlette.requests import Request

from hedgerow.api.doors import TheHouse
from hedgerow.api.paths import requested_url
from hedgerow.base.errors import InvalidRequest
from hedgerow.vocab.pages import Page, PageRequest

DEFAULT_LIMIT = 100
_LARGEST = 2**53
"""Larger numbers mean the same and would not fit a database's integer."""

_Limit = Annotated[
    str | None,
    Query(description=f"Most items to answer; {DEFAULT_LIMIT} when absent."),
    WithJsonSchema({"type": "integer", "minimum": 1, "default": DEFAULT_LIMIT}),
]
_Offset = Annotated[
    str | None,
    Query(description="How many items to pass over first."),
    WithJsonSchema({"type": "integer", "minimum": 0, "default": 0}),
]

Item = TypeVar("Item")
Shown = TypeVar("Shown")


class PageAnswer(BaseModel, Generic[Shown]):
    """One page of a list (PAGE-2)."""

    count: int
    next: str | None
    previous: str | None
    results: list[Shown]


class Pager:
    """The slice a request asks for, and the envelope around it."""

    def __init__(self, asked: PageRequest, request: Request, base_url: str | None) -> None:
        self.asked = asked
        self._request = request
        self._base_url = base_url

    def at_most(self, limit: int) -> "Pager":
        """The same with no more than ``limit`` items."""
        asked = PageRequest(limit=min(self.asked.limit, limit), offset=self.asked.offset)
        return Pager(asked, self._request, self._base_url)

    def answer(self, page: Page[Item], shown: Callable[[Item], Shown]) -> PageAnswer[Shown]:
        """``page`` in its envelope, each item as ``shown`` makes it; links keep all other parameters."""
        limit, offset = self.asked.limit, self.asked.offset
        url = requested_url(self._request, self._base_url)
        later = url.include_query_params(limit=limit, offset=offset + limit)
        before = offset - limit
        earlier = url.include_query_params(limit=limit)
        earlier = earlier.include_query_params(offset=before) if before > 0 else earlier.remove_query_params("offset")
        return PageAnswer(
            count=page.count,
            next=str(later) if offset + limit < page.count else None,
            previous=str(earlier) if offset > 0 else None,
            results=[shown(item) for item in page.items],
        )


def page_of(items: Sequence[Item], asked: PageRequest) -> Page[Item]:
    """The slice of ``items`` that ``asked`` wants, for lists that are always short."""
    return Page(items[asked.offset : asked.offset + asked.limit], len(items))


async def _lenient(request: Request, house: TheHouse, limit: _Limit = None, offset: _Offset = None) -> Pager:
    asked = PageRequest(limit=usable_number(limit, 1, DEFAULT_LIMIT), offset=usable_number(offset, 0, 0))
    return Pager(asked, request, house.settings.base_url)


async def _strict(request: Request, house: TheHouse, limit: _Limit = None, offset: _Offset = None) -> Pager:
    asked = PageRequest(limit=_exact("limit", limit, 1, DEFAULT_LIMIT), offset=_exact("offset", offset, 0, 0))
    return Pager(asked, request, house.settings.base_url)


def usable_number(text: str | None, least: int, otherwise: int) -> int:
    """``text`` as a whole number from ``least`` on, ``otherwise`` when it is none (PAGE-3)."""
    number = _whole(text or "")
    return otherwise if number is None or number < least else number


def _exact(name: str, text: str | None, least: int, otherwise: int) -> int:
    if text is None:
        return otherwise
    number = _whole(text)
    if number is None:
        raise InvalidRequest("A valid integer is required.", attr=name)
    if number < least:
        raise InvalidRequest(f"This must be at least {least}.", code="min_value", attr=name)
    return number


def _whole(text: str) -> int | None:
    digits = text.strip().removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return None
    size = min(int(digits[:20]), _LARGEST)
    return -size if text.strip().startswith("-") else size


Paging = Annotated[Pager, Depends(_lenient)]
"""The slice of an ordinary list: what cannot be used falls back to the defaults (PAGE-3)."""

StrictPaging = Annotated[Pager, Depends(_strict)]
"""The slice of a list that refuses a bad ``limit`` or ``offset`` (EVDEF-14)."""
