"""Templates as answers show them and bodies send them (contract 50)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, RootModel, WithJsonSchema

from hedgerow.api.bodies import Body
from hedgerow.api.wire.dashboards import Folder
from hedgerow.api.wire.users import UserAnswer, embedded_user
from hedgerow.services.template_documents import DOCUMENT_SCHEMA
from hedgerow.vocab.templates import DashboardTemplate

JsonObject = dict[str, Any]

_CHANGE_SCHEMA = {
    **{key: value for key, value in DOCUMENT_SCHEMA.items() if key != "required"},
    "properties": {
        **DOCUMENT_SCHEMA["properties"],
        "deleted": {"type": "boolean", "description": "`true` removes the template, `false` brings it back."},
    },
}


class TemplateAnswer(BaseModel):
    """A template: of the project, or built in."""

    id: UUID
    template_name: str
    dashboard_description: str
    dashboard_filters: JsonObject
    tags: list[str]
    tiles: list[JsonObject]
    variables: list[JsonObject] | None
    deleted: bool
    created_at: datetime | None = Field(description="Null for a built-in one.")
    created_by: UserAnswer | None
    image_url: str | None
    team_id: int | None
    scope: Literal["team", "global", "feature_flag"]
    availability_contexts: list[str] | None
    is_featured: bool


class TemplateBody(RootModel[Annotated[JsonObject, WithJsonSchema(dict(DOCUMENT_SCHEMA))]]):
    """A template document. Its rules are checked all together, so that a broken one is told in one way (TMPL-14)."""


class TemplateChange(RootModel[Annotated[JsonObject, WithJsonSchema(_CHANGE_SCHEMA)]]):
    """What can be changed of a template; keys left out stay as they are."""


class TemplateToBuild(Body):
    """A template document to make a dashboard from."""

    template: Annotated[JsonObject, WithJsonSchema(dict(DOCUMENT_SCHEMA))]
    creation_context: str | None = Field(None, description="Not kept.")
    create_in_folder: Folder | None = Field(None, alias="_create_in_folder", description="Folder to file it, `A/B`.")


class UnlistedDashboard(Body):
    """Which unlisted dashboard to make."""

    tag: Any = Field(None, description="Text, required: the tag of a built-in template, `llm-analytics`.")


def template_answer(template: DashboardTemplate) -> TemplateAnswer:
    """``template`` with its whole document."""
    document = template.document
    return TemplateAnswer(
        id=template.id,
        template_name=document.template_name,
        dashboard_description=document.dashboard_description,
        dashboard_filters=dict(document.dashboard_filters),
        tags=list(document.tags),
        tiles=_objects(document.tiles),
        variables=None if document.variables is None else _objects(document.variables),
        deleted=template.deleted,
        created_at=template.created_at,
        created_by=embedded_user(template.created_by),
        image_url=document.image_url,
        team_id=template.team_id,
        scope="global" if template.scope == "global" else "team",
        availability_contexts=None,
        is_featured=document.is_featured,
    )


def _objects(values: tuple[Mapping[str, Any], ...]) -> list[JsonObject]:
    return [dict(value) for value in values]
