"""What stands in FROM: which fields it has, and what is scanned (SQ-11)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from sqlglot import exp

from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.hogql.elements import part_of
from hedgerow.query.hogql.meaning import LoweredSelect, Meaning
from hedgerow.query.hogql.named_fields import field_of
from hedgerow.query.hogql.places import refusal
from hedgerow.query.hogql.tables import KnownTable
from hedgerow.query.sql.tree import ALWAYS, And, Column, Expression, Named, Numbers, Select, Table, Value

Path = Sequence[str | int]


class Source(Protocol):
    """A thing that has fields."""

    def has(self, name: str) -> bool:
        """Whether a path may begin with ``name``."""
        ...

    def field(self, path: Path, node: exp.Expr) -> Meaning:
        """What ``path`` reads; raises a refusal that shows ``node``."""
        ...

    def names(self) -> tuple[str, ...]:
        """The fields that ``*`` stands for."""
        ...

    def alone(self) -> tuple[Table | Select, Expression]:
        """What is read when nothing is joined to it, and what has to hold for its rows."""
        ...

    def side(self, used: set[str]) -> Select:
        """The select that is one side of a join; of its columns only those ``used`` are read."""
        ...


@dataclass(slots=True)
class TableSource:
    """A table. Inside a join, what is read of it becomes columns of a select of their own, under ``alias``.

    ``sample`` holds for the rows that are read at all.
    """

    text: str
    context: Context
    condition: Condition
    table: KnownTable
    alias: str | None = None
    sample: Expression = ALWAYS
    _read: dict[Expression, Named] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """See `Source.has`."""
        return self.table.fields.has(name)

    def field(self, path: Path, node: exp.Expr) -> Meaning:
        """See `Source.field`."""
        meaning = field_of(self.table.fields, path, self.context, self.text, node)
        if self.alias is None:
            return meaning
        outside = self.of_row(meaning.expression)
        return replace(
            meaning,
            expression=outside,
            instant=outside if meaning.instant is not None else None,
            person=None if meaning.person is None else self.of_row(meaning.person),
        )

    def of_row(self, expression: Expression) -> Expression:
        """``expression``, which reads the table's own columns, as it is seen in the select that reads the table."""
        if self.alias is None:
            return expression
        column = self._read.setdefault(expression, Named(f"c{len(self._read) + 1}", expression))
        return Column(column.name, self.alias)

    def names(self) -> tuple[str, ...]:
        """See `Source.names`."""
        return self.table.starred

    def alone(self) -> tuple[Table | Select, Expression]:
        """See `Source.alone`."""
        return self.table.scanned(self.context, self.condition), self.sample

    def side(self, used: set[str]) -> Select:
        """See `Source.side`."""
        columns = tuple(column for column in self._read.values() if column.name in used)
        scanned, sample = self.alone()
        return Select(
            columns=columns or (Named("c0", Value(1, "UInt8")),),
            source=scanned,
            where=ALWAYS if sample == ALWAYS else And((sample,)),
        )


@dataclass(slots=True)
class SelectSource:
    """A select inside another, or the numbers."""

    text: str
    lowered: LoweredSelect
    alias: str | None = None

    def has(self, name: str) -> bool:
        """See `Source.has`."""
        return name in self.lowered.names

    def field(self, path: Path, node: exp.Expr) -> Meaning:
        """See `Source.field`."""
        name, *below = path
        if name not in self.lowered.names:
            raise refusal(f"Unknown field '{name}'", self.text, node)
        place = self.lowered.names.index(str(name))
        column = Column(self.lowered.select.columns[place].name, self.alias)
        within = self.lowered.meanings[place]
        made = Meaning(
            expression=column,
            never_null=within.never_null and self.alias is None,
            instant=column if within.instant is not None else None,
            simple=True,
            json=within.json,
        )
        return part_of(made, below, node)

    def names(self) -> tuple[str, ...]:
        """See `Source.names`."""
        return self.lowered.names

    def alone(self) -> tuple[Table | Select, Expression]:
        """See `Source.alone`."""
        return self.lowered.select, ALWAYS

    def side(self, used: set[str]) -> Select:  # noqa: ARG002 — the engine leaves out what is not used
        """See `Source.side`."""
        return self.lowered.select


def numbers_source(text: str, start: int, count: int, alias: str | None) -> SelectSource:
    """``numbers(start, count)``."""
    column = Meaning(expression=Column("number"), never_null=True, simple=True)
    select = Select(columns=(Named("counted", Column("number")),), source=Numbers(start, count))
    return SelectSource(text, LoweredSelect(select, ("number",), (column,)), alias)
