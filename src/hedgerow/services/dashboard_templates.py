"""Templates as a project sees them: its own and the built-in ones; and dashboards made from them (contract 50)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from hedgerow.base.errors import InvalidRequest, NotFound, PermissionDenied
from hedgerow.base.ids import uuid_of
from hedgerow.services.access import require_admin
from hedgerow.services.dashboard_finding import FilledDashboard
from hedgerow.services.dashboard_limit import require_room
from hedgerow.services.house import House, Visit
from hedgerow.services.template_building import build_dashboard
from hedgerow.services.template_documents import template_document
from hedgerow.store.errors import Conflict
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.templates import DashboardTemplate, TemplateDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFilter:
    """Which templates a list shows, and in which order of their names (TMPL-30)."""

    scope: str | None = None
    search: str = ""
    is_featured: bool | None = None
    descending: bool = False


def templates(house: House, visit: Visit, filters: TemplateFilter) -> tuple[DashboardTemplate, ...]:
    """The project's templates and the built-in ones, by name (TMPL-30)."""
    with house.store.read() as tx:
        own = tx.dashboard_templates.all(visit.project.id)
    found = [template for template in (*own, *house.templates.all()) if _is_wanted(template, filters)]
    return tuple(sorted(found, key=lambda one: one.document.template_name.casefold(), reverse=filters.descending))


def template(house: House, visit: Visit, template_id: str) -> DashboardTemplate:
    """One of the project's templates or a built-in one; raises NotFound, also when it is deleted."""
    with house.store.read() as tx:
        return _found(tx, house, visit, template_id)


def require_changeable(house: House, visit: Visit, template_id: str) -> None:
    """Raise NotFound or PermissionDenied unless the caller may change the template (TMPL-32)."""
    require_admin(visit.caller)
    with house.store.read() as tx:
        _require_own(_found(tx, house, visit, template_id, with_deleted=True))


def create_template(house: House, visit: Visit, raw: Mapping[str, Any]) -> DashboardTemplate:
    """A new template of the project (TMPL-32); raises InvalidRequest for a broken document or a taken name."""
    document = template_document(raw)
    try:
        with house.store.write() as tx:
            user = visit.caller.user.id
            return tx.dashboard_templates.create(visit.project.id, document, created_by=user, now=house.clock())
    except Conflict:
        raise _name_taken(document) from None


def change_template(house: House, visit: Visit, template_id: str, changes: Mapping[str, Any]) -> DashboardTemplate:
    """A template with ``changes`` laid over its document; ``deleted`` removes it and brings it back (TMPL-32).

    Raises NotFound, PermissionDenied for a built-in one, and what `create_template` raises.
    """
    team, deleted = visit.project.id, changes.get("deleted", False)
    if not isinstance(deleted, bool):
        raise InvalidRequest("Must be a valid boolean.", attr="deleted")
    with house.store.write() as tx:
        tx.projects.lock(team)  # the document read here is the one that is written back
        before = _found(tx, house, visit, template_id, with_deleted="deleted" in changes and not deleted)
        _require_own(before)
        document = template_document({**_raw(before.document), **changes})
        try:
            tx.dashboard_templates.replace(team, before.id, document, deleted=deleted)
        except Conflict:
            raise _name_taken(document) from None
        return _found(tx, house, visit, template_id, with_deleted=True)


def dashboard_from_document(
    house: House, visit: Visit, raw: Mapping[str, Any], *, folder: str | None
) -> FilledDashboard:
    """A new dashboard made from a template document that the caller sent (TMPL-10..19).

    Raises InvalidRequest or MalformedRequest; nothing is made then.
    """
    document = template_document(raw)
    with house.store.write() as tx:
        require_room(tx, house, visit)
        return build_dashboard(tx, visit, document, now=house.clock(), folder=folder)


def chosen_template(tx: Transaction, house: House, visit: Visit, name: str) -> TemplateDocument:
    """The template that ``use_template`` names: the project's own first, then the built-in ones (DASH-102).

    Raises InvalidRequest when nothing has this name.
    """
    found = tx.dashboard_templates.by_name(visit.project.id, name) or house.templates.by_key_or_name(name)
    if found is None:
        raise InvalidRequest(f'There is no template "{name[:100]}".', attr="use_template")
    return found.document


def _found(tx: Transaction, house: House, visit: Visit, text: str, *, with_deleted: bool = False) -> DashboardTemplate:
    number = uuid_of(text)
    own = tx.dashboard_templates.get(visit.project.id, number, with_deleted=with_deleted)
    found = own or house.templates.get(number)
    if found is None:
        raise NotFound
    return found


def _require_own(found: DashboardTemplate) -> None:
    if found.team_id is None:
        raise PermissionDenied("Built-in templates cannot be changed.")


def _is_wanted(one: DashboardTemplate, filters: TemplateFilter) -> bool:
    if filters.scope is not None and one.scope != filters.scope:
        return False
    if filters.is_featured is not None and one.document.is_featured is not filters.is_featured:
        return False
    document = one.document
    texts = (document.template_name, document.dashboard_description, *document.tags)
    return any(filters.search.casefold() in text.casefold() for text in texts)


def _raw(document: TemplateDocument) -> dict[str, Any]:
    """``document`` as it would be sent."""
    raw = asdict(document)
    lists = {key: list(raw[key]) for key in ("tiles", "tags")}
    return {**raw, **lists, "variables": None if document.variables is None else list(document.variables)}


def _name_taken(document: TemplateDocument) -> InvalidRequest:
    return InvalidRequest(f'There is a template "{document.template_name}" already.', attr="template_name")
