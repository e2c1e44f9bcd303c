"""`/api/projects/:id/quick_filters`: property filters that dashboards offer as a choice (NB-71)."""

from typing import Annotated

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.dashboard_doors import Reader, Writer
from hedgerow.api.doors import TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.routing import resource
from hedgerow.api.wire.quick_filters import NewQuickFilter, QuickFilterAnswer, QuickFilterChange, quick_filter_answer
from hedgerow.services import quick_filters
from hedgerow.services.quick_filters import QuickFilterValues

router = resource("Quick filters")

_ALL = "/api/projects/{project_id}/quick_filters"
_ONE = f"{_ALL}/{{quick_filter_id:id}}"

New = Annotated[Sent[NewQuickFilter], Depends(Sends(NewQuickFilter))]
Change = Annotated[Sent[QuickFilterChange], Depends(Sends(QuickFilterChange))]


@router.get(_ALL, summary="Quick filters")
def quick_filters_list(house: TheHouse, visit: Reader, paging: Paging) -> PageAnswer[QuickFilterAnswer]:
    """Answer the project's quick filters, by name."""
    return paging.answer(quick_filters.quick_filters_page(house, visit, paging.asked), quick_filter_answer)


@router.post(_ALL, summary="Create a quick filter", status_code=201)
def quick_filters_create(house: TheHouse, visit: Writer, sent: New) -> QuickFilterAnswer:
    """Create a quick filter; no other of the project has its name."""
    wanted = sent.checked()
    made = quick_filters.create_quick_filter(
        house,
        visit,
        name=wanted.name,
        property_name=wanted.property_name,
        type=wanted.type,
        options=wanted.options,
    )
    return quick_filter_answer(made)


@router.get(_ONE, summary="A quick filter")
def quick_filters_retrieve(quick_filter_id: str, house: TheHouse, visit: Reader) -> QuickFilterAnswer:
    """Answer one quick filter by its UUID."""
    return quick_filter_answer(quick_filters.quick_filter(house, visit, quick_filter_id))


@router.api_route(_ONE, methods=["PATCH", "PUT"], summary="Change a quick filter")
def quick_filters_update(quick_filter_id: str, house: TheHouse, visit: Writer, sent: Change) -> QuickFilterAnswer:
    """Change a quick filter; fields left out stay as they are."""
    quick_filters.quick_filter(house, visit, quick_filter_id)
    values = sent.checked().given(QuickFilterValues)
    return quick_filter_answer(quick_filters.change_quick_filter(house, visit, quick_filter_id, values))


@router.delete(_ONE, summary="Delete a quick filter", status_code=204)
def quick_filters_destroy(quick_filter_id: str, house: TheHouse, visit: Writer) -> None:
    """Delete a quick filter; dashboards that name it stay readable."""
    quick_filters.delete_quick_filter(house, visit, quick_filter_id)
