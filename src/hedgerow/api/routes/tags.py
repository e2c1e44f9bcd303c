"""`/api/projects/:id/tags` (TAG-30)."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.routing import resource
from hedgerow.services import bulk_tags
from hedgerow.services.house import Visit

router = resource("Tags")

MOST_AT_ONCE = 100


@router.get("/api/projects/{project_id}/tags", summary="Tags")
def tags_list(
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("project:read"))],
    paging: Paging,
    search: Annotated[str | None, Query(description="Text in the name. With it the answer comes in pages.")] = None,
) -> list[str] | PageAnswer[str]:
    """Answer the names of the project's tags, ascending: a plain list, or pages of at most 100 with `search`."""
    if search is None:
        return list(bulk_tags.tag_names(house, visit))
    short = paging.at_most(MOST_AT_ONCE)
    return short.answer(bulk_tags.tags_containing(house, visit, search, short.asked), str)
