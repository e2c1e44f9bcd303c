"""What fills the holes of an SQL question (SQ-1 to SQ-4)."""

from collections.abc import Mapping
from datetime import UTC

from pydantic import JsonValue

from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.fields import local_moment
from hedgerow.query.hogql.holes import DATES, Holes
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.kinds.hogql.model import HogQLFilters, HogQLQuery
from hedgerow.query.moments import bound
from hedgerow.query.refusals import invalid
from hedgerow.query.rewrites import test_account_filters
from hedgerow.query.sql.tree import ALWAYS, MOMENT_TYPE, Expression, Value, all_of


def holes_of(query: HogQLQuery, context: Context) -> Holes:
    """Raises InvalidRequest for a variable that does not exist and for filters that make no sense."""
    return Holes(
        filters=_filters(query.filters, context),
        dates=_dates(query.filters, context),
        variables=_variables(query, context),
        values=query.values,
    )


def _dates(filters: HogQLFilters, context: Context) -> Mapping[str, Meaning]:
    """The bounds that are set, exactly as written: no end of a day is added (SQ-2 QUIRK)."""
    written = (filters.dateRange.date_from, filters.dateRange.date_to)
    return {
        hole: local_moment(Value(bound(text, context.local_now).moment.astimezone(UTC), MOMENT_TYPE), context)
        for hole, text in zip(DATES, written, strict=True)
        if text not in (None, "", "all") and text is not None
    }


def _filters(filters: HogQLFilters, context: Context) -> Expression:
    parts = [condition(filters.properties, context)]
    if filters.filterTestAccounts:
        parts.append(condition(test_account_filters(context), context))
    return all_of(part for part in parts if part != ALWAYS)


def _variables(query: HogQLQuery, context: Context) -> Mapping[str, JsonValue]:
    """Values by code name: of the entry, else the default of the stored variable (SQ-4)."""
    found: dict[str, JsonValue] = {}
    for key, entry in query.variables.items():
        stored = next((one for one in (entry.variableId, key) if one in context.variables), None)
        if stored is None:
            raise invalid(f"There is no variable '{entry.code_name}' with the id {entry.variableId}.")
        value = context.variables[stored] if entry.value is None else entry.value
        found[entry.code_name] = None if entry.isNull else value
    return found
