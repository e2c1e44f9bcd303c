"""A dashboard's filters, laid over a stored query before it is understood (EN-30)."""

from collections.abc import Mapping

from pydantic import JsonValue

Query = Mapping[str, JsonValue]

_WITH_INTERVAL = frozenset({"TrendsQuery", "FunnelsQuery", "StickinessQuery", "LifecycleQuery"})
_INSIGHTS = _WITH_INTERVAL | {"RetentionQuery", "PathsQuery"}
_WITH_BREAKDOWN = frozenset({"TrendsQuery", "FunnelsQuery", "RetentionQuery"})


def apply_dashboard_filters(query: Query, filters: Query) -> dict[str, JsonValue]:
    """``query`` as it will run under ``filters``; neither is changed. Wrappers stay around it.

    Insight nodes are touched, lists of events, and the ``filters`` of SQL, which act through its placeholder; other
    data nodes come back as they are.
    """
    source = query.get("source")
    if isinstance(source, Mapping):
        return {**query, "source": apply_dashboard_filters(source, filters)}
    if query.get("kind") == "HogQLQuery":
        return {**query, "filters": _of_sql(query.get("filters"), filters)}
    if query.get("kind") == "EventsQuery":
        return {**query, **_times(filters), **_properties(query, filters), **_tested(filters)}
    if query.get("kind") not in _INSIGHTS:
        return dict(query)
    return {**query, **_dates(query, filters), **_properties(query, filters), **_others(query, filters)}


def _of_sql(own: JsonValue, filters: Query) -> JsonValue:
    """The ``filters`` of an SQL query with those of the dashboard: dates replaced, properties appended."""
    written: Query = own if isinstance(own, Mapping) else {}
    return {**written, **_dates(written, filters), **_properties(written, filters), **_tested(filters)}


def _times(filters: Query) -> dict[str, JsonValue]:
    """The bounds of a list of events, which are one thing too (EV-9)."""
    date_from, date_to = filters.get("date_from"), filters.get("date_to")
    return {"after": date_from or None, "before": date_to or None} if date_from or date_to else {}


def _tested(filters: Query) -> dict[str, JsonValue]:
    """Whether test accounts are left out, when the dashboard says so."""
    forced = filters.get("filterTestAccounts")
    return {"filterTestAccounts": forced} if isinstance(forced, bool) else {}


def _dates(query: Query, filters: Query) -> dict[str, JsonValue]:
    """Both bounds are one thing: setting either replaces both."""
    date_from, date_to = filters.get("date_from"), filters.get("date_to")
    if not date_from and not date_to:
        return {}
    dates: JsonValue = {
        "date_from": date_from or None,
        "date_to": date_to or None,
        "explicitDate": bool(filters.get("explicitDate")),
    }
    replaced: dict[str, JsonValue] = {"dateRange": dates}
    if date_from == "all" and query.get("compareFilter"):
        replaced["compareFilter"] = None
    return replaced


def _properties(query: Query, filters: Query) -> dict[str, JsonValue]:
    added, own = filters.get("properties"), query.get("properties")
    if not added:
        return {}
    if not own:
        return {"properties": added}
    group: JsonValue = {"type": "AND", "values": [_group(own), _group(added)]}
    return {"properties": group}


def _group(properties: JsonValue) -> JsonValue:
    return {"type": "AND", "values": properties} if isinstance(properties, list) else properties


def _others(query: Query, filters: Query) -> dict[str, JsonValue]:
    kind = query.get("kind")
    replaced: dict[str, JsonValue] = {}
    if filters.get("breakdown_filter") and kind in _WITH_BREAKDOWN:
        replaced["breakdownFilter"] = filters["breakdown_filter"]
    if filters.get("interval") and kind in _WITH_INTERVAL:
        replaced["interval"] = filters["interval"]
    return replaced | _tested(filters)
