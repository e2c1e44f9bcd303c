"""The clauses of one SELECT, and what names mean in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlglot import exp

from hedgerow.query.context import Context
from hedgerow.query.hogql.calls import near
from hedgerow.query.hogql.forms import FORMS
from hedgerow.query.hogql.holes import Holes, NoSuchHole
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.naming import column_name, refuse_alias
from hedgerow.query.hogql.places import not_yet, refusal
from hedgerow.query.hogql.sources import EventsSource, LoweredSelect, Source
from hedgerow.query.sql.tree import And, Column, Expression, LimitBy, Named, Order, Select, Subselect

MOST_ROWS = 50_000
"""Rows that one answer has at most, whatever LIMIT says (SQ-5)."""

MOST_COLUMNS = 200


class Text(Protocol):
    """The whole text that a select is part of."""

    text: str
    context: Context
    holes: Holes

    def query(self, node: exp.Expr, within: Mapping[str, exp.Expr] | None = None) -> LoweredSelect:
        """The select that ``node`` is."""
        ...


@dataclass(slots=True)
class Clauses:
    """Lowers the clauses of ``node``, a select over ``sources``.

    ``known`` are the names of WITH; with ``prefix`` begin those of its columns.
    """

    selects: Text
    node: exp.Select
    known: Mapping[str, exp.Expr]
    sources: Mapping[str, Source]
    prefix: str
    names: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    _aliases: dict[str, int] = field(default_factory=dict)
    _outputs: list[exp.Expr] = field(default_factory=list)
    _within: set[str] = field(default_factory=set)
    _known_aliases: dict[tuple[str, frozenset[str]], Meaning] = field(default_factory=dict)

    def select(self, rows: int | None) -> Select:
        """The select without its source; ``rows`` limit it when it has no LIMIT of its own."""
        self._outputs = self._expanded(self.node.expressions)
        self._aliases = {
            output.alias: place for place, output in enumerate(self._outputs) if isinstance(output, exp.Alias)
        }
        where = [self.node.args[clause].this for clause in ("prewhere", "where") if self.node.args.get(clause)]
        conditions = tuple(self._lowering().expression(one) for one in where)
        self.meanings = tuple(self._output(output) for output in self._outputs)
        self.names = tuple(self._name(output) for output in self._outputs)
        having = self.node.args.get("having")
        limit, by = self._limit()
        offset = self._whole(self.node.args.get("offset"), "OFFSET")
        if by is None and limit is None and offset is None:
            limit = rows
        return Select(
            columns=tuple(Named(self._column(place), one.expression) for place, one in enumerate(self.meanings)),
            source=None,
            where=And(conditions),
            group_by=self._group_by(),
            having=And(() if having is None else (self._lowering(aggregates=True).expression(having.this),)),
            order_by=self._order_by(self.node.args.get("order")),
            limit=None if limit is None else min(limit, MOST_ROWS),
            distinct=self._distinct(),
            limit_by=by,
            offset=offset,
        )

    def on(self, join: exp.Join) -> Expression | None:
        """The condition of ``join``."""
        condition = join.args.get("on")
        return None if condition is None else self._lowering().expression(condition)

    def field(self, path: Sequence[str | int], node: exp.Expr) -> Meaning:
        """See `Names.field`: an alias of this select, an expression of WITH, or a field of what stands in FROM."""
        name = str(path[0])
        if len(path) == 1 and name in self._aliases and name not in self._within:
            return self._aliased(name)
        if len(path) == 1 and name in self.known and name not in self._within and not _is_query(self.known[name]):
            return self._guarding(name, self.known[name])
        if len(path) > 1 and name in self.sources:
            return self.sources[name].field(path[1:], node)
        having = [source for source in self.sources.values() if source.has(name)]
        if len(having) > 1:
            raise refusal(f"'{name}' is a field of several sources; write which: a.{name}", self.selects.text, node)
        if having:
            return having[0].field(path, node)
        if len(self.sources) == 1 and isinstance(source := next(iter(self.sources.values())), EventsSource):
            return source.field(path, node)
        known = [name for source in self.sources.values() if not isinstance(source, EventsSource)
                 for name in source.names(node)]  # fmt: skip
        raise refusal(f"Unknown field '{name}'.{near(name, (*known, *self._aliases))}", self.selects.text, node)

    def subquery(self, node: exp.Expr) -> Expression:
        """See `Names.subquery`."""
        return Subselect(self.selects.query(node, self.known).select)

    def hole(self, name: str, node: exp.Expr) -> Meaning:
        """See `Names.hole`."""
        if name == "filters":
            return self._filters(node)
        try:
            return self.selects.holes.filled(name)
        except NoSuchHole as error:
            raise refusal(str(error), self.selects.text, node) from None

    def is_unset(self, name: str) -> bool:
        """See `Names.is_unset`."""
        return self.selects.holes.is_unset(name)

    def _filters(self, node: exp.Expr) -> Meaning:
        sources = list(self.sources.values())
        if len(sources) == 1 and isinstance(sources[0], EventsSource):
            return Meaning(expression=self.selects.holes.filters, never_null=True)
        if any(isinstance(source, EventsSource) for source in sources):
            raise not_yet("{filters} beside a join; put the events into a SELECT of their own", self.selects.text, node)
        raise refusal("{filters} stands only in a SELECT from events", self.selects.text, node)

    def _lowering(self, *, aggregates: bool = False, windows: bool = False) -> Lowering:
        return Lowering(self.selects.text, self.selects.context, self, FORMS, aggregates=aggregates, windows=windows)

    def _expanded(self, outputs: Sequence[exp.Expr]) -> list[exp.Expr]:
        """The outputs, with the fields that each ``*`` stands for."""
        found: list[exp.Expr] = []
        for output in outputs:
            starred = isinstance(output, exp.Star) or (
                isinstance(output, exp.Column) and isinstance(output.this, exp.Star)
            )
            if not starred:
                found.append(output)
                continue
            if output.args.get("except_") or output.args.get("replace") or output.args.get("rename"):
                raise refusal("* is not followed by EXCEPT or REPLACE", self.selects.text, output)
            of = output.args["table"].name if isinstance(output, exp.Column) else None
            for name, source in self.sources.items():
                if of is None or of == name:
                    found += [exp.column(one, table=name, quoted=True) for one in source.names(output)]
        if not found:
            raise refusal("A SELECT needs columns", self.selects.text, self.node)
        if len(found) > MOST_COLUMNS:
            raise refusal(f"A SELECT has at most {MOST_COLUMNS} columns", self.selects.text, self.node)
        return found

    def _output(self, output: exp.Expr) -> Meaning:
        if isinstance(output, exp.Alias):
            refuse_alias(output, self.selects.text)
            return self._guarding(output.alias, output.this)
        return self._lowering(aggregates=True, windows=True).meaning(output)

    def _guarding(self, name: str, node: exp.Expr) -> Meaning:
        """``node``, in which ``name`` is no alias but a field: nothing is made of itself."""
        self._within.add(name)
        try:
            return self._lowering(aggregates=True, windows=True).meaning(node)
        finally:
            self._within.discard(name)

    def _aliased(self, name: str) -> Meaning:
        # Remembered, or aliases made of one another twice each would take twice as long with every one.
        asked = (name, frozenset(self._within))
        if (known := self._known_aliases.get(asked)) is not None:
            return known
        column = Column(self._column(self._aliases[name]))
        meaning = self._guarding(name, self._outputs[self._aliases[name]].this)
        instant = column if meaning.instant is not None else None
        made = Meaning(expression=column, never_null=meaning.never_null, instant=instant, simple=True)
        self._known_aliases[asked] = made
        return made

    def _column(self, place: int) -> str:
        """Columns of different selects have different names, because inside a select the engine looks at both."""
        return f"{self.prefix}c{place + 1}"

    def _name(self, output: exp.Expr) -> str:
        return output.alias if isinstance(output, exp.Alias) else column_name(output)

    def _group_by(self) -> tuple[Expression, ...]:
        group = self.node.args.get("group")
        if group is None:
            return ()
        for clause in ("grouping_sets", "cube", "rollup", "totals", "all"):
            if group.args.get(clause):
                raise not_yet(f"GROUP BY … {clause.upper()}", self.selects.text, group)
        return tuple(self._by(key) for key in group.expressions)

    def _by(self, key: exp.Expr, *, aggregates: bool = False) -> Expression:
        """A key: an expression, or a column by its place from 1."""
        if isinstance(key, exp.Literal) and not key.is_string:
            place = int(key.this) if key.this.isdigit() else 0
            if not 1 <= place <= len(self.meanings):
                raise refusal(f"There is no column {key.this}", self.selects.text, key)
            return Column(self._column(place - 1))
        return self._lowering(aggregates=aggregates, windows=aggregates).expression(key)

    def _order_by(self, order: exp.Expr | None) -> tuple[Order, ...]:
        if order is None:
            return ()
        found = []
        for key in order.expressions:
            if key.args.get("with_fill") or key.args.get("nulls_first"):
                raise not_yet("NULLS FIRST and WITH FILL", self.selects.text, key)
            found.append(Order(self._by(key.this, aggregates=True), descending=bool(key.args.get("desc"))))
        return tuple(found)

    def _limit(self) -> tuple[int | None, LimitBy | None]:
        limit = self.node.args.get("limit")
        if limit is None:
            return None, None
        if not isinstance(limit, exp.Limit) or limit.args.get("limit_options"):
            raise refusal("LIMIT is followed by a number", self.selects.text, limit)
        count = self._whole(limit, "LIMIT")
        if limit.expressions:
            return None, LimitBy(count or 0, tuple(self._by(key) for key in limit.expressions))
        return count, None

    def _whole(self, clause: exp.Expr | None, word: str) -> int | None:
        if clause is None:
            return None
        written = clause.expression
        if isinstance(written, exp.Placeholder):
            value = getattr(self.hole(str(written.this), written).expression, "value", None)
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63:
                return value
        if not isinstance(written, exp.Literal) or not written.this.isdigit() or len(written.this) > 18:
            raise refusal(f"{word} is followed by a whole number", self.selects.text, clause)
        return int(written.this)

    def _distinct(self) -> bool:
        distinct = self.node.args.get("distinct")
        if distinct is not None and distinct.args.get("on"):
            raise not_yet("DISTINCT ON", self.selects.text, distinct)
        return distinct is not None


def _is_query(node: exp.Expr) -> bool:
    return isinstance(node, exp.Query)
