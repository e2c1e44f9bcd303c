"""JSON becomes a question, or an error that names what is wrong with it (EN-1, EN-2, NB-22)."""

from collections.abc import Mapping

from pydantic import JsonValue, ValidationError

from hedgerow.base.errors import MalformedRequest
from hedgerow.query.question import Question
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.registry import registered_kinds

_INSIGHTS = frozenset(
    {"TrendsQuery", "FunnelsQuery", "RetentionQuery", "PathsQuery", "StickinessQuery", "LifecycleQuery"}
)
_DATA = frozenset({"HogQLQuery", "EventsQuery", "ActorsQuery"})

WRAPPERS: Mapping[str, frozenset[str]] = {
    "InsightVizNode": _INSIGHTS,
    "DataVisualizationNode": frozenset({"HogQLQuery"}),
    "DataTableNode": _INSIGHTS | _DATA,
}
"""Wrapper kinds and the sources each may hold."""

_KNOWN = _INSIGHTS | _DATA | {"SavedInsightNode"}
_DEEPEST = 40
_MOST_WRAPPERS = 5


def understand(raw: JsonValue) -> Question:
    """The question ``raw`` asks.

    Raises MalformedRequest for what is no query at all (unknown kind, key, operator, type, interval, display or a
    value of the wrong type, each named), NotSupportedYet for a kind Hedgerow knows and cannot run yet.
    """
    _refuse_what_no_query_holds(raw)
    wrappers: list[dict[str, JsonValue]] = []
    node, name = _node(raw)
    while (sources := WRAPPERS.get(name)) is not None:
        if len(wrappers) == _MOST_WRAPPERS:
            raise MalformedRequest(f"A query has at most {_MOST_WRAPPERS} wrappers.")
        wrappers.append({key: value for key, value in node.items() if key != "source"})
        wrapper = name
        node, name = _node(node.get("source"), wrapper)
        if name not in sources and name not in WRAPPERS:
            raise MalformedRequest(f"{_unknown(name) or f'{wrapper} cannot hold a {name}.'}")
    return _question(node, name, tuple(wrappers))


def _question(node: dict[str, JsonValue], name: str, wrappers: tuple[dict[str, JsonValue], ...]) -> Question:
    kind = registered_kinds().get(name)
    if kind is None:
        if unknown := _unknown(name):
            raise MalformedRequest(unknown)
        raise NotSupportedYet(f"A query of kind '{name}'")
    try:
        return Question(kind=kind, node=kind.model.model_validate(node), wrappers=wrappers)
    except ValidationError as error:
        raise MalformedRequest(_complaint(name, error)) from None


def _node(raw: JsonValue, wrapper: str | None = None) -> tuple[dict[str, JsonValue], str]:
    where = f"The source of {wrapper}" if wrapper else "A query"
    if not isinstance(raw, dict):
        raise MalformedRequest(f"{where} must be an object.")
    name = raw.get("kind")
    if not isinstance(name, str):
        raise MalformedRequest(f"{where} needs a 'kind'.")
    return raw, name


def _unknown(name: str) -> str | None:
    return None if name in _KNOWN else f"There is no query kind '{name}'."


def _complaint(name: str, error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    path = ".".join(str(step) for step in first["loc"])
    if first["type"] == "extra_forbidden":
        return f"{name} has no key '{path}'."
    shown = first.get("input")
    value = f" (got {shown!r})" if isinstance(shown, str | int | float) else ""
    return f"{name}, {path or 'body'}: {first['msg']}{value}."


def _refuse_what_no_query_holds(raw: JsonValue) -> None:
    """Nesting without end, and integers that no engine and no cache key can hold."""
    layer: list[JsonValue] = [raw]
    for _ in range(_DEEPEST):
        if any(isinstance(item, int) and item.bit_length() > 63 for item in layer):
            raise MalformedRequest("A query's integers have at most 63 bits.")
        layer = [inner for item in layer for inner in _inside(item)]
        if not layer:
            return
    raise MalformedRequest(f"A query is nested at most {_DEEPEST} levels deep.")


def _inside(item: JsonValue) -> list[JsonValue]:
    if isinstance(item, dict):
        return list(item.values())
    return item if isinstance(item, list) else []
