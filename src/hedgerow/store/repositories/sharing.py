"""Shares: the links of dashboards and insights, and the passwords in front of them (contract 20)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, insert, or_, select, update

from hedgerow.store.reading import in_batches
from hedgerow.store.repositories.authors import authors
from hedgerow.store.tables.dashboards import dashboards, insights
from hedgerow.store.tables.sharing import share_passwords, sharing_configurations
from hedgerow.vocab.sharing import Share, Shareable, SharePassword, ShareSettings, ShareTarget


class ShareChanges(TypedDict, total=False):
    """What `Sharing.update` can change."""

    access_token: str
    enabled: bool
    settings: ShareSettings | None
    password_required: bool
    expires_at: datetime


class Sharing:
    """Finds, makes and changes shares of one project at a time; only `live` looks through all projects."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def live(self, access_token: str, *, now: datetime) -> Share | None:
        """The share that this token opens now: enabled, not past its grace, and its target is there (SHARE-50)."""
        table = sharing_configurations.c
        query = select(sharing_configurations).where(
            table.access_token == access_token, table.enabled.is_(True), _before_end(table.expires_at, now)
        )
        row = self._connection.execute(query.where(or_(_shows(dashboards), _shows(insights)))).one_or_none()
        return None if row is None else _share(row)

    def lock(self, team_id: int, target: ShareTarget) -> None:
        """Make others who want to change the target's share wait for this transaction."""
        table = dashboards if target.kind is Shareable.DASHBOARD else insights
        row = select(table.c.id).where(table.c.team_id == team_id, table.c.id == target.id)
        self._connection.execute(row.with_for_update()).all()

    def current(self, team_id: int, target: ShareTarget) -> Share | None:
        """The target's current share; None when nothing was ever stored (SHARE-1, SHARE-16)."""
        current = sharing_configurations.c.expires_at.is_(None)
        query = select(sharing_configurations).where(*_of(team_id, target), current)
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _share(row)

    def create(
        self,
        team_id: int,
        target: ShareTarget,
        *,
        access_token: str,
        created_by: int | None,
        now: datetime,
        like: Share | None = None,
    ) -> Share:
        """A new current share of the target: with what ``like`` says and counted, else off and open."""
        values = {
            "team_id": team_id,
            "dashboard_id": target.id if target.kind is Shareable.DASHBOARD else None,
            "insight_id": target.id if target.kind is Shareable.INSIGHT else None,
            "access_token": access_token,
            "enabled": like is not None and like.enabled,
            "settings": _plain(like.settings) if like else None,
            "password_required": like is not None and like.password_required,
            "created_at": now,
            "created_by": created_by,
            "views": like.views if like else 0,
            "last_viewed_at": like.last_viewed_at if like else None,
        }
        made = insert(sharing_configurations).values(values).returning(*sharing_configurations.c)
        return _share(self._connection.execute(made).one())

    def update(self, share: Share, **changes: Unpack[ShareChanges]) -> Share:
        """``share`` as it is after ``changes``."""
        values: dict[str, Any] = dict(changes)
        if "settings" in changes:
            values["settings"] = _plain(changes["settings"])
        table = sharing_configurations.c
        changed = update(sharing_configurations).where(table.team_id == share.team_id, table.id == share.id)
        row = self._connection.execute(changed.values(**values).returning(*table)).one()
        return _share(row)

    def forget_replaced(self, team_id: int, target: ShareTarget, *, ended_by: datetime | None = None) -> None:
        """Remove the target's replaced links: those whose grace is over at ``ended_by``, or every one."""
        end = sharing_configurations.c.expires_at
        old = end.is_not(None) if ended_by is None else end <= ended_by
        self._connection.execute(delete(sharing_configurations).where(*_of(team_id, target), old))

    def replaced_until(self, team_id: int, target: ShareTarget, *, now: datetime) -> datetime | None:
        """When the last of the target's replaced links stops working; None when none works at ``now``."""
        end = sharing_configurations.c.expires_at
        live = (end > now, sharing_configurations.c.enabled.is_(True))
        last: datetime | None = self._connection.execute(
            select(func.max(end)).where(*_of(team_id, target), *live)
        ).scalar_one()
        return last

    def count_view(self, share: Share, *, now: datetime) -> None:
        """Count one look at what ``share`` shows, at its target's current link, whichever link was used."""
        current = sharing_configurations.c.expires_at.is_(None)
        seen = update(sharing_configurations).where(*_of(share.team_id, share.target), current)
        self._connection.execute(seen.values(views=sharing_configurations.c.views + 1, last_viewed_at=now))

    def passwords(self, share: Share, *, now: datetime) -> tuple[SharePassword, ...]:
        """The passwords that open ``share`` at ``now``, newest first."""
        query = select(share_passwords).where(*_opening(share, now)).order_by(share_passwords.c.id.desc())
        return self._passwords(self._connection.execute(query).all())

    def password(self, share: Share, password_id: int, *, now: datetime) -> SharePassword | None:
        """The password with this id, when it opens ``share`` at ``now``."""
        query = select(share_passwords).where(*_opening(share, now), share_passwords.c.id == password_id)
        return next(iter(self._passwords(self._connection.execute(query).all())), None)

    def add_password(
        self,
        share: Share,
        *,
        password_hash: str,
        note: str,
        created_by: int | None,
        now: datetime,
        expires_at: datetime | None = None,
    ) -> SharePassword:
        """One more password for ``share``."""
        values = {
            "team_id": share.team_id,
            "configuration_id": share.id,
            "password_hash": password_hash,
            "note": note,
            "is_active": True,
            "created_at": now,
            "created_by": created_by,
            "expires_at": expires_at,
        }
        made = insert(share_passwords).values(values).returning(*share_passwords.c)
        return self._passwords([self._connection.execute(made).one()])[0]

    def copy_passwords(self, old: Share, new: Share, *, now: datetime) -> None:
        """Let the passwords that open ``old`` open ``new`` too, under ids of their own (SHARE-36)."""
        table = share_passwords.c
        kept = [column for column in table if column.name not in {"id", "configuration_id"}]
        chosen = select(*kept).where(*_opening(old, now)).order_by(table.id)
        rows = [{**row, "configuration_id": new.id} for row in self._connection.execute(chosen).mappings()]
        if rows:
            self._connection.execute(insert(share_passwords), rows)

    def drop_password(self, share: Share, password: SharePassword) -> None:
        """Let ``password`` open nothing more: neither ``share`` nor a replaced link it was copied from (SHARE-30)."""
        table = share_passwords.c
        links = select(sharing_configurations.c.id).where(*_of(share.team_id, share.target))
        same = update(share_passwords).where(
            table.team_id == share.team_id,
            table.configuration_id.in_(links),
            table.password_hash == password.password_hash,
        )
        self._connection.execute(same.values(is_active=False))

    def note_use(self, share: Share, password_id: int, *, now: datetime) -> None:
        """Remember that a password was used."""
        table = share_passwords.c
        used = update(share_passwords).where(table.team_id == share.team_id, table.id == password_id)
        self._connection.execute(used.values(last_used_at=now))

    def _passwords(self, rows: Sequence[Row[Any]]) -> tuple[SharePassword, ...]:
        people = authors(self._connection, (row.created_by for row in rows))
        return tuple(
            SharePassword(
                id=row.id,
                note=row.note,
                created_at=row.created_at,
                created_by=people.get(row.created_by),
                expires_at=row.expires_at,
                last_used_at=row.last_used_at,
                password_hash=row.password_hash,
            )
            for row in rows
        )


def is_shared(dashboard_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the dashboard with this id is shared, as a condition on a query of dashboards (SHARE-4)."""
    table = sharing_configurations.c
    return exists().where(table.dashboard_id == dashboard_id, table.enabled.is_(True))


def shared_among(connection: Connection, team_id: int, dashboard_ids: Iterable[int]) -> set[int]:
    """Those of the project's dashboards that are shared: what ``is_shared`` says (SHARE-4)."""
    table = sharing_configurations.c
    found: set[int] = set()
    for batch in in_batches(dashboard_ids):
        on = (table.team_id == team_id, table.dashboard_id.in_(batch), table.enabled.is_(True))
        found.update(connection.execute(select(table.dashboard_id).where(*on)).scalars())
    return found


def _shows(table: Any) -> ColumnElement[bool]:
    """Whether the configuration's target is a live row of ``table``."""
    pointer = sharing_configurations.c.dashboard_id if table is dashboards else sharing_configurations.c.insight_id
    found = exists().where(table.c.id == pointer, table.c.team_id == sharing_configurations.c.team_id)
    return found.where(table.c.deleted.is_(False))


def _of(team_id: int, target: ShareTarget) -> list[ColumnElement[bool]]:
    table = sharing_configurations.c
    pointer = table.dashboard_id if target.kind is Shareable.DASHBOARD else table.insight_id
    return [table.team_id == team_id, pointer == target.id]


def _opening(share: Share, now: datetime) -> list[ColumnElement[bool]]:
    table = share_passwords.c
    mine = [table.team_id == share.team_id, table.configuration_id == share.id, table.is_active.is_(True)]
    return [*mine, _before_end(table.expires_at, now)]


def _before_end(end: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    return or_(end.is_(None), end > now)


def _plain(settings: ShareSettings | None) -> dict[str, Any] | None:
    return None if settings is None else dict(settings)


def _share(row: Row[Any]) -> Share:
    if row.dashboard_id is not None:
        target = ShareTarget(kind=Shareable.DASHBOARD, id=row.dashboard_id)
    else:
        target = ShareTarget(kind=Shareable.INSIGHT, id=row.insight_id)
    return Share(
        id=row.id,
        team_id=row.team_id,
        target=target,
        access_token=row.access_token,
        enabled=row.enabled,
        settings=row.settings,
        password_required=row.password_required,
        created_at=row.created_at,
        expires_at=row.expires_at,
        views=row.views,
        last_viewed_at=row.last_viewed_at,
    )
