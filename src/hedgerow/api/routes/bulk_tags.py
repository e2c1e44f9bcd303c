"""`…/bulk_update_tags` of dashboards, insights and event definitions (contract 60)."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.routing import resource
from hedgerow.api.wire.tags import DefinitionTagsChange, NumberedTagsChange, TagsChangedAnswer, tags_changed_answer
from hedgerow.services import bulk_tags
from hedgerow.services.house import Visit

router = resource("Tags")

NOT_EDITABLE = "Not found, or you may not edit it."
NOT_FOUND = "Not found."

Numbered = Annotated[Sent[NumberedTagsChange], Depends(Sends(NumberedTagsChange))]
Change = Annotated[Sent[DefinitionTagsChange], Depends(Sends(DefinitionTagsChange))]


@router.post("/api/projects/{project_id}/dashboards/bulk_update_tags", summary="Change the tags of many dashboards")
def dashboards_bulk_update_tags(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("dashboard:write"))], sent: Numbered
) -> TagsChangedAnswer[int]:
    """Add, remove or set tags of up to 500 dashboards at once; ids that cannot be changed are skipped."""
    wanted = sent.checked()
    changed = bulk_tags.change_dashboard_tags(house, visit, wanted.ids, wanted.action, wanted.tags)
    return tags_changed_answer(changed, NOT_EDITABLE)


@router.post("/api/projects/{project_id}/insights/bulk_update_tags", summary="Change the tags of many insights")
def insights_bulk_update_tags(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("insight:write"))], sent: Numbered
) -> TagsChangedAnswer[int]:
    """Add, remove or set tags of up to 500 insights at once; ids that cannot be changed are skipped."""
    wanted = sent.checked()
    changed = bulk_tags.change_insight_tags(house, visit, wanted.ids, wanted.action, wanted.tags)
    return tags_changed_answer(changed, NOT_EDITABLE)


@router.post("/api/projects/{project_id}/event_definitions/bulk_update_tags", summary="Change the tags of many events")
def event_definitions_bulk_update_tags(
    house: TheHouse, visit: Annotated[Visit, Depends(Enters("event_definition:write"))], sent: Change
) -> TagsChangedAnswer[UUID]:
    """Add, remove or set tags of up to 500 event definitions at once; unknown ids are skipped."""
    wanted = sent.checked()
    changed = bulk_tags.change_event_definition_tags(house, visit, wanted.ids, wanted.action, wanted.tags)
    return tags_changed_answer(changed, NOT_FOUND)
