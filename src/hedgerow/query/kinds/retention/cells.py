"""What actors did becomes the numbers of the grid's cells (RT-3, RT-5, RT-8, RT-9)."""

from dataclasses import dataclass
from enum import IntEnum

from hedgerow.query.kinds.retention.grid import Grid
from hedgerow.query.kinds.retention.marks import Marks
from hedgerow.query.kinds.retention.model import RetentionFilter
from hedgerow.query.sql.tree import And, Column, Expression, Lambda, Named, Select, Value, call


class Measure(IntEnum):
    """What a cell may hold: how many actors, the sum of their events' numbers, and how many numbers those are."""

    ACTORS = 0
    SUM = 1
    NUMBERS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """The cells of ``grid``, each with one number: those of the first measure row by row, then those of the next.

    A cumulative grid holds each actor in the column they were last seen in, see `Retention`.
    """

    options: RetentionFilter
    grid: Grid
    marks: Marks

    def select(self, actors: Select, *, by_value: bool) -> Select:
        """Of `Actors.select`: columns ``value`` with a breakdown, ``bucket``, the cell, and ``number``."""
        summed = self.options.aggregationType != "count"
        value = (Named("value", Column("value")),) if by_value else ()
        numbers = ("started", "returned") if summed else ()
        kept = tuple(Named(name, Column(name)) for name in numbers)
        starting = Select(
            columns=(
                *value,
                Named("start", call("arrayJoin", self.marks.starts(Column("starts")))),
                Named("returns", Column("returns")),
                *kept,
            ),
            source=actors,
        )
        returning = Select(
            columns=(
                *value,
                Named("period", self.marks.period(Column("start"))),
                Named("offsets", self._offsets()),
                *(Named(name, self._with_offsets(name)) for name in numbers),
            ),
            source=starting,
        )
        returned = Select(
            columns=(*value, Named("period", Column("period")), Named("offsets", self._often_enough()), *kept),
            source=returning,
        )
        cells = Select(
            columns=(*value, Named("cell", call("arrayJoin", self._summed() if summed else self._counted()))),
            source=returned,
        )
        cell = Column("cell")
        bucket = Named("bucket", _part(cell, 1) if summed else cell)
        return Select(
            columns=(*value, bucket, Named("number", call("sum", _part(cell, 2)) if summed else call("count"))),
            source=cells,
            group_by=tuple(Column(column.name) for column in (*value, bucket)),
        )

    def starts(self) -> Expression:
        """Of `select` with a breakdown: how many actors started, over all periods."""
        cell = Column("bucket")
        actors = call("less", cell, Value(self.grid.rows * self.grid.columns, "UInt32"))
        at_once = call("equals", call("modulo", cell, Value(self.grid.columns, "UInt32")), Value(0, "UInt8"))
        return call("sumIf", Column("number"), actors if self.options.cumulative else And((actors, at_once)))

    def _offsets(self) -> Expression:
        """The offset of each return after the start, up to the last of the grid."""
        offset, last = Column("offset"), Value(self.grid.lasts[-1], "UInt32")
        within = And((call("greater", offset, Value(0, "UInt8")), call("lessOrEquals", offset, last)))
        apart = Lambda(("mark",), self.marks.offset(Column("start"), Column("mark")))
        return call("arrayFilter", Lambda(("offset",), within), call("arrayMap", apart, Column("returns")))

    def _often_enough(self) -> Expression:
        """The offsets at which an actor came back often enough, each once."""
        offsets, least = Column("offsets"), self.options.minimumOccurrences
        if least == 1 and not self.marks.rolling:
            return offsets
        times = call("greaterOrEquals", call("countEqual", offsets, Column("offset")), Value(least, "UInt32"))
        return call("arrayFilter", Lambda(("offset",), times), call("arrayDistinct", offsets))

    def _with_offsets(self, pairs: str) -> Expression:
        """``pairs`` of mark and number with the offset in the mark's place."""
        pair = Column("pair")
        changed = call("tuple", self.marks.offset(Column("start"), _part(pair, 1)), _part(pair, 2))
        return call("arrayMap", Lambda(("pair",), changed), Column(pairs))

    def _columns(self) -> Expression:
        """The columns that an actor counts in, the first among them."""
        offset = Column("offset")
        columns = call("arrayMap", Lambda(("offset",), self._column(offset)), Column("offsets"))
        if self.grid.bracketed:
            columns = call("arrayDistinct", columns)
        columns = call("arrayPushFront", columns, Value(0, "Int64"))
        return call("array", call("arrayMax", columns)) if self.options.cumulative else columns

    def _column(self, offset: Expression) -> Expression:
        if not self.grid.bracketed:
            return offset
        lasts = Value(self.grid.lasts, "Array(UInt32)")
        reached = Lambda(("last",), call("greaterOrEquals", Column("last"), offset))
        return call("minus", call("toInt64", call("arrayFirstIndex", reached, lasts)), Value(1, "UInt8"))

    def _cell(self, measure: Measure, column: Expression) -> Expression:
        row = call("plus", Column("period"), Value(int(measure) * self.grid.rows, "UInt32"))
        cell = call("plus", call("multiply", row, Value(self.grid.columns, "UInt32")), column)
        return call("toUInt32", cell)

    def _counted(self) -> Expression:
        return call("arrayMap", Lambda(("column",), self._cell(Measure.ACTORS, Column("column"))), self._columns())

    def _summed(self) -> Expression:
        """Pairs of a cell and what is added to it: the numbers of starts at offset 0, of returns where they count."""
        pair, one = Column("pair"), Value(1.0, "Float64")
        at_once = Lambda(("pair",), call("equals", _part(pair, 1), Value(0, "UInt8")))
        counts = Lambda(("pair",), call("has", Column("offsets"), _part(pair, 1)))
        numbers = call(
            "arrayConcat",
            call("arrayFilter", at_once, Column("started")),
            call("arrayFilter", counts, Column("returned")),
        )
        column = self._column(_part(pair, 1))
        sums = call("tuple", self._cell(Measure.SUM, column), _part(pair, 2))
        known = call("tuple", self._cell(Measure.NUMBERS, column), one)
        actors = call("tuple", self._cell(Measure.ACTORS, Column("column")), one)
        return call(
            "arrayConcat",
            call("arrayMap", Lambda(("column",), actors), self._columns()),
            call("arrayMap", Lambda(("pair",), sums), numbers),
            call("arrayMap", Lambda(("pair",), known), numbers),
        )


def _part(pair: Expression, place: int) -> Expression:
    return call("tupleElement", pair, Value(place, "UInt8"))
