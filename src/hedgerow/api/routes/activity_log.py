"""`/api/projects/:id/activity_log` (LOG-1)."""

from typing import Annotated

from fastapi import Depends, Query

from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging
from hedgerow.api.paths import whole_number
from hedgerow.api.query_values import moment
from hedgerow.api.routing import resource
from hedgerow.api.wire.activity_log import ActivityAnswer, activity_answer
from hedgerow.base.errors import InvalidRequest
from hedgerow.services.activity_log import activity_page
from hedgerow.services.house import Visit

router = resource("Activity log")

_MOMENT = "an ISO date or time, or one relative to now such as `-7d`"


@router.get("/api/projects/{project_id}/activity_log", summary="What was done, latest first")
def activity_log_list(
    house: TheHouse,
    visit: Annotated[Visit, Depends(Enters("project:read"))],
    paging: Paging,
    scope: Annotated[str | None, Query(description="A kind of thing, such as `Dashboard`.")] = None,
    item_id: Annotated[str | None, Query(description="The id of the thing it was done to.")] = None,
    user: Annotated[str | None, Query(description="The id of who did it.")] = None,
    activity: Annotated[str | None, Query(description="What was done, such as `created`.")] = None,
    date_from: Annotated[str | None, Query(description=f"Done since then: {_MOMENT}.")] = None,
    date_to: Annotated[str | None, Query(description=f"Done until then: {_MOMENT}.")] = None,
) -> PageAnswer[ActivityAnswer]:
    """Answer what was done in the project, the latest first, as far back as the server keeps it."""
    page = activity_page(
        house,
        visit,
        paging.asked,
        scope=scope or None,
        item_id=item_id or None,
        activity=activity or None,
        user_id=_user_number(user) if user else None,
        since=moment("date_from", date_from, house.clock(), visit.project.timezone),
        until=moment("date_to", date_to, house.clock(), visit.project.timezone, last=True),
    )
    return paging.answer(page, activity_answer)


def _user_number(text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise InvalidRequest("The id of a user is needed.", attr="user")
    return number
