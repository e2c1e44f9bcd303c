"""Who looked at shares: a row for each viewer and hour, which follows a share to its new link."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, update

from hedgerow.store.reading import slice_and_count
from hedgerow.store.tables.sharing import share_views
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.sharing import Share, ShareViewer, ShareViews

_TABLE = share_views.c


class ShareViewLog:
    """Adds to and reads the views of one share at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, share: Share, viewer: ShareViewer, *, now: datetime, again: bool, most: int) -> None:
        """Count one look of ``viewer``; one that is only had ``again`` counts once an hour.

        After ``most`` viewers in an hour further ones are counted without their address. The share's target has to
        be locked, or two looks at once may make two rows of one viewer.
        """
        hour = now.replace(minute=0, second=0, microsecond=0)
        if self._counted(share, viewer, hour, now, again=again):
            return
        rows = select(func.count()).where(*_of(share), _TABLE.hour == hour)
        if viewer.address is not None and self._connection.execute(rows).scalar_one() >= most:
            unnamed = ShareViewer(address=None, password_note=viewer.password_note)
            self.add(share, unnamed, now=now, again=again, most=most)
            return
        row = {"team_id": share.team_id, "configuration_id": share.id, "hour": hour, "views": 1, "last_viewed_at": now}
        who = {"address": viewer.address, "password_note": viewer.password_note}
        self._connection.execute(insert(share_views).values({**row, **who}))

    def page(self, share: Share, page: PageRequest) -> Page[ShareViews]:
        """A slice of the views of ``share``, latest first."""
        query = select(share_views).where(*_of(share))
        order = [_TABLE.hour.desc(), _TABLE.last_viewed_at.desc(), _TABLE.id.desc()]
        rows, count = slice_and_count(self._connection, query, order, page)
        return Page([_record(row) for row in rows], count)

    def hourly(self, share: Share, *, since: datetime) -> dict[datetime, int]:
        """How often ``share`` was looked at in each hour from ``since`` on; hours without a view are left out."""
        query = select(_TABLE.hour, func.sum(_TABLE.views)).where(*_of(share), _TABLE.hour >= since)
        return {row[0]: int(row[1]) for row in self._connection.execute(query.group_by(_TABLE.hour))}

    def hand_on(self, old: Share, new: Share) -> None:
        """Let the views of ``old`` be those of ``new``, which took its place (SHARE-35)."""
        self._connection.execute(update(share_views).where(*_of(old)).values(configuration_id=new.id))

    def drop_before(self, moment: datetime) -> int:
        """Forget the views before ``moment``, in every project; how many rows that were."""
        return self._connection.execute(delete(share_views).where(_TABLE.hour < moment)).rowcount

    def _counted(self, share: Share, viewer: ShareViewer, hour: datetime, now: datetime, *, again: bool) -> bool:
        """Whether there was a row of this viewer and hour to count the look in."""
        same = (
            _TABLE.hour == hour,
            _TABLE.address.is_not_distinct_from(viewer.address),
            _TABLE.password_note.is_not_distinct_from(viewer.password_note),
        )
        seen = update(share_views).where(*_of(share), *same)
        return bool(
            self._connection.execute(seen.values(views=_TABLE.views + int(not again), last_viewed_at=now)).rowcount
        )


def _of(share: Share) -> list[ColumnElement[bool]]:
    return [_TABLE.team_id == share.team_id, _TABLE.configuration_id == share.id]


def _record(row: Row[Any]) -> ShareViews:
    return ShareViews(
        viewer=ShareViewer(address=row.address, password_note=row.password_note),
        views=row.views,
        last_viewed_at=row.last_viewed_at,
    )
