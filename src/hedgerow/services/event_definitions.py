"""What a project knows of its events: read and written (contract 70)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypedDict, cast
from uuid import UUID

from hedgerow.base.errors import InvalidRequest, NotFound, Unavailable
from hedgerow.base.ids import uuid_of
from hedgerow.base.logging import logger
from hedgerow.services.activity_log import log_activity
from hedgerow.services.definition_marks import marks
from hedgerow.services.house import House, Visit
from hedgerow.services.merged_events import require_mergeable
from hedgerow.store.errors import Conflict, StoreUnavailable
from hedgerow.store.repositories.event_definitions import EventDefinitionChanges
from hedgerow.store.repositories.event_filter import EventDefinitionFilter
from hedgerow.store.transaction import Transaction
from hedgerow.vocab.activity import changes_between
from hedgerow.vocab.definitions import Enforcement, EventDefinition, ExpectedProperty, PropertyType
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.tags import Taggable

SCOPE = "EventDefinition"
"""What the activity log calls an event definition."""

LIST_SECONDS = 10.0
"""How long the store may take to list definitions (EVDEF-17)."""

_PLAIN = (
    "owner", "description", "enforcement_mode", "primary_property", "default_columns", "property_schema",
    "display_name", "merged_into",
)  # fmt: skip
_ENFORCED = {"enforcement_mode", "property_schema"}
_log = logger("services")


class EventDefinitionValues(TypedDict, total=False):
    """What a client may write of an event definition; null tags change nothing (TAG-4)."""

    owner: int | None
    description: str
    tags: Sequence[str] | None
    verified: bool
    hidden: bool
    enforcement_mode: Enforcement
    primary_property: str | None
    default_columns: Sequence[str]
    property_schema: Sequence[ExpectedProperty]
    display_name: str | None
    merged_into: str | None


def event_definitions(
    house: House, visit: Visit, page: PageRequest, filters: EventDefinitionFilter, order: Sequence[str]
) -> Page[EventDefinition]:
    """A slice of the project's event definitions (EVDEF-1..19); raises Unavailable when that takes too long."""
    try:
        with house.store.read() as tx:
            return tx.event_definitions.page(visit.project.id, page, filters, order, seconds=LIST_SECONDS)
    except StoreUnavailable as error:
        _log.error("event definitions not listed", error=str(error))
        raise Unavailable("Listing the events took too long.", code="event_definitions_timeout") from error


def event_definition(house: House, visit: Visit, definition_id: str) -> EventDefinition:
    """The project's event definition with this id; raises NotFound, also when it is no UUID (EVDEF-41)."""
    with house.store.read() as tx:
        return _found(tx, visit, uuid_of(definition_id))


def event_definition_by_name(house: House, visit: Visit, name: str) -> EventDefinition | None:
    """The project's definition of exactly this event; None when there is none (EVDEF-54)."""
    with house.store.read() as tx:
        return tx.event_definitions.by_name(visit.project.id, name)


def properties_of_event(house: House, visit: Visit, definition_id: str) -> Mapping[str, tuple[PropertyType, ...]]:
    """The properties seen on the event, by name, each with the types it showed there; raises NotFound."""
    with house.store.read() as tx:
        found = _found(tx, visit, uuid_of(definition_id))
        return tx.property_definitions.on_event(visit.project.id, found.name)


def primary_properties(house: House, visit: Visit, names: Sequence[str] | None) -> dict[str, str]:
    """The property shown beside each event that has one; of ``names`` only, when given (EVDEF-56)."""
    with house.store.read() as tx:
        return tx.event_definitions.primary_properties(visit.project.id, names)


def create_event_definition(house: House, visit: Visit, name: str, values: EventDefinitionValues) -> EventDefinition:
    """A definition of an event that was not seen yet (EVDEF-20..31).

    Raises InvalidRequest when the name is taken or a value makes no sense; then nothing is made.
    """
    team, user, now = visit.project.id, visit.caller.user.id, house.clock()
    with house.store.write() as tx:
        changes = _changes(house, tx, visit, values, was_verified=False, now=now)
        require_mergeable(tx, team, name, values.get("merged_into"))
        try:
            made = tx.event_definitions.create(team, name=name, now=now, created_by=user, **changes)
        except Conflict as taken:
            raise InvalidRequest("There is an event definition of this name already.", attr="name") from taken
        tx.tags.replace(team, Taggable.EVENT_DEFINITION, {made.id: values.get("tags") or ()})
        log_activity(tx, visit, SCOPE, "created", {str(made.id): (made.name, [])}, now)
        made = _found(tx, visit, made.id)
    _tell_others(house, visit, values)
    return made


def change_event_definition(
    house: House, visit: Visit, definition_id: str, values: EventDefinitionValues
) -> EventDefinition:
    """A definition with ``values`` written, last changed by the caller (EVDEF-50..52).

    Raises NotFound, or InvalidRequest when a value makes no sense; then nothing changes.
    """
    changed = change_event_definitions(house, visit, [uuid_of(definition_id)], values)
    if not changed:
        raise NotFound
    return changed[0]


def change_event_definitions(
    house: House, visit: Visit, ids: Sequence[UUID], values: EventDefinitionValues
) -> tuple[EventDefinition, ...]:
    """Those of ``ids`` that are definitions of the project, with ``values`` written; all of them or none.

    Raises InvalidRequest when a value makes no sense; then nothing changes.
    """
    team, now, tags = visit.project.id, house.clock(), values.get("tags")
    with house.store.write() as tx:
        if tags is not None:
            tx.tags.hold(team)  # the log must tell the tags that are really there before
        before = {one.id: one for one in tx.event_definitions.get_many(team, ids)}
        for one in before.values():
            require_mergeable(tx, team, one.name, values.get("merged_into"))
        for was_verified in {one.verified for one in before.values()}:
            changes = _changes(house, tx, visit, values, was_verified=was_verified, now=now)
            alike = [one.id for one in before.values() if one.verified is was_verified]
            tx.event_definitions.update_many(team, alike, now=now, **changes)
        if tags is not None:
            tx.tags.replace(team, Taggable.EVENT_DEFINITION, dict.fromkeys(before, tags))
        after = tx.event_definitions.get_many(team, tuple(before))
        log = {
            str(one.id): (one.name, changed)
            for one in after
            if (changed := changes_between(_facts(before[one.id]), _facts(one)))
        }
        log_activity(tx, visit, SCOPE, "changed", log, now)
    _tell_others(house, visit, values)
    return after


def delete_event_definition(house: House, visit: Visit, definition_id: str) -> None:
    """Forget a definition and its tags; it is made again when the event is next seen (EVDEF-53). Raises NotFound."""
    number, now = uuid_of(definition_id), house.clock()
    with house.store.write() as tx:
        before = _found(tx, visit, number)
        tx.event_definitions.delete(visit.project.id, number)
        log_activity(tx, visit, SCOPE, "deleted", {str(number): (before.name, [])}, now)
    house.committer.forget_definitions()
    house.runner.forget_definitions(visit.project.id)


def _tell_others(house: House, visit: Visit, values: EventDefinitionValues) -> None:
    """Capture must refuse, or take, the very next event, and the next question count what was merged."""
    if values.keys() & _ENFORCED:
        house.committer.forget_definitions()
    if "merged_into" in values:
        house.runner.forget_definitions(visit.project.id)


def _found(tx: Transaction, visit: Visit, definition_id: UUID) -> EventDefinition:
    found = tx.event_definitions.get(visit.project.id, definition_id)
    if found is None:
        raise NotFound
    return found


def _changes(
    house: House, tx: Transaction, visit: Visit, values: EventDefinitionValues, *, was_verified: bool, now: datetime
) -> EventDefinitionChanges:
    """What to write for ``values``, all but the tags; raises InvalidRequest for what makes no sense."""
    _require_member(tx, values.get("owner"))
    if values.get("enforcement_mode") is Enforcement.REJECT and not house.settings.schema_enforcement_reject:
        raise InvalidRequest("This server does not let events be rejected for their schema.")
    user = visit.caller.user.id
    marked = marks(
        verified=values.get("verified"), hidden=values.get("hidden"), was_verified=was_verified, user_id=user, now=now
    )
    plain = {field: value for field, value in values.items() if field in _PLAIN}
    return cast("EventDefinitionChanges", {**plain, **marked, "updated_by": user})  # these are its keys


def _require_member(tx: Transaction, owner: int | None) -> None:
    found = None if owner is None else tx.users.get(owner)
    if owner is not None and (found is None or not found.is_active):
        raise InvalidRequest(f'Invalid pk "{owner}" - object does not exist.', code="does_not_exist", attr="owner")


def _facts(definition: EventDefinition) -> Mapping[str, Any]:
    """What the activity log compares."""
    return {
        "owner": None if definition.owner is None else definition.owner.id,
        "description": definition.description,
        "tags": list(definition.tags),
        "verified": definition.verified,
        "hidden": definition.hidden,
        "enforcement_mode": definition.enforcement_mode,
        "primary_property": definition.primary_property,
        "default_columns": list(definition.default_columns),
        "property_schema": [asdict(one) for one in definition.property_schema],
        "display_name": definition.display_name,
        "merged_into": definition.merged_into,
    }
