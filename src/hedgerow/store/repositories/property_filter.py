"""Which property definitions a list shows (NB-51)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, select

from hedgerow.store.reading import contains_each_term
from hedgerow.store.repositories.seen_types import bits_of
from hedgerow.store.repositories.tag_links import has_any_tag
from hedgerow.store.tables.definitions import event_properties, property_definitions
from hedgerow.vocab.definitions import FLAG_PREFIX, PropertyOwner, PropertyType
from hedgerow.vocab.tags import Taggable

_TABLE = property_definitions.c


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyDefinitionFilter:
    """What NB-51 lets a list ask for; None means no matter. People's and groups' properties are seen on no event.

    ``on_events``: whether the property was seen on any event of ``event_names``, or on any event at all when that
    is None. ``event_names`` alone leaves nothing out.
    """

    owners: Sequence[PropertyOwner] = (PropertyOwner.EVENT,)
    search: str | None = None
    names: Sequence[str] | None = None
    event_names: Sequence[str] | None = None
    on_events: bool | None = None
    is_numerical: bool | None = None
    is_feature_flag: bool | None = None
    excluded_names: Sequence[str] = ()
    exclude_hidden: bool = False
    last_seen_before: datetime | None = None
    tags: Sequence[str] | None = None
    verified: bool | None = None


ALL_PROPERTIES = PropertyDefinitionFilter()
"""Leaves no event property out."""


def property_conditions(team_id: int, wanted: PropertyDefinitionFilter) -> list[ColumnElement[bool]]:
    """The conditions for the project's property definitions that ``wanted`` describes."""
    conditions = [
        _TABLE.team_id == team_id,
        _TABLE.owner.in_([owner.value for owner in wanted.owners]),
        *contains_each_term(_TABLE.search_text, wanted.search or ""),
    ]
    if wanted.names is not None:
        conditions.append(_TABLE.name.in_(set(wanted.names)))
    if wanted.excluded_names:
        conditions.append(_TABLE.name.not_in(set(wanted.excluded_names)))
    if wanted.is_numerical is not None:
        pinned, only_numbers = _TABLE.pinned_type, _TABLE.seen_types == bits_of({PropertyType.NUMERIC})
        numeric = case((pinned.is_(None), only_numbers), else_=pinned == PropertyType.NUMERIC.value)
        conditions.append(numeric if wanted.is_numerical else ~numeric)
    if wanted.is_feature_flag is not None:
        flag = _TABLE.name.startswith(FLAG_PREFIX, autoescape=True)
        conditions.append(flag if wanted.is_feature_flag else ~flag)
    if wanted.on_events is not None:
        seen = seen_on(team_id, wanted.event_names)
        conditions.append(seen if wanted.on_events else ~seen)
    if wanted.exclude_hidden:
        conditions.append(_TABLE.hidden.is_(False))
    if wanted.last_seen_before is not None:
        conditions.append(_TABLE.last_seen_at < wanted.last_seen_before)
    if wanted.tags is not None:
        conditions.append(has_any_tag(Taggable.PROPERTY_DEFINITION, _TABLE.id, wanted.tags))
    if wanted.verified is not None:
        conditions.append(_TABLE.verified.is_(wanted.verified))
    return conditions


def seen_on(team_id: int, event_names: Sequence[str] | None) -> ColumnElement[bool]:
    """Whether a property was seen on any of these events; on any event at all for None."""
    seen = select(event_properties.c.property).where(event_properties.c.team_id == team_id)
    if event_names is not None:
        seen = seen.where(event_properties.c.event.in_(set(event_names)))
    return and_(_TABLE.owner == PropertyOwner.EVENT.value, _TABLE.name.in_(seen))
