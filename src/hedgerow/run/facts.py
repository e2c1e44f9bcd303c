"""What a plan must know of a project besides the question, gathered from the store and the engine."""

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import Lock
from time import monotonic
from typing import Any

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.projects import Project
from hedgerow.vocab.statement import Parameter, Statement

PropertyTypes = Mapping[str, PropertyType]

_EARLIEST = "SELECT count(), toUnixTimestamp(min(timestamp)) FROM events WHERE team_id = {team:UInt32}"

_REMEMBERED_SECONDS = 1.0
"""How long property types and variables are remembered, so that the tiles of one dashboard read them once."""


class FactSource:
    """Makes the frozen Context that the pure query room plans with. Safe to share between threads."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._types: dict[int, tuple[float, PropertyTypes]] = {}
        self._variables: dict[int, tuple[float, Mapping[str, Any]]] = {}
        self._lock = Lock()

    def context(self, project: Project, now: datetime) -> Context:
        """Everything `plan` may know of ``project`` at ``now``, but for its earliest event."""
        return Context(
            team_id=project.id,
            timezone=project.timezone,
            week_start_day=project.week_start_day,
            now=now,
            test_account_filters=project.test_account_filters,
            property_types=self._property_types(project.id),
        )

    def earliest_event(self, team_id: int, *, query_id: str) -> datetime | None:
        """When the project's first event happened; None before there is one. Asks the engine as ``query_id``."""
        asked = Statement(_EARLIEST, (Parameter("team", "UInt32", team_id),))
        count, seconds = self._engine.query(asked, query_id=query_id).rows[0]
        return datetime.fromtimestamp(seconds, UTC) if count else None

    def variables(self, team_id: int) -> Mapping[str, Any]:
        """The default values of the project's insight variables by id (SQ-4)."""
        with self._lock:
            read_at, defaults = self._variables.get(team_id, (0.0, {}))
        if read_at and monotonic() - read_at < _REMEMBERED_SECONDS:
            return defaults
        with self._store.read() as tx:
            defaults = {str(variable.id): variable.default_value for variable in tx.insight_variables.all(team_id)}
        with self._lock:
            self._variables[team_id] = (monotonic(), defaults)
        return defaults

    def _property_types(self, team_id: int) -> PropertyTypes:
        with self._lock:
            read_at, types = self._types.get(team_id, (0.0, {}))
        if read_at and monotonic() - read_at < _REMEMBERED_SECONDS:
            return types
        with self._store.read() as tx:
            types = tx.property_definitions.types(team_id)
        with self._lock:
            self._types[team_id] = (monotonic(), types)
        return types
