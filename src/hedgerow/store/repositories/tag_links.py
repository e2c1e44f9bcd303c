"""Which link table holds the tags of which kind of thing, and how to ask for them."""

from collections.abc import Iterable, Mapping
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, select

from hedgerow.store.reading import contains, in_batches
from hedgerow.store.tables.tags import (
    dashboard_tags,
    event_definition_tags,
    insight_tags,
    property_definition_tags,
    tags,
)
from hedgerow.vocab.tags import Taggable, normal_tags

ItemId = TypeVar("ItemId", bound=int | UUID)

LINKS: Mapping[Taggable, Table] = {
    Taggable.DASHBOARD: dashboard_tags,
    Taggable.INSIGHT: insight_tags,
    Taggable.EVENT_DEFINITION: event_definition_tags,
    Taggable.PROPERTY_DEFINITION: property_definition_tags,
}


def tags_of(
    connection: Connection, team_id: int, kind: Taggable, ids: Iterable[ItemId]
) -> dict[ItemId, tuple[str, ...]]:
    """The tag names of each of these things, ascending (TAG-5); an id without tags maps to ``()``."""
    links = LINKS[kind]
    found: dict[ItemId, list[str]] = {item: [] for item in ids}
    for batch in in_batches(found):
        query = (
            select(links.c.item_id, tags.c.name)
            .join(tags, tags.c.id == links.c.tag_id)
            .where(links.c.team_id == team_id, links.c.item_id.in_(batch))
            .order_by(tags.c.name)
        )
        for row in connection.execute(query):
            found[row.item_id].append(row.name)
    return {item: tuple(names) for item, names in found.items()}


def has_any_tag(
    kind: Taggable, item: ColumnElement[int] | ColumnElement[UUID], names: Iterable[str]
) -> ColumnElement[bool]:
    """Whether ``item`` carries at least one of ``names``."""
    links = LINKS[kind]
    linked = select(links.c.tag_id).join(tags, tags.c.id == links.c.tag_id).where(links.c.item_id == item)
    return linked.where(tags.c.name.in_(normal_tags(names))).exists()


def has_tag_containing(
    kind: Taggable, item: ColumnElement[int] | ColumnElement[UUID], words: str
) -> ColumnElement[bool]:
    """Whether ``item`` carries a tag whose name holds ``words``."""
    links = LINKS[kind]
    linked = select(links.c.tag_id).join(tags, tags.c.id == links.c.tag_id).where(links.c.item_id == item)
    return linked.where(contains(tags.c.name, words.lower())).exists()
