"""Variables of a dashboard and of the queries on it, resolved when they are read (DASH-14, DASH-15, EN-32).

What is stored names a variable by its id and by its code name. A variable that was deleted and made again has a
new id and its old code name, so an entry whose id is gone moves to the id that its code name has now.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from hedgerow.services.house import House
from hedgerow.vocab.dashboards import JsonObject
from hedgerow.vocab.projects import Project
from hedgerow.vocab.variables import InsightVariable

_READS_VARIABLES = "HogQLQuery"
_VALUE_KEYS = ("value", "isNull")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidVariables:
    """The values in force: ``chosen`` by variable id, and the project's variables that may be meant."""

    chosen: JsonObject = field(default_factory=dict)
    known: tuple[InsightVariable, ...] = ()

    def query(self, query: JsonObject) -> JsonObject:
        """``query`` with the value of each of its variables in force; wrappers stay around it.

        Only variables that the query names take a value (EN-32). One without any value has the variable's default.
        An entry that no variable of the project matches stays, so that running the query can name it (SQ-4).
        """
        source = query.get("source")
        if isinstance(source, Mapping):
            return {**query, "source": self.query(source)}
        if not _names_variables(query):
            return query
        entries = _rekeyed(query["variables"], self.known, keep_unmatched=True)
        return {**query, "variables": {key: self._valued(key, entry) for key, entry in entries.items()}}

    def _valued(self, key: str, entry: Any) -> Any:
        if not isinstance(entry, Mapping):
            return entry
        valued = dict(entry)
        if key in self.chosen:
            valued = {name: value for name, value in entry.items() if name not in _VALUE_KEYS}
            valued |= {name: self.chosen[key][name] for name in _VALUE_KEYS if name in self.chosen[key]}
        if valued.get("value") is None and not valued.get("isNull"):
            variable = next((known for known in self.known if str(known.id) == key), None)
            valued |= {} if variable is None else {"value": variable.default_value}
        return valued


NO_VARIABLES = LaidVariables()
"""Leaves every query as it is stored."""


def laid_variables(
    house: House, project: Project, stored: JsonObject, override: JsonObject, queries: Iterable[JsonObject | None]
) -> LaidVariables:
    """What is in force for ``queries``: ``override``, else a dashboard's ``stored`` values (DASH-15).

    The store is asked once, and only when there is something to resolve.
    """
    if not stored and not override and not any(reads_variables(query) for query in queries if query is not None):
        return NO_VARIABLES
    with house.store.read() as tx:
        known = tx.insight_variables.all(project.id)
    chosen = {**_rekeyed(stored, known), **_rekeyed(override, known)}
    return LaidVariables(chosen=chosen, known=known)


def reads_variables(query: JsonObject) -> bool:
    """Whether ``query`` names variables."""
    source = query.get("source")
    return reads_variables(source) if isinstance(source, Mapping) else _names_variables(query)


def _names_variables(query: JsonObject) -> bool:
    return query.get("kind") == _READS_VARIABLES and isinstance(query.get("variables"), Mapping)


def _rekeyed(
    entries: JsonObject, known: Iterable[InsightVariable], *, keep_unmatched: bool = False
) -> dict[str, dict[str, Any]]:
    """``entries`` by the ids their variables have now, in their order; an entry's own id goes before a code name."""
    by_id = {str(variable.id): variable for variable in known}
    by_code_name = {variable.code_name: variable for variable in by_id.values()}
    found: dict[str, dict[str, Any]] = {}
    for key, entry in entries.items():
        if not isinstance(entry, Mapping):
            continue
        variable = by_id.get(key) or by_code_name.get(str(entry.get("code_name")))
        if variable is None:
            if keep_unmatched:
                found[key] = dict(entry)
            continue
        number = str(variable.id)
        if number == key or (number not in entries and number not in found):
            found[number] = {"code_name": variable.code_name, **entry, "variableId": number}
    return found
