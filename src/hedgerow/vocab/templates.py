"""Dashboard templates: documents that dashboards are made from (contract 50)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hedgerow.vocab.people import User

DEFAULT_TEMPLATE = "DEFAULT_APP"
"""The key of the template a first dashboard is made from (DASH-102)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDocument:
    """What a template says (contract 50 §1). ``tiles`` are kept as they were written, the unknown ones too."""

    template_name: str
    dashboard_description: str
    dashboard_filters: Mapping[str, Any]
    tiles: tuple[Mapping[str, Any], ...]
    tags: tuple[str, ...] = ()
    variables: tuple[Mapping[str, Any], ...] | None = None
    image_url: str | None = None
    is_featured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DashboardTemplate:
    """A template that a project made itself, or a built-in one, which has neither project nor author nor age."""

    id: UUID
    team_id: int | None
    document: TemplateDocument
    deleted: bool = False
    created_at: datetime | None = None
    created_by: User | None = None

    @property
    def scope(self) -> str:
        """Who sees it: ``team`` or ``global`` (TMPL-30)."""
        return "global" if self.team_id is None else "team"
