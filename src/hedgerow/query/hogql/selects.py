"""A written SELECT, or a set of them, becomes a select of ours (SQ-5, SQ-6, SQ-11, SQ-16)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlglot import exp

from hedgerow.query.context import Context
from hedgerow.query.hogql.calls import near
from hedgerow.query.hogql.clauses import Clauses
from hedgerow.query.hogql.holes import Holes
from hedgerow.query.hogql.places import not_yet, refusal
from hedgerow.query.hogql.sources import EventsSource, LoweredSelect, SelectSource, Source, numbers_source, side
from hedgerow.query.sql.tree import Column, Combined, Join, Joined, Named, Numbers, Select, Table
from hedgerow.vocab.events import EVENTS

DEFAULT_ROWS = 100
"""Rows of a SELECT that names no LIMIT (SQ-5, SQ-6)."""

MOST_SELECTS = 60
"""Selects that one text may become, each use of a WITH counted."""

MOST_NUMBERS = 10_000_000
"""Numbers that ``numbers(n)`` may count."""

TABLES_LATER = frozenset(
    {
        "persons", "person_distinct_ids", "groups", "sessions", "cohort_people", "static_cohort_people",
        "session_replay_events", "log_entries", "heatmaps", "query_log", "app_metrics", "raw_persons",
        "raw_person_distinct_ids", "raw_groups", "raw_cohort_people", "raw_sessions",
        "raw_person_distinct_id_overrides",
    }
)  # fmt: skip
"""Tables of the contract that Hedgerow does not have yet."""

_COMBINED: Mapping[type[exp.Expr], str] = {exp.Union: "UNION", exp.Intersect: "INTERSECT", exp.Except: "EXCEPT"}
_REFUSED_CLAUSES = {
    "settings": "SETTINGS", "format": "FORMAT", "into": "INTO", "sample": "SAMPLE", "kind": "SELECT AS",
    "hint": "hints", "locks": "FOR UPDATE", "pivots": "PIVOT", "laterals": "LATERAL", "match": "MATCH",
    "cluster": "CLUSTER BY", "distribute": "DISTRIBUTE BY", "sort": "SORT BY", "connect": "CONNECT BY",
    "operation_modifiers": "modifiers", "exclude": "EXCLUDE",
}  # fmt: skip
_LATER_CLAUSES = {"qualify": "QUALIFY", "windows": "WINDOW"}
_CLAUSES = frozenset(
    {"expressions", "from_", "joins", "where", "prewhere", "group", "having", "order", "limit", "offset", "distinct",
     "with_"}
)  # fmt: skip


@dataclass(slots=True)
class Selects:
    """Lowers every select of one text."""

    text: str
    context: Context
    holes: Holes
    _lowered: int = 0
    _prefixes: int = 0
    _defining: list[str] = field(default_factory=list)

    def query(
        self, node: exp.Expr, within: Mapping[str, exp.Expr] | None = None, *, rows: int | None = None
    ) -> LoweredSelect:
        """The select that ``node`` is. ``within`` are the names of a WITH; ``rows`` limit one without a LIMIT."""
        self._lowered += 1
        if self._lowered > MOST_SELECTS:
            raise refusal(
                f"A query becomes at most {MOST_SELECTS} selects, each use of a WITH counted", self.text, node
            )
        if isinstance(node, exp.Subquery):
            if set(_given(node)) - {"this", "alias"}:
                raise refusal("Only a SELECT stands in these brackets", self.text, node)
            return self.query(node.this, within, rows=rows)
        if isinstance(node, exp.Paren):
            return self.query(node.this, within, rows=rows)
        known = {**(within or {}), **self._named(node)}
        if type(node) in _COMBINED:
            return self._combined(node, known)
        if isinstance(node, exp.Select):
            return self._select(node, known, rows)
        raise refusal(f"A query has to be a SELECT, not '{type(node).__name__}'", self.text, node)

    def _prefix(self) -> str:
        """How the names of one more select's columns begin."""
        self._prefixes += 1
        return f"s{self._prefixes}"

    def _named(self, node: exp.Expr) -> dict[str, exp.Expr]:
        """What WITH names: selects, and expressions."""
        opening = node.args.get("with_")
        if opening is None:
            return {}
        if opening.args.get("recursive"):
            raise refusal("WITH RECURSIVE is not allowed", self.text, node)
        return {one.alias: one.this for one in opening.expressions if isinstance(one, exp.CTE)}

    def _combined(self, node: exp.Expr, known: Mapping[str, exp.Expr]) -> LoweredSelect:
        """A set of selects; each without a LIMIT has the default one (SQ-6)."""
        for clause in ("order", "limit", "offset", "settings", "format", "by_name", "on", "match"):
            if node.args.get(clause):
                raise not_yet(f"'{clause}' after a set of SELECTs; put the set into FROM (…)", self.text, node)
        first = self.query(node.this, known, rows=DEFAULT_ROWS)
        other = self.query(node.expression, known, rows=DEFAULT_ROWS)
        word = _COMBINED[type(node)]
        if word == "UNION":
            word += " DISTINCT" if node.args.get("distinct") else " ALL"
        if len(first.names) != len(other.names):
            raise refusal(f"{word} needs as many columns on both sides", self.text, node)
        meanings = tuple(
            replace(one, never_null=one.never_null and two.never_null,
                    instant=one.instant if two.instant is not None else None)
            for one, two in zip(first.meanings, other.meanings, strict=True)
        )  # fmt: skip
        prefix = self._prefix()
        columns = tuple(
            Named(f"{prefix}c{place + 1}", Column(column.name)) for place, column in enumerate(first.select.columns)
        )
        select = Select(columns=columns, source=Combined(first.select, ((word, other.select),)))
        return LoweredSelect(select, first.names, meanings)

    def _select(self, node: exp.Select, known: Mapping[str, exp.Expr], rows: int | None) -> LoweredSelect:
        for clause, value in _given(node).items():
            if clause in _LATER_CLAUSES:
                raise not_yet(_LATER_CLAUSES[clause], self.text, node)
            if clause not in _CLAUSES:
                raise refusal(f"{_REFUSED_CLAUSES.get(clause, clause)} is not allowed", self.text, _place(value, node))
        sources = self._sources(node, known)
        clauses = Clauses(self, node, known, sources, self._prefix())
        select = clauses.select(rows)
        return LoweredSelect(
            replace(select, source=self._source(node, sources, clauses)), clauses.names, clauses.meanings
        )

    def _sources(self, node: exp.Select, known: Mapping[str, exp.Expr]) -> dict[str, Source]:
        """What stands in FROM by the names people give it."""
        opening = node.args.get("from_")
        if opening is None:
            return {}
        joins = node.args.get("joins") or []
        relations = [opening.this, *(join.this for join in joins)]
        found: dict[str, Source] = {}
        for place, relation in enumerate(relations):
            alias = f"t{place + 1}" if joins else None
            name = relation.alias or (relation.name if isinstance(relation, exp.Table) else "") or f"#{place}"
            if name in found:
                raise refusal(f"Two sources are called '{name}'", self.text, relation)
            found[name] = self._relation(relation, known, alias)
        return found

    def _relation(self, node: exp.Expr, known: Mapping[str, exp.Expr], alias: str | None) -> Source:
        if isinstance(node, exp.Subquery | exp.Paren):
            return SelectSource(self.text, self.query(node, known), alias)
        if not isinstance(node, exp.Table):
            raise refusal(f"'{type(node).__name__}' cannot stand in FROM", self.text, node)
        for clause, value in _given(node).items():
            if clause not in {"this", "alias"}:
                raise refusal("Tables have one name and no modifiers", self.text, _place(value, node))
        if isinstance(node.this, exp.Identifier):
            return self._table(node, node.this.name, known, alias)
        if isinstance(node.this, exp.Anonymous) and str(node.this.this).lower() == "numbers":
            return self._numbers(node.this, alias)
        called = str(node.this.this) if isinstance(node.this, exp.Anonymous) else type(node.this).__name__
        if called in {"events", *TABLES_LATER}:
            raise refusal(f"The table '{called}' takes no arguments", self.text, node)
        raise refusal(f"Unsupported table function '{called[:60]}(...)'", self.text, node)

    def _table(self, node: exp.Table, name: str, known: Mapping[str, exp.Expr], alias: str | None) -> Source:
        if name in known and name not in self._defining:
            self._defining.append(name)
            try:
                return SelectSource(self.text, self.query(known[name], known), alias)
            finally:
                self._defining.remove(name)
        if name == EVENTS.name:
            return EventsSource(self.text, self.context, alias)
        if name in TABLES_LATER:
            raise not_yet(f"The table '{name}'", self.text, node)
        raise refusal(f"Unknown table `{name[:60]}`.{near(name, ('events', *known))}", self.text, node)

    def _numbers(self, node: exp.Anonymous, alias: str | None) -> Source:
        given = [
            int(one.this) if isinstance(one, exp.Literal) and one.this.isdigit() else None for one in node.expressions
        ]
        whole = [one for one in given if one is not None and one < 2**63]
        if len(given) not in (1, 2) or len(whole) != len(given):
            raise refusal("'numbers' takes one or two whole numbers: numbers(n) or numbers(from, n)", self.text, node)
        start, count = (0, *whole)[-2:]
        if count > MOST_NUMBERS:
            raise refusal(f"'numbers' counts at most {MOST_NUMBERS} numbers, not {count}", self.text, node)
        return numbers_source(self.text, start, count, alias)

    def _source(
        self, node: exp.Select, sources: Mapping[str, Source], clauses: Clauses
    ) -> Table | Select | Joined | Numbers | None:
        """What the select reads, now that it is known which fields."""
        given = list(sources.values())
        if not given:
            return None
        joins = node.args.get("joins") or []
        if not joins:
            return Table(EVENTS.name) if isinstance(given[0], EventsSource) else given[0].lowered.select  # type: ignore[attr-defined]
        made = [(self._kind(join), clauses.on(join)) for join in joins]
        sides = [side(source, f"t{place + 1}") for place, source in enumerate(given)]
        return Joined(sides[0], tuple(Join(kind, one, on) for (kind, on), one in zip(made, sides[1:], strict=True)))

    def _kind(self, join: exp.Join) -> str:
        if join.args.get("using") or join.args.get("method") or join.args.get("global_"):
            raise refusal("A join has ON and a condition", self.text, join)
        words = " ".join(str(join.args.get(word) or "") for word in ("side", "kind")).upper().split()
        kind = next((word for word in words if word != "OUTER"), "INNER" if join.args.get("on") else "CROSS")
        if kind not in {"INNER", "LEFT", "RIGHT", "FULL", "CROSS"} or len([w for w in words if w != "OUTER"]) > 1:
            raise not_yet(f"{' '.join(words)} JOIN", self.text, join)
        if (kind == "CROSS") == (join.args.get("on") is not None):
            raise refusal("A join has ON and a condition, a CROSS JOIN has none", self.text, join)
        return kind


def _given(node: exp.Expr) -> dict[str, object]:
    """The clauses that are there."""
    return {name: value for name, value in node.args.items() if value not in (None, [], False)}


def _place(value: object, node: exp.Expr) -> exp.Expr:
    if isinstance(value, list) and value:
        return _place(value[0], node)
    return value if isinstance(value, exp.Expr) and any("start" in part.meta for part in value.walk()) else node
