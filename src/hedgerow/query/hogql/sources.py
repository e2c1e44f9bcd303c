"""What stands in FROM: which fields it has, and what is scanned (SQ-11)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from sqlglot import exp

from hedgerow.query.context import Context
from hedgerow.query.hogql.event_names import event_field
from hedgerow.query.hogql.fields import EVENT_FIELDS, LATER
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.places import not_yet, refusal
from hedgerow.query.sql.tree import Aliased, Column, Named, Numbers, Select, Table, Value, call
from hedgerow.vocab.events import EVENTS

Path = Sequence[str | int]


class Source(Protocol):
    """A thing that has fields."""

    def has(self, name: str) -> bool:
        """Whether a path may begin with ``name``."""
        ...

    def field(self, path: Path, node: exp.Expr) -> Meaning:
        """What ``path`` reads; raises a refusal that shows ``node``."""
        ...

    def names(self, node: exp.Expr) -> tuple[str, ...]:
        """The fields that ``*`` stands for."""
        ...


@dataclass(frozen=True, slots=True)
class LoweredSelect:
    """A select and what people call its columns."""

    select: Select
    names: tuple[str, ...]
    meanings: tuple[Meaning, ...]


@dataclass(slots=True)
class EventsSource:
    """The table of the events. Inside a join, the fields that are read become columns of a select of their own."""

    text: str
    context: Context
    alias: str | None = None
    read: dict[tuple[str | int, ...], Named] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """See `Source.has`."""
        return name in EVENT_FIELDS or name in LATER or name == "properties"

    def field(self, path: Path, node: exp.Expr) -> Meaning:
        """See `Source.field`."""
        meaning = event_field(path, self.context, self.text, node)
        if self.alias is None:
            return meaning
        column = self.read.setdefault(tuple(path), Named(f"c{len(self.read) + 1}", meaning.expression))
        outside = Column(column.name, self.alias)
        return replace(meaning, expression=outside, instant=outside if meaning.instant is not None else None)

    def names(self, node: exp.Expr) -> tuple[str, ...]:
        """See `Source.names`."""
        raise not_yet(
            "SELECT * of events; name the fields, as in event, timestamp, properties.$browser", self.text, node
        )

    def scan(self) -> Select:
        """The select that reads what was asked for, once everything was."""
        columns = tuple(self.read.values()) or (Named("c1", Column("team_id")),)
        return Select(columns=columns, source=Table(EVENTS.name))


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
        )
        for step in below:
            if not isinstance(step, int):
                raise refusal(f"The field '{name}' has no part '{step}'", self.text, node)
            made = Meaning(expression=call("arrayElement", made.expression, _place(step)))
        return made

    def names(self, node: exp.Expr) -> tuple[str, ...]:  # noqa: ARG002 — what others show in their errors
        """See `Source.names`."""
        return self.lowered.names


def numbers_source(text: str, start: int, count: int, alias: str | None) -> SelectSource:
    """``numbers(start, count)``."""
    column = Meaning(expression=Column("number"), never_null=True, simple=True)
    select = Select(columns=(Named("counted", Column("number")),), source=Numbers(start, count))
    return SelectSource(text, LoweredSelect(select, ("number",), (column,)), alias)


def side(source: Source, alias: str) -> Aliased:
    """``source`` as one side of a join."""
    if isinstance(source, EventsSource):
        return Aliased(source.scan(), alias)
    assert isinstance(source, SelectSource)
    return Aliased(source.lowered.select, alias)


def _place(step: int) -> Value:
    return Value(step, "Int64")
