"""The clauses of one SELECT, and what names mean in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlglot import exp

from hedgerow.query.hogql.array_joins import array_join_of
from hedgerow.query.hogql.elements import part_of
from hedgerow.query.hogql.forms import FORMS
from hedgerow.query.hogql.holes import NoSuchHole
from hedgerow.query.hogql.keys import Keys
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import LoweredSelect, Meaning
from hedgerow.query.hogql.naming import column_name, refuse_alias
from hedgerow.query.hogql.nearness import near
from hedgerow.query.hogql.places import not_yet, refusal
from hedgerow.query.hogql.sources import Source, TableSource
from hedgerow.query.hogql.written_text import WrittenText
from hedgerow.query.sql.tree import ALWAYS, Column, Expression, Named, Select, all_of

MOST_COLUMNS = 200


@dataclass(slots=True)
class Clauses:
    """Lowers the clauses of ``node``, a select over ``sources``.

    ``known`` are the names of WITH; with ``prefix`` begin those of its columns.
    """

    whole: WrittenText
    node: exp.Select
    known: Mapping[str, exp.Expr]
    sources: Mapping[str, Source]
    prefix: str
    names: tuple[str, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    _aliases: dict[str, int] = field(default_factory=dict)
    _outputs: list[exp.Expr] = field(default_factory=list)
    _elements: Mapping[str, Column] = field(default_factory=dict)
    _within: set[str] = field(default_factory=set)
    _known_aliases: dict[tuple[str, frozenset[str]], Meaning] = field(default_factory=dict)

    def select(self, rows: int | None) -> Select:
        """The select without its source; ``rows`` limit it when it has no LIMIT of its own."""
        self._outputs = self._expanded(self.node.expressions)
        self._aliases = {
            output.alias: place for place, output in enumerate(self._outputs) if isinstance(output, exp.Alias)
        }
        array_join, self._elements = array_join_of(self.node, self.lowering().expression, self.prefix, self.whole.text)
        where = [self.lowering().expression(one.this) for one in self._given("prewhere", "where")]
        self.meanings = tuple(self._output(output) for output in self._outputs)
        self.names = tuple(self._name(output) for output in self._outputs)
        having = [self.lowering(aggregates=True).expression(one.this) for one in self._given("having")]
        qualify = [self.lowering(aggregates=True, windows=True).expression(one.this) for one in self._given("qualify")]
        keys = Keys(self)
        limit, offset = keys.limits()
        group_by, subtotals = keys.group_by()
        return Select(
            columns=tuple(Named(self.column(place), one.expression) for place, one in enumerate(self.meanings)),
            source=None,
            array_join=array_join,
            where=all_of(where),
            group_by=group_by,
            subtotals=subtotals,
            having=all_of(having),
            qualify=all_of(qualify),
            order_by=keys.order_by(),
            limit=rows if limit is None and offset is None else limit,
            distinct=keys.is_distinct(),
            limit_by=keys.limit_by(),
            offset=offset,
        )

    def _given(self, *clauses: str) -> list[exp.Expr]:
        return [self.node.args[clause] for clause in clauses if self.node.args.get(clause)]

    def on(self, join: exp.Join) -> Expression | None:
        """The condition of ``join``."""
        condition = join.args.get("on")
        return None if condition is None else self.lowering().expression(condition)

    def field(self, path: Sequence[str | int], node: exp.Expr) -> Meaning:
        """See `Names.field`: an alias of this select, an expression of WITH, or a field of what stands in FROM."""
        name = str(path[0])
        if name in self._elements:
            return part_of(Meaning(expression=self._elements[name], simple=True), path[1:], node)
        having = [source for source in self.sources.values() if source.has(name)]
        is_field = len(path) > 1 and (having or name in self.sources)
        if name in self._aliases and name not in self._within and not is_field:
            return part_of(self._aliased(name), path[1:], node)
        if len(path) == 1 and name in self.known and name not in self._within and not _is_query(self.known[name]):
            return self._guarding(name, self.known[name])
        if len(path) > 1 and name in self.sources:
            return self.sources[name].field(path[1:], node)
        if len(having) > 1 and name not in self._shared():
            raise refusal(f"'{name}' is a field of several sources; write which: a.{name}", self.whole.text, node)
        if having:
            return having[0].field(path, node)
        if len(self.sources) == 1 and isinstance(source := next(iter(self.sources.values())), TableSource):
            return source.field(path, node)
        known = [name for source in self.sources.values() for name in source.names()]
        raise refusal(f"Unknown field '{name}'.{near(name, (*known, *self._aliases))}", self.whole.text, node)

    def subquery(self, node: exp.Expr) -> LoweredSelect:
        """See `Names.subquery`."""
        return self.whole.query(node, self.known)

    def hole(self, name: str, node: exp.Expr) -> Meaning:
        """See `Names.hole`."""
        if name == "filters":
            return self._filters(node)
        try:
            return self.whole.holes.filled(name)
        except NoSuchHole as error:
            raise refusal(str(error), self.whole.text, node) from None

    def is_unset(self, name: str) -> bool:
        """See `Names.is_unset`."""
        return self.whole.holes.is_unset(name)

    def of_events(self, condition: Expression, node: exp.Expr) -> Expression:
        """See `Names.of_events`."""
        events = [one for one in self.sources.values() if isinstance(one, TableSource) and one.table.is_events]
        if len(events) != 1:
            raise refusal("This is about events; it stands only in a SELECT from events", self.whole.text, node)
        return events[0].of_row(condition)

    def window(self, name: str, node: exp.Expr) -> exp.Expr:
        """See `Names.window`."""
        windows: list[exp.Expr] = self.node.args.get("windows") or []
        for window in windows:
            if window.name == name:
                return window
        raise refusal(f"There is no window '{name}'", self.whole.text, node)

    def _filters(self, node: exp.Expr) -> Meaning:
        """The filters and bounds of the question, about what stands first in FROM (SQ-2)."""
        source = next(iter(self.sources.values()), None)
        if not isinstance(source, TableSource) or source.table.filtered_by is None:
            complaint = "{filters} stands only in a SELECT from events, sessions or groups"
            raise refusal(complaint, self.whole.text, node)
        filters = self.whole.holes.filters
        if filters != ALWAYS and not source.table.is_events:
            raise not_yet("{filters} with properties in a SELECT from " + source.table.name, self.whole.text, node)
        parts = all_of([*self.whole.holes.within(source.table.filtered_by), *([] if filters == ALWAYS else [filters])])
        return Meaning(expression=ALWAYS if parts == ALWAYS else source.of_row(parts), never_null=True)

    def _shared(self) -> set[str]:
        """Fields that USING makes equal, so that it does not matter of which source they are."""
        joins = self.node.args.get("joins") or []
        return {column.name for join in joins for column in join.args.get("using") or []}

    def lowering(self, *, aggregates: bool = False, windows: bool = False) -> Lowering:
        """How expressions of this select are lowered."""
        return Lowering(
            self.whole.text,
            self.whole.context,
            self.whole.condition,
            self,
            FORMS,
            aggregates=aggregates,
            windows=windows,
        )

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
                raise refusal("* is not followed by EXCEPT or REPLACE", self.whole.text, output)
            of = output.args["table"].name if isinstance(output, exp.Column) else None
            for name, source in self.sources.items():
                if of is None or of == name:
                    found += [exp.column(one, table=name, quoted=True) for one in source.names()]
        if not found:
            raise refusal("A SELECT needs columns", self.whole.text, self.node)
        if len(found) > MOST_COLUMNS:
            raise refusal(f"A SELECT has at most {MOST_COLUMNS} columns", self.whole.text, self.node)
        return found

    def _output(self, output: exp.Expr) -> Meaning:
        if isinstance(output, exp.Alias):
            refuse_alias(output, self.whole.text)
            return self._guarding(output.alias, output.this)
        return self.lowering(aggregates=True, windows=True).meaning(output)

    def _guarding(self, name: str, node: exp.Expr) -> Meaning:
        """``node``, in which ``name`` is no alias but a field: nothing is made of itself."""
        self._within.add(name)
        try:
            return self.lowering(aggregates=True, windows=True).meaning(node)
        finally:
            self._within.discard(name)

    def _aliased(self, name: str) -> Meaning:
        # Remembered, or aliases made of one another twice each would take twice as long with every one.
        asked = (name, frozenset(self._within))
        if (known := self._known_aliases.get(asked)) is not None:
            return known
        column = Column(self.column(self._aliases[name]))
        meaning = self._guarding(name, self._outputs[self._aliases[name]].this)
        instant = column if meaning.instant is not None else None
        made = Meaning(
            expression=column, never_null=meaning.never_null, instant=instant, simple=True, json=meaning.json
        )
        self._known_aliases[asked] = made
        return made

    def column(self, place: int) -> str:
        """Columns of different selects have different names, because inside a select the engine looks at both."""
        return f"{self.prefix}c{place + 1}"

    def _name(self, output: exp.Expr) -> str:
        return output.alias if isinstance(output, exp.Alias) else column_name(output)


def _is_query(node: exp.Expr) -> bool:
    return isinstance(node, exp.Query)
