"""Dashboards that products embed: left out of the list, found by a tag, one per tag (UNL-1..9)."""

from collections.abc import Iterable
from datetime import datetime

from hedgerow.base.errors import BareRefusal
from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.dashboard_limit import require_room
from hedgerow.services.house import House, Visit
from hedgerow.services.template_building import build_dashboard
from hedgerow.store.repositories.dashboard_filter import DashboardFilter
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.dashboards import Dashboard
from hedgerow.vocab.pages import PageRequest
from hedgerow.vocab.templates import TemplateDocument

UNLISTED = "unlisted"
TEMPLATE_VERSION = 1

_MOST_SHOWN = 100


def create_unlisted_dashboard(house: House, visit: Visit, tag: object) -> FilledDashboard:
    """The unlisted dashboard of the template with this ``tag``, newly made.

    Raises BareRefusal: 400 for what is no known tag (UNL-3, UNL-9), 409 when there is one already (UNL-2).
    """
    if not isinstance(tag, str):
        raise BareRefusal("A tag is needed, and it is a text.")
    template = house.templates.by_tag(tag)
    if template is None:
        known = ", ".join(house.templates.tags())
        raise BareRefusal(f'There is no template with the tag "{tag[:_MOST_SHOWN]}"; known tags: {known}.')
    with house.store.write() as tx:
        return make_unlisted(tx, house, visit, tag, template.document, house.clock())


def make_unlisted(
    tx: Transaction, house: House, visit: Visit, tag: str, document: TemplateDocument, now: datetime
) -> FilledDashboard:
    """The unlisted dashboard of ``document`` under ``tag``; raises BareRefusal 409 when there is one (UNL-7)."""
    tx.projects.lock(visit.project.id)
    _require_free(tx, visit, [tag])
    require_room(tx, house, visit)
    filters = {**document.dashboard_filters, "__template_version": TEMPLATE_VERSION}
    return build_dashboard(tx, visit, document, now=now, creation_mode=UNLISTED, tags=[tag], filters=filters)


def require_restorable(tx: Transaction, house: House, visit: Visit, gone: Dashboard, tags: Iterable[str]) -> None:
    """Raise BareRefusal 409 when ``gone``, restored with ``tags``, would be a second one of its kind (UNL-6).

    Until ``tx`` ends, nobody else can make one.
    """
    if gone.creation_mode != UNLISTED:
        return
    tx.projects.lock(visit.project.id)
    known = set(house.templates.tags())
    _require_free(tx, visit, [tag for tag in tags if tag in known])


def _require_free(tx: Transaction, visit: Visit, tags: list[str]) -> None:
    """Raise BareRefusal when the project has a live unlisted dashboard with any of ``tags``."""
    if not tags:
        return
    taken = tx.dashboards.page(
        visit.project.id, PageRequest(limit=1), DashboardFilter(tags=tags, creation_mode=UNLISTED)
    )
    if taken.count:
        raise BareRefusal(f'An unlisted dashboard with the tag "{", ".join(tags)}" already exists.', bare_status=409)
