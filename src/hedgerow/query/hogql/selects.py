"""A written SELECT, or a set of them, becomes a select of ours (SQ-5, SQ-6, SQ-16)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sqlglot import exp

from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.hogql.array_joins import joins_of
from hedgerow.query.hogql.clauses import Clauses
from hedgerow.query.hogql.holes import Holes
from hedgerow.query.hogql.joining import joined
from hedgerow.query.hogql.meaning import LoweredSelect
from hedgerow.query.hogql.places import place_of, refusal
from hedgerow.query.hogql.relations import relation
from hedgerow.query.hogql.sources import Source
from hedgerow.query.sql.tree import ALWAYS, And, Column, Combined, Named, Select

DEFAULT_ROWS = 100
"""Rows of a SELECT that names no LIMIT (SQ-5, SQ-6)."""

MOST_SELECTS = 60
"""Selects that one text may become, each use of a WITH counted."""

_COMBINED: Mapping[type[exp.Expr], str] = {exp.Union: "UNION", exp.Intersect: "INTERSECT", exp.Except: "EXCEPT"}
_OF_A_SET = frozenset({"this", "expression", "distinct", "with_"})
_AFTER_A_SET = frozenset({"order", "limit", "offset", "limit_by"})
_REFUSED_CLAUSES = {
    "settings": "SETTINGS", "format": "FORMAT", "into": "INTO", "sample": "SAMPLE", "kind": "SELECT AS",
    "hint": "hints", "locks": "FOR UPDATE", "pivots": "PIVOT", "laterals": "LATERAL", "match": "MATCH",
    "cluster": "CLUSTER BY", "distribute": "DISTRIBUTE BY", "sort": "SORT BY", "connect": "CONNECT BY",
    "operation_modifiers": "modifiers", "exclude": "EXCLUDE",
}  # fmt: skip
_CLAUSES = frozenset(
    {"expressions", "from_", "joins", "where", "prewhere", "group", "having", "qualify", "windows", "order", "limit_by",
     "limit", "offset", "distinct", "with_"}
)  # fmt: skip


@dataclass(slots=True)
class Selects:
    """Lowers every select of one text. ``condition`` makes a condition of property filters."""

    text: str
    context: Context
    condition: Condition
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
            return self._set(node, known)
        if isinstance(node, exp.Select):
            return self._select(node, known, rows)
        raise refusal(f"A query has to be a SELECT, not '{type(node).__name__}'", self.text, node)

    def defined(self, name: str, known: Mapping[str, exp.Expr]) -> LoweredSelect | None:
        """See `WrittenText.defined`."""
        if name not in known or name in self._defining:
            return None
        self._defining.append(name)
        try:
            return self.query(known[name], known)
        finally:
            self._defining.remove(name)

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

    def _set(self, node: exp.Expr, known: Mapping[str, exp.Expr]) -> LoweredSelect:
        """A set of selects; what orders or limits it as a whole is a select around it."""
        after = {clause: value for clause, value in _given(node).items() if clause in _AFTER_A_SET}
        for clause in _given(node):
            if clause not in _OF_A_SET | _AFTER_A_SET:
                complaint = f"{_REFUSED_CLAUSES.get(clause, clause)} is not allowed after a set of SELECTs"
                raise refusal(complaint, self.text, node)
        if not after:
            return self._combined(node, known)
        bare = node.copy()
        for clause in after:
            bare.set(clause, None)
        source = exp.Subquery(this=bare)
        around = exp.Select(expressions=[exp.Star()], from_=exp.From(this=source), **after)
        return self._select(around, known, None)

    def _combined(self, node: exp.Expr, known: Mapping[str, exp.Expr]) -> LoweredSelect:
        """The members of a set; each without a LIMIT has the default one (SQ-6)."""
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
            if clause not in _CLAUSES:
                raise refusal(
                    f"{_REFUSED_CLAUSES.get(clause, clause)} is not allowed", self.text, place_of(value, node)
                )
        sources = self._sources(node, known)
        clauses = Clauses(self, node, known, sources, self._prefix())
        select = self._reading(clauses.select(rows), node, sources, clauses)
        return LoweredSelect(select, clauses.names, clauses.meanings)

    def _sources(self, node: exp.Select, known: Mapping[str, exp.Expr]) -> dict[str, Source]:
        """What stands in FROM by the names people give it."""
        opening, joins = node.args.get("from_"), joins_of(node)
        if opening is None:
            if joins:
                raise refusal("A JOIN stands after a FROM", self.text, joins[0])
            return {}
        found: dict[str, Source] = {}
        for place, one in enumerate([opening.this, *(join.this for join in joins)]):
            name = one.alias or (one.name if isinstance(one, exp.Table) else "") or f"#{place}"
            if name in found:
                raise refusal(f"Two sources are called '{name}'", self.text, one)
            found[name] = relation(self, one, known, f"t{place + 1}" if joins else None)
        return found

    def _reading(self, select: Select, node: exp.Select, sources: Mapping[str, Source], clauses: Clauses) -> Select:
        """``select`` with its source, now that it is known which fields it reads."""
        if joins := joins_of(node):
            return replace(select, source=joined(self.text, joins, sources, clauses, select))
        for source in sources.values():
            scanned, holds = source.alone()
            where = select.where if holds == ALWAYS else And((*select.where.parts, holds))
            return replace(select, source=scanned, where=where)
        return select


def _given(node: exp.Expr) -> dict[str, object]:
    """The clauses that are there."""
    return {name: value for name, value in node.args.items() if value not in (None, [], False)}
