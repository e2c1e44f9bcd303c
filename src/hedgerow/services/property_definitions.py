"""What a project knows of its properties: read and written (NB-50..52)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypedDict, cast
from uuid import UUID

from hedgerow.base.errors import NotFound
from hedgerow.base.ids import uuid_of
from hedgerow.services.activity_log import log_activity
from hedgerow.services.definition_marks import marks
from hedgerow.services.house import House, Visit
from hedgerow.store.repositories.property_definitions import PropertyDefinitionChanges
from hedgerow.store.repositories.property_filter import PropertyDefinitionFilter
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.definitions import PropertyDefinition, PropertyOwner, PropertyType
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable

SCOPE = "PropertyDefinition"
"""What the activity log calls a property definition."""


class PropertyDefinitionValues(TypedDict, total=False):
    """What a client may write of a property definition; null tags change nothing (TAG-4)."""

    description: str
    tags: Sequence[str] | None
    verified: bool
    hidden: bool
    property_type: PropertyType | None


def property_definitions(
    house: House, visit: Visit, page: PageRequest, filters: PropertyDefinitionFilter
) -> Page[PropertyDefinition]:
    """A slice of the project's property definitions, by name; those of events unless others are asked for (NB-51)."""
    with house.store.read() as tx:
        return tx.property_definitions.page(visit.project.id, page, filters)


def property_definition(house: House, visit: Visit, definition_id: str) -> PropertyDefinition:
    """The project's property definition with this id; raises NotFound, also when it is no UUID."""
    with house.store.read() as tx:
        return _found(tx, visit, uuid_of(definition_id))


def events_with_property(house: House, visit: Visit, definition_id: str) -> Mapping[str, tuple[PropertyType, ...]]:
    """The events that the property was seen on, by name, each with the types it showed there; raises NotFound."""
    with house.store.read() as tx:
        found = _found(tx, visit, uuid_of(definition_id))
        of_events = found.owner is PropertyOwner.EVENT
        return tx.property_definitions.events_with(visit.project.id, found.name) if of_events else {}


def change_property_definition(
    house: House, visit: Visit, definition_id: str, values: PropertyDefinitionValues
) -> PropertyDefinition:
    """A definition with ``values`` written, last changed by the caller; the marks follow EVDEF-51.

    A ``property_type`` is pinned: no value changes it any more, until null lets values tell it again.
    Raises NotFound, or InvalidRequest when a value makes no sense; then nothing changes.
    """
    changed = change_property_definitions(house, visit, [uuid_of(definition_id)], values)
    if not changed:
        raise NotFound
    return changed[0]


def change_property_definitions(
    house: House, visit: Visit, ids: Sequence[UUID], values: PropertyDefinitionValues
) -> tuple[PropertyDefinition, ...]:
    """Those of ``ids`` that are definitions of the project, with ``values`` written; all of them or none.

    Raises InvalidRequest when a value makes no sense; then nothing changes.
    """
    team, now, tags = visit.project.id, house.clock(), values.get("tags")
    with house.store.write() as tx:
        if tags is not None:
            tx.tags.hold(team)  # the log must tell the tags that are really there before
        before = {one.id: one for one in tx.property_definitions.get_many(team, ids)}
        for was_verified in {one.verified for one in before.values()}:
            changes = _changes(values, was_verified=was_verified, user_id=visit.caller.user.id, now=now)
            alike = [one.id for one in before.values() if one.verified is was_verified]
            tx.property_definitions.update_many(team, alike, now=now, **changes)
        if tags is not None:
            tx.tags.replace(team, Taggable.PROPERTY_DEFINITION, dict.fromkeys(before, tags))
        after = tx.property_definitions.get_many(team, tuple(before))
        log = {
            str(one.id): (_logged_name(one), changed)
            for one in after
            if (changed := changes_between(_facts(before[one.id]), _facts(one)))
        }
        log_activity(tx, visit, SCOPE, "changed", log, now)
    house.runner.forget_definitions(team)
    return after


def delete_property_definition(house: House, visit: Visit, definition_id: str) -> None:
    """Forget a definition and its tags; it is made again when the property is next seen (NB-52). Raises NotFound."""
    number, now = uuid_of(definition_id), house.clock()
    with house.store.write() as tx:
        before = _found(tx, visit, number)
        tx.property_definitions.delete(visit.project.id, number)
        log_activity(tx, visit, SCOPE, "deleted", {str(number): (_logged_name(before), [])}, now)
    house.committer.forget_definitions()


def _found(tx: Transaction, visit: Visit, definition_id: UUID) -> PropertyDefinition:
    found = tx.property_definitions.get(visit.project.id, definition_id)
    if found is None:
        raise NotFound
    return found


def _changes(
    values: PropertyDefinitionValues, *, was_verified: bool, user_id: int, now: datetime
) -> PropertyDefinitionChanges:
    """What to write for ``values``, all but the tags; raises InvalidRequest for marks that exclude each other."""
    verified, hidden = values.get("verified"), values.get("hidden")
    marked = marks(verified=verified, hidden=hidden, was_verified=was_verified, user_id=user_id, now=now)
    changes = cast("PropertyDefinitionChanges", {**marked, "updated_by": user_id})  # the marks are some of its keys
    if "description" in values:
        changes["description"] = values["description"]
    if "property_type" in values:
        changes["pinned_type"] = values["property_type"]
    return changes


def _logged_name(definition: PropertyDefinition) -> str:
    """What the activity log calls it: an event's property by its name, others as SQL names them."""
    owner, name = definition.owner, definition.name
    return name if owner is PropertyOwner.EVENT else f"{owner}.properties.{name}"


def _facts(definition: PropertyDefinition) -> Mapping[str, Any]:
    """What the activity log compares."""
    return {
        "description": definition.description,
        "tags": list(definition.tags),
        "verified": definition.verified,
        "hidden": definition.hidden,
        "property_type": definition.property_type,
        "type_pinned": definition.pinned_type is not None,
    }
