"""Formulas take the place of the series they are made of (TR-10)."""

from collections.abc import Sequence
from typing import Any

from hedgerow.query.formula import Formula
from hedgerow.query.kinds.trends.model import FormulaNode, TrendsQuery
from hedgerow.query.kinds.trends.rows import Line, Rows, Value, numbers_of
from hedgerow.query.periods import Period


def formula_rows(
    lines: Sequence[Line], formulas: Sequence[tuple[FormulaNode, Formula]], rows: Rows
) -> list[dict[str, Any]]:
    """The rows of ``formulas``: for each, those of the current period and then those of the previous one."""
    periods = dict.fromkeys(line.period.label for line in lines)
    return [
        row
        for order, (node, formula) in enumerate(formulas)
        for label in periods
        for row in _rows_of(order, node, formula, [line for line in lines if line.period.label == label], rows)
    ]


def _rows_of(
    order: int,
    node: FormulaNode,
    formula: Formula,
    lines: Sequence[Line],
    rows: Rows,
) -> list[dict[str, Any]]:
    """One row for each breakdown value that any series has."""
    by_value: dict[Value | None, list[Line]] = {}
    for line in lines:
        by_value.setdefault(line.value, []).append(line)
    made: list[tuple[Line, dict[str, Any]]] = []
    for sharing in by_value.values():
        numbers = _computed(formula, sharing, rows.query)
        row = rows.row(sharing[0]) | _numbers(sharing[0].period, numbers, rows.query)
        row |= {"label": node.custom_name or f"Formula ({node.formula})", "action": None, "order": order}
        made.append((_with_numbers(sharing[0], numbers), row))
    made.sort(key=lambda pair: _descending(pair[0]), reverse=True)
    made.sort(key=lambda pair: pair[0].rank)
    return [row for _, row in made]


def _computed(formula: Formula, lines: Sequence[Line], query: TrendsQuery) -> tuple[float, ...]:
    """The formula point by point; a series without this value contributes zeros."""
    points = len(lines[0].numbers)
    by_letter: dict[str, Sequence[float]] = {chr(ord("A") + index): (0,) * points for index in range(len(query.series))}
    by_letter |= {chr(ord("A") + line.series): line.numbers for line in lines}
    return tuple(formula.over(by_letter, points))


def _numbers(period: Period, numbers: tuple[float, ...], query: TrendsQuery) -> dict[str, Any]:
    shown = numbers_of(period, numbers, one_number=query.one_number)
    return shown | {"data": None, "aggregated_value": float(numbers[0])} if query.one_number else shown


def _with_numbers(line: Line, numbers: tuple[float, ...]) -> Line:
    return Line(period=line.period, series=line.series, value=line.value, numbers=numbers)


def _descending(line: Line) -> tuple[float, tuple[float, ...], tuple[str, ...]]:
    return (sum(line.numbers), line.numbers, line.value.parts if line.value is not None else ())
