"""The people of a project: found, listed, shown.

The engine picks who is on a page, since it knows their properties as queries read them; the store tells of those what
it keeps. Of a million people the first page takes the engine a tenth of a second and their count a hundredth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from hedgerow.base.errors import InvalidRequest, NotFound
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.kinds.events.cells import DISPLAY_NAMES
from hedgerow.query.sql.tree import (
    Column,
    Expression,
    Named,
    Order,
    Select,
    Table,
    Value,
    all_of,
    any_of,
    call,
    text,
)
from hedgerow.query.values import contains, own_person_property
from hedgerow.query.wire.filters import FilterType, PropertyFilter, PropertyGroup
from hedgerow.services.engine_reads import rows_of
from hedgerow.services.house import House, Visit
from hedgerow.services.person_deletion import being_deleted
from hedgerow.vocab.events import EVENTS, PERSONS
from hedgerow.vocab.pages import Page, PageRequest
from hedgerow.vocab.persons import Person

MOST_FOUND_BY_ID = 10_000
"""People whom a search finds by their distinct ids: the latest, when more have one that fits."""

_PERSON = Column("person")
_NEWEST_FIRST = (Order(Column("created_at"), descending=True), Order(_PERSON, descending=True))
_OF_PEOPLE = (FilterType.PERSON, FilterType.COHORT)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFilter:
    """Which people a list shows. ``search`` is part of a name, an email or a distinct id; the rest is exact.

    ``properties`` are property filters as clients write them (EN-19).
    """

    search: str | None = None
    distinct_id: str | None = None
    email: str | None = None
    properties: Sequence[Any] = ()


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """A person, and when their last event happened; None when there is none any more."""

    person: Person
    last_seen_at: datetime | None

    @property
    def name(self) -> str:
        """What to call them: the first of their telling properties, else a distinct id."""
        known = self.person.properties
        named = (str(known[key]) for key in DISPLAY_NAMES if known.get(key) not in (None, ""))
        return next(named, self.person.distinct_ids[0] if self.person.distinct_ids else str(self.person.uuid))


def persons_page(house: House, visit: Visit, wanted: PersonFilter, page: PageRequest) -> Page[SeenPerson]:
    """A slice of the people that ``wanted`` describes, newest first. Raises InvalidRequest, or EngineError."""
    team = visit.project.id
    where = all_of(_conditions(house, visit, wanted))
    people = Table(PERSONS.name)
    ((count,),) = rows_of(house, visit, Select(columns=(Named("people", call("count")),), source=people, where=where))
    picked = Select(
        columns=(Named("person", _PERSON),),
        source=people,
        where=where,
        order_by=_NEWEST_FIRST,
        limit=page.limit,
        offset=page.offset or None,
    )
    numbers = [number for (number,) in rows_of(house, visit, picked)]
    with house.store.read() as tx:
        found = tx.persons.by_numbers(team, numbers)
    return Page(_seen(house, visit, found), count)


def person(house: House, visit: Visit, named: str) -> SeenPerson:
    """The person with this uuid or distinct id; raises NotFound."""
    with house.store.read() as tx:
        by_uuid = tx.persons.by_uuids(visit.project.id, filter(None, [_uuid(named)]))
        found = by_uuid[0] if by_uuid else tx.persons.by_distinct_id(visit.project.id, named)
    if found is None:
        raise NotFound
    return _seen(house, visit, [found])[0]


def _conditions(house: House, visit: Visit, wanted: PersonFilter) -> Iterator[Expression]:
    team, context = visit.project.id, house.runner.context(visit.project)
    with house.store.read() as tx:
        gone = being_deleted(tx, team)
        by_id = tx.persons.known_numbers(team, [] if wanted.distinct_id is None else [wanted.distinct_id])
        searched = tx.persons.numbers_matching(team, wanted.search, limit=MOST_FOUND_BY_ID) if wanted.search else []
    if gone:
        yield call("notIn", _PERSON, _numbers(gone))
    if wanted.distinct_id is not None:
        yield call("in", _PERSON, _numbers(sorted(by_id)))
    if wanted.search:
        holds = (contains(own_person_property(key, context).text, wanted.search) for key in DISPLAY_NAMES)
        yield any_of((call("in", _PERSON, _numbers(searched)), *holds))
    if wanted.email is not None:
        yield call("equals", own_person_property("email", context).text, text(wanted.email))
    if wanted.properties:
        yield _passes(wanted.properties, context)


def _passes(written: Sequence[Any], context: Context) -> Expression:
    """True for people who pass all filters; those without a type are of people."""
    filters = [{"type": "person", **one} if isinstance(one, Mapping) else one for one in written]
    try:
        read = [PropertyFilter.model_validate(one) for one in filters]
    except ValidationError as error:
        raise InvalidRequest(f"A property filter is needed: {error.errors()[0]['msg']}.", attr="properties") from None
    for one in read:
        if one.type not in _OF_PEOPLE:
            raise InvalidRequest(f"People cannot be asked for by a filter of type '{one.type}'.", attr="properties")
    try:
        return condition(PropertyGroup(values=tuple(read)), context)
    except InvalidRequest as error:
        raise InvalidRequest(error.detail, attr="properties") from None


def _seen(house: House, visit: Visit, people: Sequence[Person]) -> list[SeenPerson]:
    if not people:
        return []
    last = Select(
        columns=(Named("person", _PERSON), Named("last", call("max", Column("timestamp")))),
        source=Table(EVENTS.name),
        where=all_of([call("in", _PERSON, _numbers([one.number for one in people]))]),
        group_by=(_PERSON,),
    )
    at = {number: datetime.fromisoformat(moment).replace(tzinfo=UTC) for number, moment in rows_of(house, visit, last)}
    return [SeenPerson(one, at.get(one.number)) for one in people]


def _numbers(numbers: Sequence[int]) -> Value:
    return Value(tuple(numbers), "Array(UInt32)")


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
