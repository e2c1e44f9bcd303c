"""`/api/projects/:id/dashboard_templates`, and dashboards made from templates (contract 50)."""

from typing import Annotated, Any

from fastapi import Depends, Query

from hedgerow.api.bodies import Sends, Sent
from hedgerow.api.dashboard_doors import Reader, Writer, dashboard_number
from hedgerow.api.doors import Enters, TheHouse
from hedgerow.api.paging import PageAnswer, Paging, page_of
from hedgerow.api.query_values import switch
from hedgerow.api.routing import resource
from hedgerow.api.wire.dashboard_templates import (
    TemplateAnswer,
    TemplateBody,
    TemplateChange,
    TemplateToBuild,
    UnlistedDashboard,
    template_answer,
)
from hedgerow.api.wire.dashboards import DashboardAnswer, dashboard_answer
from hedgerow.api.wire.errors import BareError, bare
from hedgerow.base.errors import InvalidRequest
from hedgerow.services import dashboard_templates, unlisted_dashboards
from hedgerow.services.access import require_admin
from hedgerow.services.dashboard_finding import open_dashboard
from hedgerow.services.dashboard_results import dashboard_results
from hedgerow.services.dashboard_templates import TemplateFilter
from hedgerow.services.house import Visit
from hedgerow.services.template_documents import DOCUMENT_SCHEMA
from hedgerow.services.template_export import dashboard_document

router = resource("Dashboard templates")

_DASHBOARDS = "/api/projects/{project_id}/dashboards"
_TEMPLATES = "/api/projects/{project_id}/dashboard_templates"
_SCOPES = ("team", "global", "feature_flag")

TemplateReader = Annotated[Visit, Depends(Enters("dashboard_template:read"))]
TemplateWriter = Annotated[Visit, Depends(Enters("dashboard_template:write"))]
New = Annotated[Sent[TemplateBody], Depends(Sends(TemplateBody, json_only=True))]
Change = Annotated[Sent[TemplateChange], Depends(Sends(TemplateChange, json_only=True))]
ToBuild = Annotated[Sent[TemplateToBuild], Depends(Sends(TemplateToBuild, json_only=True))]
Unlisted = Annotated[Sent[UnlistedDashboard], Depends(Sends(UnlistedDashboard))]


@router.post(f"{_DASHBOARDS}/create_from_template_json", summary="Create a dashboard from a template document")
def dashboards_create_from_template_json(house: TheHouse, visit: Writer, sent: ToBuild) -> DashboardAnswer:
    """Create a dashboard with everything that a template document describes, all or nothing."""
    wanted = sent.checked()
    made = dashboard_templates.dashboard_from_document(house, visit, wanted.template, folder=wanted.create_in_folder)
    return dashboard_answer(dashboard_results(house, visit, made), visit)


@router.get(f"{_DASHBOARDS}/{{dashboard_id:id}}/template_json", summary="A dashboard as a template document")
def dashboards_template_json(dashboard_id: str, house: TheHouse, visit: Reader) -> dict[str, Any]:
    """Answer the document that makes another dashboard like this one, here or elsewhere."""
    return dict(dashboard_document(open_dashboard(house, visit, dashboard_number(dashboard_id))))


@router.post(
    f"{_DASHBOARDS}/create_unlisted_dashboard",
    summary="Create the unlisted dashboard of a built-in template",
    status_code=201,
    responses=bare(BareError, {400: "The tag is missing or unknown.", 409: "There is one with this tag already."}),
)
def dashboards_create_unlisted_dashboard(house: TheHouse, visit: Writer, sent: Unlisted) -> DashboardAnswer:
    """Create a dashboard for embedding: lists leave it out, and a project has one for each tag."""
    made = unlisted_dashboards.create_unlisted_dashboard(house, visit, sent.checked().tag)
    return dashboard_answer(dashboard_results(house, visit, made), visit)


@router.get(_TEMPLATES, summary="Dashboard templates")
def dashboard_templates_list(
    house: TheHouse,
    visit: TemplateReader,
    paging: Paging,
    scope: Annotated[str | None, Query(description="`team`, `global` or `feature_flag`.")] = None,
    search: Annotated[str, Query(description="In the name, the description or a tag.")] = "",
    is_featured: Annotated[str | None, Query(description="`true` or `false`.")] = None,
    ordering: Annotated[str, Query(description="`template_name` or `-template_name`.")] = "template_name",
) -> PageAnswer[TemplateAnswer]:
    """Answer the project's templates and the built-in ones, by name."""
    if scope and scope not in _SCOPES:
        raise InvalidRequest(f'"{scope[:100]}" is not a valid choice.', code="invalid_choice", attr="scope")
    filters = TemplateFilter(
        scope=scope or None,
        search=search.strip(),
        is_featured=switch(is_featured or None),
        descending=ordering == "-template_name",
    )
    found = dashboard_templates.templates(house, visit, filters)
    return paging.answer(page_of(found, paging.asked), template_answer)


@router.post(_TEMPLATES, summary="Create a dashboard template", status_code=201)
def dashboard_templates_create(house: TheHouse, visit: TemplateWriter, sent: New) -> TemplateAnswer:
    """Create a template of the project; administrators only."""
    require_admin(visit.caller)
    return template_answer(dashboard_templates.create_template(house, visit, sent.checked().root))


@router.get(f"{_TEMPLATES}/json_schema", summary="What a template document must look like")
def dashboard_templates_json_schema(visit: TemplateReader) -> dict[str, Any]:
    """Answer the JSON schema of template documents."""
    del visit
    return dict(DOCUMENT_SCHEMA)


@router.get(f"{_TEMPLATES}/{{template_id:id}}", summary="A dashboard template")
def dashboard_templates_retrieve(template_id: str, house: TheHouse, visit: TemplateReader) -> TemplateAnswer:
    """Answer one template, of the project or built in."""
    return template_answer(dashboard_templates.template(house, visit, template_id))


@router.patch(f"{_TEMPLATES}/{{template_id:id}}", summary="Change a dashboard template")
def dashboard_templates_partial_update(
    template_id: str, house: TheHouse, visit: TemplateWriter, sent: Change
) -> TemplateAnswer:
    """Change a template of the project; `deleted` removes it and brings it back. Administrators only."""
    dashboard_templates.require_changeable(house, visit, template_id)
    changed = dashboard_templates.change_template(house, visit, template_id, sent.checked().root)
    return template_answer(changed)
