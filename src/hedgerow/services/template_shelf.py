"""The templates every project has: those that come with Hedgerow, and those of the operator's folder (UNL-4)."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import orjson

from hedgerow.base.errors import ClientError, SettingsError
from hedgerow.services.template_documents import document_of, template_document
from hedgerow.vocab.tags import normal_tags
from hedgerow.vocab.templates import DashboardTemplate, TemplateDocument

_ENDING = ".json"
_Reading = Callable[[Mapping[str, Any]], TemplateDocument]
_NAMES = UUID("6d4c2b1e-58f7-4f0a-9a35-0d5b7c9e2f41")
"""Built-in templates have no row that gives them an id: theirs is made from their key, the same on every server."""


class TemplateShelf:
    """Templates by their key, which is their file's name without its ending. Nothing on it changes."""

    def __init__(self, templates: Mapping[str, DashboardTemplate]) -> None:
        self._templates = dict(templates)

    def all(self) -> tuple[DashboardTemplate, ...]:
        """Every template."""
        return tuple(self._templates.values())

    def get(self, template_id: UUID) -> DashboardTemplate | None:
        """The template with this id."""
        return next((template for template in self._templates.values() if template.id == template_id), None)

    def by_key_or_name(self, text: str) -> DashboardTemplate | None:
        """The template that ``text`` is the key of, else the one it is the name of (DASH-102)."""
        if text in self._templates:
            return self._templates[text]
        return next((one for one in self._templates.values() if one.document.template_name == text), None)

    def tags(self) -> tuple[str, ...]:
        """The keys that can be the tag of an unlisted dashboard (UNL-4)."""
        return tuple(key for key in self._templates if normal_tags([key]) == (key,))

    def by_tag(self, tag: str) -> DashboardTemplate | None:
        """The template of the unlisted dashboard with this tag (UNL-4)."""
        return self._templates[tag] if tag in self.tags() else None


def template_shelf(folder: Path | None = None) -> TemplateShelf:
    """The built-in templates and those of ``folder``, of which one may replace a built-in one of the same key.

    Raises SettingsError naming the folder or the file that cannot be used.
    """
    if folder is None:
        return TemplateShelf(_built_in())
    try:
        own = _read(folder.iterdir(), template_document)
    except OSError as error:
        raise SettingsError(f"templates_folder: {folder} cannot be read: {error}") from error
    return TemplateShelf({**_built_in(), **own})


@cache
def _built_in() -> Mapping[str, DashboardTemplate]:
    return _read(files("hedgerow").joinpath("templates").iterdir(), document_of)


def _read(found: Iterable[Traversable], document: _Reading) -> dict[str, DashboardTemplate]:
    """The templates in those of the files ``found`` that are JSON, by key."""
    chosen = sorted((file for file in found if file.name.endswith(_ENDING)), key=lambda file: file.name)
    return {key: _template(key, file, document) for file in chosen if (key := file.name.removesuffix(_ENDING))}


def _template(key: str, file: Traversable, document: _Reading) -> DashboardTemplate:
    try:
        read = document(orjson.loads(file.read_bytes()))
    except (OSError, orjson.JSONDecodeError) as error:
        raise SettingsError(f"Template {file} cannot be read: {error}") from error
    except ClientError as error:
        raise SettingsError(f"Template {file} is not valid: {error.detail}") from error
    return DashboardTemplate(id=uuid5(_NAMES, key), team_id=None, document=read)
