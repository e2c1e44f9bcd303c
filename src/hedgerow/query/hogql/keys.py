"""What a SELECT groups, orders and limits its rows by."""

from dataclasses import dataclass
from typing import Protocol

from sqlglot import exp

from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.places import refusal
from hedgerow.query.hogql.written_text import WrittenText
from hedgerow.query.sql.tree import Column, Expression, LimitBy, Order, Value
from hedgerow.query.sql.words import SUBTOTALS

MOST_ROWS = 50_000
"""Rows that one answer has at most, whatever LIMIT says (SQ-5)."""


class Outputs(Protocol):
    """The select whose keys these are, and its columns."""

    whole: WrittenText
    node: exp.Select
    meanings: tuple[Meaning, ...]

    def column(self, place: int) -> str:
        """The name of the column at ``place``, from 0."""
        ...

    def lowering(self, *, aggregates: bool = False, windows: bool = False) -> Lowering:
        """How expressions of this select are lowered."""
        ...


@dataclass(frozen=True, slots=True)
class Keys:
    """The clauses of ``select`` that name keys or numbers of rows."""

    select: Outputs

    def group_by(self) -> tuple[tuple[Expression, ...], str | None]:
        """The keys, and the printer's word for further rows over fewer of them."""
        group = self.select.node.args.get("group")
        if group is None:
            return (), None
        given = [clause for clause, value in group.args.items() if value and clause != "expressions"]
        subtotals = next((clause.upper() for clause in given if clause.upper() in SUBTOTALS), None)
        written_after = subtotals is None or not group.args[subtotals.lower()][0].expressions
        if len(given) > 1 or (given and subtotals is None) or not written_after or not group.expressions:
            raise self._refusal("GROUP BY is followed by keys, and perhaps WITH ROLLUP or WITH CUBE", group)
        return tuple(self._by(key) for key in group.expressions), subtotals

    def order_by(self) -> tuple[Order, ...]:
        """The order of the rows; NULLs come last unless the text says otherwise."""
        order = self.select.node.args.get("order")
        return () if order is None else tuple(self._ordered(key) for key in order.expressions)

    def limits(self) -> tuple[int | None, int | None]:
        """LIMIT, at most `MOST_ROWS`, and OFFSET."""
        limit, offset = self.select.node.args.get("limit"), self.select.node.args.get("offset")
        if limit is not None and (not isinstance(limit, exp.Limit) or limit.args.get("limit_options")):
            raise self._refusal("LIMIT is followed by a number", limit)
        if offset is not None and offset.expressions:
            raise self._refusal("OFFSET does not stand before BY", offset)
        most = None if limit is None else min(self._whole(limit, "LIMIT"), MOST_ROWS)
        return most, None if offset is None else self._whole(offset, "OFFSET")

    def limit_by(self) -> LimitBy | None:
        """``LIMIT n BY``, and ``DISTINCT ON``, which is one row of each."""
        limit, distinct = self.select.node.args.get("limit_by"), self._distinct_on()
        if limit is None:
            return None if distinct is None else LimitBy(1, tuple(self._by(key) for key in distinct))
        if distinct is not None or limit.args.get("offset") or limit.args.get("limit_options"):
            raise self._refusal("LIMIT … BY has neither OFFSET nor TIES, nor DISTINCT ON beside it", limit)
        return LimitBy(self._whole(limit, "LIMIT"), tuple(self._by(key) for key in limit.expressions))

    def is_distinct(self) -> bool:
        """Whether equal rows are one."""
        return self.select.node.args.get("distinct") is not None and self._distinct_on() is None

    def _distinct_on(self) -> list[exp.Expr] | None:
        distinct = self.select.node.args.get("distinct")
        on = None if distinct is None else distinct.args.get("on")
        if on is None:
            return None
        return list(on.expressions) if isinstance(on, exp.Tuple) else [on]

    def _ordered(self, key: exp.Expr) -> Order:
        if key.args.get("with_fill"):
            raise self._refusal("WITH FILL is not allowed", key)
        return Order(
            self._by(key.this, aggregates=True),
            descending=bool(key.args.get("desc")),
            nulls_first=bool(key.args.get("nulls_first")),
        )

    def _by(self, key: exp.Expr, *, aggregates: bool = False) -> Expression:
        """A key: an expression, or a column by its place from 1."""
        if isinstance(key, exp.Literal) and not key.is_string:
            place = int(key.this) if key.this.isdigit() and len(key.this) < 9 else 0
            if not 1 <= place <= len(self.select.meanings):
                raise self._refusal(f"There is no column {key.this}", key)
            return Column(self.select.column(place - 1))
        return self.select.lowering(aggregates=aggregates, windows=aggregates).expression(key)

    def _whole(self, clause: exp.Expr, word: str) -> int:
        written = clause.expression
        if isinstance(written, exp.Placeholder):
            filled = self.select.lowering().expression(written)
            value = filled.value if isinstance(filled, Value) else None
            if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63:
                return value
        if not isinstance(written, exp.Literal) or not written.this.isdigit() or len(written.this) > 18:
            raise self._refusal(f"{word} is followed by a whole number", clause)
        return int(written.this)

    def _refusal(self, complaint: str, node: exp.Expr) -> Exception:
        return refusal(complaint, self.select.whole.text, node)
