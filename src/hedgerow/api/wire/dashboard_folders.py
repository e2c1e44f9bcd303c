"""Folders of dashboards, and many dashboards changed at once."""

from collections.abc import Mapping
from typing import Annotated, cast

from pydantic import BaseModel, Field

from hedgerow.api.bodies import Body
from hedgerow.api.wire.dashboards import Folder
from hedgerow.api.wire.tags import MOST_IDS, ItemNumber, SkippedAnswer
from hedgerow.services.dashboard_values import DashboardValues


class FolderAnswer(BaseModel):
    """A folder that something lies in."""

    path: str
    count: int = Field(description="Dashboards in the folder itself; those in folders below it are not counted.")


class FoldersAnswer(BaseModel):
    """Every folder that holds a dashboard, by path."""

    results: list[FolderAnswer]


class FolderMove(Body):
    """A folder to move with all that lies in it and below it."""

    folder: Folder
    to: Folder | None = Field(description="Where it is to be; null for no folder. A new last name renames it.")


class FiledAnswer(BaseModel):
    """A dashboard and the folder it lay in."""

    id: int
    folder: str


class MovedAnswer(BaseModel):
    """How many dashboards lie elsewhere now."""

    moved: int
    before: list[FiledAnswer] = Field(description="Where each of them lay, to put it back with `bulk_update`.")


class ManyDashboardsChange(Body):
    """What to change of many dashboards; fields left out stay as they are."""

    ids: Annotated[list[ItemNumber], Field(min_length=1, max_length=MOST_IDS)]
    folder: Folder | None = Field(None, description="Folder to move them to, `A/B`; null or empty for none.")
    pinned: bool = False
    deleted: bool = Field(default=False, description="`true` removes the dashboards, `false` brings them back.")

    def values(self) -> DashboardValues:
        """What was sent, in the services' words."""
        return cast("DashboardValues", self.model_dump(include=self.model_fields_set - {"ids"}))  # these are its keys


class DashboardsChangedAnswer(BaseModel):
    """What became of the ids, in the order they were sent."""

    updated: list[int]
    skipped: list[SkippedAnswer[int]]


def folders_answer(folders: Mapping[str, int]) -> FoldersAnswer:
    """``folders`` as they are shown."""
    return FoldersAnswer(results=[FolderAnswer(path=path, count=count) for path, count in folders.items()])


def moved_answer(before: Mapping[int, str]) -> MovedAnswer:
    """The dashboards that were moved, from the folders they lay in ``before``."""
    filed = [FiledAnswer(id=dashboard_id, folder=folder) for dashboard_id, folder in before.items()]
    return MovedAnswer(moved=len(filed), before=filed)


def dashboards_changed_answer(asked: list[int], changed: tuple[int, ...], reason: str) -> DashboardsChangedAnswer:
    """Those of ``asked`` that were changed, and the rest, all for the same ``reason`` (TAG-13)."""
    once = list(dict.fromkeys(asked))
    return DashboardsChangedAnswer(
        updated=[one for one in once if one in changed],
        skipped=[SkippedAnswer(id=one, reason=reason) for one in once if one not in changed],
    )
