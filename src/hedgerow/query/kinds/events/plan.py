"""Lists of events: one select over the events, and one of the people on its page (EV-2 to EV-6)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from hedgerow.query.actions import action_condition, any_step
from hedgerow.query.context import Context
from hedgerow.query.event_names import is_event
from hedgerow.query.filters import condition, of_people
from hedgerow.query.hogql.keys import MOST_ROWS
from hedgerow.query.kinds.events.cells import PERSON_COLUMNS
from hedgerow.query.kinds.events.model import EventsQuery
from hedgerow.query.kinds.events.selection import Selection, selection
from hedgerow.query.kinds.events.shape import Page
from hedgerow.query.moments import bound
from hedgerow.query.plan import Plan
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.rewrites import test_account_filters
from hedgerow.query.scan import NEWEST_FIRST, after, before, conditions
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed, readable
from hedgerow.query.sql.tree import (
    ALWAYS,
    And,
    Column,
    Expression,
    Named,
    Order,
    Select,
    Subselect,
    Table,
    Value,
    call,
)
from hedgerow.vocab.events import EVENTS, PERSONS

_AHEAD = timedelta(seconds=5)
"""How far into the future a list without ``before`` looks, for clocks that are fast."""

_DEFAULT_AFTER = "-24h"


def plan_events(query: EventsQuery, context: Context) -> Plan:
    """The plan for ``query``. Raises InvalidRequest with the place of what is wrong in its SQL."""
    if query.source is not None:
        raise NotSupportedYet("A list of events with a 'source'")
    selected = selection(query.select, context)
    limit = min(query.limit, MOST_ROWS)
    rows = _rows(query, selected, limit, context)
    selects = [rows, *_people(selected, rows)]
    page = Page(names=selected.names, cells=selected.cells, timezone=context.timezone, limit=limit, offset=query.offset)
    return Plan(
        kind=query.kind,
        statements=tuple(printed(guarded(select, context.scope)) for select in selects),
        shape=page.response,
        hogql=readable(rows),
        date_range=None,
        interval="minute",
    )


def _rows(query: EventsQuery, selected: Selection, limit: int, context: Context) -> Select:
    """The page and one row more; ties are broken, so that every page of a list fits to the next."""
    written = [selected.written.condition(one) for one in query.where]
    order, ordered_by_many = selected.order(query.orderBy)
    grouped = selected.aggregates or ordered_by_many or any(part.aggregated for part in written)
    keys = selected.keys() if grouped else ()
    ties = tuple(Order(key) for key in keys) if grouped else NEWEST_FIRST
    return Select(
        columns=selected.columns(grouped=grouped),
        source=Table(EVENTS.name),
        where=conditions(*_asked(query, context), *(part.value for part in written if not part.aggregated)),
        group_by=keys,
        having=conditions(*(part.value for part in written if part.aggregated)),
        order_by=(*order, *(tie for tie in ties if tie not in order)),
        limit=limit + 1,
        offset=query.offset or None,
    )


def _people(selected: Selection, rows: Select) -> Iterator[Select]:
    """The people on the page, if it shows any: to join everybody with every event would cost far more."""
    shown = next((cell.person for cell in selected.cells if cell.person is not None), None)
    if shown is not None:
        among = Subselect(Select(columns=(Named("shown", Column(shown)),), source=rows))
        yield Select(
            columns=tuple(Named(column, Column(column)) for column in PERSON_COLUMNS),
            source=Table(PERSONS.name),
            where=And((call("in", Column("person"), among),)),
        )


def _asked(query: EventsQuery, context: Context) -> Iterator[Expression]:
    """What the keys ask of an event; what the table is ordered by comes first."""
    names = tuple(dict.fromkeys((*((query.event,) if query.event else ()), *query.events)))
    if names:
        yield is_event(context, *names)
    since = query.after or _DEFAULT_AFTER
    if since != "all":
        yield after(bound(since, context.local_now).moment)
    yield before(_end(query, context))
    if query.personId:
        yield of_people(call("equals", Column("uuid"), Value(_uuid(query.personId), "UUID")), unknown=False)
    if query.actionId is not None:
        yield _action(query.actionId, context)
    if query.actionSteps:
        yield any_step(query.actionSteps, context, condition)
    yield condition(query.properties, context)
    yield condition(query.fixedProperties, context)
    yield condition(test_account_filters(context), context) if query.filterTestAccounts else ALWAYS


def _end(query: EventsQuery, context: Context) -> datetime:
    return bound(query.before, context.local_now).moment if query.before else context.local_now + _AHEAD


def _action(number: int, context: Context) -> Expression:
    """Events of the action; one that is not there, or has no steps, is a mistake here (EV-2)."""
    action = context.actions.get(number)
    if action is None:
        raise invalid(f"There is no action {number}.")
    if not action.steps:
        raise invalid(f"The action {number} has no steps.")
    return action_condition(number, context, condition)


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise invalid(f"personId has to be a UUID, not {written[:60]!r}.") from None
