"""What a list of events shows, and in which order (EV-1, EV-4, EV-5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from hedgerow.query.answered_values import shown_value
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.clauses import MOST_COLUMNS
from hedgerow.query.hogql.columns import WrittenColumns, WrittenPart
from hedgerow.query.kinds.events.cells import Cell, display_name_cell, event_cell, person_cell
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.scan import NEWEST_FIRST
from hedgerow.query.sql.tree import Call, Column, Expression, Named, Order, Written, call

_SPECIAL = {"*": event_cell, "person": person_cell, "person_display_name": display_name_cell}
_TITLE = " -- "
_COUNT = Written(Call("count"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """``cells`` under the ``names`` they are shown by; ``written`` are those that are SQL.

    ``entries`` are the texts that were asked for, without their titles.
    """

    entries: tuple[str, ...]
    cells: tuple[Cell, ...]
    names: tuple[str, ...]
    written: WrittenColumns

    @property
    def aggregates(self) -> bool:
        """Whether a cell is of many events."""
        return not all(cell.keys for cell in self.cells)

    def columns(self, *, grouped: bool) -> tuple[Named, ...]:
        """The columns of the select; of a group those that are no keys are any event's, because all have the same."""
        return tuple(
            Named(column.name, call("any", column.expression))
            if grouped and isinstance(column.expression, Column) and column.expression not in cell.keys
            else column
            for cell in self.cells
            for column in cell.columns
        )

    def keys(self) -> tuple[Expression, ...]:
        """What rows are grouped by."""
        return tuple(dict.fromkeys(key for cell in self.cells for key in cell.keys))

    def order(self, written: Sequence[str]) -> tuple[tuple[Order, ...], bool]:
        """The order as ``written``, or the one that suits the columns; and whether it is one of many events (EV-5)."""
        if not written:
            return self._own_order(), False
        found = [self._ordering(one) for one in written]
        return tuple(order for order, _ in found), any(aggregated for _, aggregated in found)

    def _ordering(self, written: str) -> tuple[Order, bool]:
        name = written.split(_TITLE)[0].split()
        if name and name[0] in _SPECIAL:
            raise NotSupportedYet(f"Ordering by '{name[0]}'")
        return self.written.ordering(written)

    def _own_order(self) -> tuple[Order, ...]:
        of_many = [cell.columns[0] for cell in self.cells if not cell.keys]
        if of_many:
            counts = [column for column in of_many if column.expression == _COUNT]
            return (Order(Column((counts or of_many)[0].name), descending=True),)
        if "timestamp" in self.entries or self.entries[0] in _SPECIAL:
            return NEWEST_FIRST
        return (Order(Column(self.cells[0].columns[0].name)),)


def selection(select: Sequence[str], context: Context) -> Selection:
    """What ``select`` shows; the whole event when it is empty. Raises InvalidRequest for what cannot be shown."""
    if len(select) > MOST_COLUMNS:
        raise invalid(f"A list of events has at most {MOST_COLUMNS} columns, not {len(select)}.")
    texts = {f"c{place}": text for place, text in enumerate(select or ("*",), start=1)}
    entries = {name: text.split(_TITLE)[0].strip() for name, text in texts.items()}
    written = WrittenColumns(
        {name: text for name, text in texts.items() if entries[name] not in _SPECIAL}, context, condition
    )
    special = {name: _SPECIAL.get(entry) for name, entry in entries.items()}
    return Selection(
        entries=tuple(entries.values()),
        cells=tuple(
            _written_cell(name, written.column(name)) if made is None else made(name) for name, made in special.items()
        ),
        names=tuple((special[name] is None and written.alias(name)) or text for name, text in texts.items()),
        written=written,
    )


def _written_cell(name: str, part: WrittenPart) -> Cell:
    """What an SQL expression answers."""
    return Cell(
        columns=(Named(name, part.value),),
        keys=() if part.aggregated else (part.key,),
        shown=lambda values, types, look: shown_value(values[0], types[0], look.timezone),
    )
