"""Who looked at what is shared, and when: kept by the hour, with no more of an address than its network."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from zoneinfo import ZoneInfo

from hedgerow.services.access import AccessLevel
from hedgerow.services.house import House, SharedVisit, Visit
from hedgerow.services.sharing_targets import Wanted, found_target
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.sharing import Shareable, ShareViewer, ShareViews

DAYS = 30
"""The days that are summed up one by one, today included."""

KEPT_DAYS = 90
"""How long views are kept."""

VIEWERS_PER_HOUR = 100
"""How many viewers of a share are kept apart in an hour: what strangers can make us store stays small."""

_NETWORK_BITS = {4: 24, 6: 48}


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedViews:
    """A slice of the views of a share, latest first, and how many it had on each of `DAYS` days of the project."""

    page: Page[ShareViews]
    first_day: date
    daily: tuple[int, ...]


def share_views(house: House, visit: Visit, wanted: Wanted, page: PageRequest) -> SharedViews:
    """The views of what ``wanted`` names, also those at its earlier links; raises NotFound or PermissionDenied."""
    zone = ZoneInfo(visit.project.timezone)
    first_day = house.clock().astimezone(zone).date() - timedelta(days=DAYS - 1)
    with house.store.read() as tx:
        found = found_target(tx, visit, wanted, AccessLevel.VIEWER)
        share = tx.sharing.current(visit.project.id, found.target)
        if share is None:
            return SharedViews(page=Page([], 0), first_day=first_day, daily=(0,) * DAYS)
        hourly = tx.share_views.hourly(share, since=datetime.combine(first_day, time(), tzinfo=zone))
        views = tx.share_views.page(share, page)
    daily = [0] * DAYS
    for hour, count in hourly.items():
        daily[(hour.astimezone(zone).date() - first_day).days] += count
    return SharedViews(page=views, first_day=first_day, daily=tuple(daily))


def note_view(house: House, visit: SharedVisit, *, address: str, again: bool) -> None:
    """Note one look at what is shared; one that is only had ``again`` is no further visit (SHARE-54).

    It counts for the target's current link, whichever was used. Nobody can look unseen: a look that says it is only
    had again is in the log all the same, once an hour.
    """
    now, team, target = house.clock(), visit.project.id, visit.share.target
    note = visit.password.note if visit.password else None
    viewer = ShareViewer(address=network_of(address), password_note=note)
    with house.store.write(revises=False) as tx:
        tx.sharing.lock(team, target)
        share = tx.sharing.current(team, target)
        if share is None:
            return
        tx.share_views.add(share, viewer, now=now, again=again, most=VIEWERS_PER_HOUR)
        if again:
            return
        tx.sharing.count_view(share, now=now)
        if target.kind is Shareable.DASHBOARD:
            tx.dashboards.update(team, target.id, last_accessed_at=now)


def drop_old_share_views(house: House) -> None:
    """Forget the views that are older than `KEPT_DAYS`."""
    with house.store.write() as tx:
        tx.share_views.drop_before(house.clock() - timedelta(days=KEPT_DAYS))


def network_of(address: str) -> str | None:
    """The network an address is in, which names no person: `203.0.113.0/24`, `2001:db8:1::/48`; None if it is none."""
    try:
        found = ip_address(address)
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return str(ip_network(f"{found}/{_NETWORK_BITS[found.version]}", strict=False))
