"""Columns of events, written one by one, and the conditions and orderings beside them, which may name their aliases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlglot import exp

from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.hogql.event_expressions import EventNames, lowered
from hedgerow.query.hogql.forms import FORMS
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.naming import refuse_alias
from hedgerow.query.hogql.parsing import parsed_column, parsed_expression, parsed_ordering
from hedgerow.query.hogql.places import not_yet, refusal
from hedgerow.query.sql.tree import Column, Expression, Order, Written, call, text


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPart:
    """``meaning`` is of one event, or of many when it is ``aggregated``, directly or through an alias."""

    meaning: Meaning
    aggregated: bool

    @property
    def value(self) -> Expression:
        """The expression; moments are in UTC, where no hour comes twice."""
        instant = self.meaning.instant
        if instant is None or isinstance(instant, Column):
            return Written(instant or self.meaning.expression)
        return Written(call("toTimeZone", self.meaning.expression, text("UTC")))

    @property
    def key(self) -> Expression:
        """What rows are grouped and ordered by; others may be made of it too, so it stays as it was written."""
        instant = self.meaning.instant
        key = instant if isinstance(instant, Column) else self.meaning.expression
        return key if isinstance(key, Column) else Written(key)


class WrittenColumns:
    """``texts`` are the columns by the names the select gives them; each may have an alias.

    All methods raise InvalidRequest with the place of what is wrong in its text, NotSupportedYet for what is not yet.
    """

    def __init__(self, texts: Mapping[str, str], context: Context, condition: Condition) -> None:
        self._texts = texts
        self._context = context
        self._condition = condition
        self._nodes = {column: parsed_column(written) for column, written in texts.items()}
        self._parts: dict[str, WrittenPart] = {}
        self._within: set[str] = set()
        self._aliases: dict[str, str] = {}
        for column, node in self._nodes.items():
            if isinstance(node, exp.Alias):
                refuse_alias(node, texts[column])
                if node.alias in self._aliases:
                    raise refusal(f"Two columns are called '{node.alias}'", texts[column], node)
                self._aliases[node.alias] = column

    def alias(self, column: str) -> str | None:
        """What ``column`` is called; None when its text does not say."""
        node = self._nodes[column]
        return node.alias if isinstance(node, exp.Alias) else None

    def column(self, column: str) -> WrittenPart:
        """The column of this name. Inside it its own alias is no alias: nothing is made of itself."""
        if column not in self._parts:
            self._within.add(column)
            try:
                self._parts[column] = self._part(self._texts[column], self._nodes[column].unalias())
            finally:
                self._within.discard(column)
        return self._parts[column]

    def condition(self, written: str) -> WrittenPart:
        """A condition on an event or, when aggregated, on a group of them."""
        return self._part(written, parsed_expression(written))

    def ordering(self, written: str) -> tuple[Order, bool]:
        """A key of an ordering, and whether it is aggregated."""
        node = parsed_ordering(written)
        if node.args.get("with_fill") or node.args.get("nulls_first"):
            raise not_yet("NULLS FIRST and WITH FILL", written, node)
        part = self._part(written, node.this)
        return Order(part.key, descending=bool(node.args.get("desc"))), part.aggregated

    def aliased(self, name: str) -> str | None:
        """The column whose alias is ``name``, unless it is being made just now."""
        column = self._aliases.get(name)
        return None if column in self._within else column

    def _part(self, written: str, node: exp.Expr) -> WrittenPart:
        names = _Names(written, self._context, self)
        lowering = Lowering(written, self._context, self._condition, names, FORMS, aggregates=True)
        meaning = lowered(lowering, node)
        return WrittenPart(meaning=meaning, aggregated=lowering.aggregated or names.aggregated)


class _Names(EventNames):
    """The fields of the events, and the aliases, which hide them; ``aggregated`` tells of an aggregate among these."""

    def __init__(self, written: str, context: Context, columns: WrittenColumns) -> None:
        super().__init__(written, context)
        self._columns = columns
        self._zone = context.timezone
        self.aggregated = False

    def field(self, path: Sequence[str | int], node: exp.Expr) -> Meaning:
        """See `Names.field`."""
        column = self._columns.aliased(str(path[0])) if len(path) == 1 else None
        if column is None:
            return super().field(path, node)
        part = self._columns.column(column)
        self.aggregated = self.aggregated or part.aggregated
        made, never_null = Column(column), part.meaning.never_null
        if part.meaning.instant is None:
            return Meaning(expression=made, never_null=never_null, simple=True)
        seen = call("toTimeZone", made, text(self._zone))
        return Meaning(expression=seen, never_null=never_null, instant=made, simple=True)
