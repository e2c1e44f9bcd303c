"""Where definitions are used, and many of them changed at once."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from hedgerow.api.bodies import Body
from hedgerow.api.wire.tags import MOST_IDS, SkippedAnswer
from hedgerow.services.definition_usage import Usage


class NamedAnswer(BaseModel):
    """A dashboard, action or cohort."""

    id: int
    name: str | None


class NamedInsightAnswer(BaseModel):
    """An insight."""

    short_id: str
    name: str | None
    derived_name: str | None


class UsageAnswer(BaseModel):
    """What names an event or a property: a dashboard by its own filters, or by an insight on it."""

    dashboards: list[NamedAnswer]
    insights: list[NamedInsightAnswer]
    actions: list[NamedAnswer]
    cohorts: list[NamedAnswer]


class TimesUsedAnswer(BaseModel):
    """In how many saved things one event or property stands."""

    name: str
    used_in: int = Field(description="Insights, actions, cohorts, and dashboards whose own filters name it.")


class AllTimesUsedAnswer(BaseModel):
    """One answer for each name, in the order they were asked for."""

    results: list[TimesUsedAnswer]


class ManyDefinitions(Body):
    """Which definitions to change."""

    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_IDS)]


class BulkChangedAnswer(BaseModel):
    """What became of the ids, in the order they were sent."""

    updated: list[UUID]
    skipped: list[SkippedAnswer[UUID]]


def usage_answer(usage: Usage) -> UsageAnswer:
    """``usage`` as it is shown."""
    return UsageAnswer(
        dashboards=[NamedAnswer(id=one.id, name=one.name) for one in usage.dashboards],
        insights=[
            NamedInsightAnswer(short_id=one.short_id, name=one.name, derived_name=one.derived_name)
            for one in usage.insights
        ],
        actions=[NamedAnswer(id=one.id, name=one.name) for one in usage.actions],
        cohorts=[NamedAnswer(id=one.id, name=one.name) for one in usage.cohorts],
    )


def times_used_answer(used: Mapping[str, int]) -> AllTimesUsedAnswer:
    """``used`` as it is shown."""
    return AllTimesUsedAnswer(results=[TimesUsedAnswer(name=name, used_in=count) for name, count in used.items()])


def bulk_changed_answer(asked: list[UUID], changed: set[UUID]) -> BulkChangedAnswer:
    """Those of ``asked`` that were changed, and the rest."""
    once = list(dict.fromkeys(asked))
    return BulkChangedAnswer(
        updated=[one for one in once if one in changed],
        skipped=[SkippedAnswer(id=one, reason="Not found.") for one in once if one not in changed],
    )
