"""SQL insights: parsed, lowered to our tree, limited (SQ-5 to SQ-9)."""

from dataclasses import replace

from sqlglot import exp

from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.hogql.keys import MOST_ROWS
from hedgerow.query.hogql.meaning import LoweredSelect
from hedgerow.query.hogql.naming import plain_text
from hedgerow.query.hogql.parsing import parsed_query
from hedgerow.query.hogql.selects import DEFAULT_ROWS, Selects
from hedgerow.query.kinds.hogql.holes import holes_of
from hedgerow.query.kinds.hogql.model import HogQLQuery
from hedgerow.query.kinds.hogql.shape import Table
from hedgerow.query.plan import Plan
from hedgerow.query.refusals import invalid
from hedgerow.query.sql.chosen_rows import with_rows_chosen_first
from hedgerow.query.sql.guard import guarded
from hedgerow.query.sql.printer import printed, readable
from hedgerow.query.sql.tree import Column, Named, Select, Written, call, text


def plan_hogql(query: HogQLQuery, context: Context) -> Plan:
    """The plan for ``query``. Raises InvalidRequest with the place of what is wrong in its SQL."""
    tree = parsed_query(query.query)
    paged = _is_paged(tree)
    try:
        lowered = Selects(query.query, context, condition, holes_of(query, context)).query(
            tree, rows=DEFAULT_ROWS + 1 if paged else None
        )
        select = _outermost(lowered, context)
        statement = printed(guarded(select, context.scope))
    except RecursionError:
        raise invalid("SQL is nested too deep.") from None
    shown = readable(select)
    table = Table(
        names=lowered.names,
        timezone=context.timezone,
        rows=DEFAULT_ROWS if paged else None,
        query=query.model_dump(mode="json", exclude_defaults=True) | {"kind": query.kind},
        clickhouse=shown,
    )
    return Plan(
        kind=query.kind,
        statements=(statement,),
        shape=table.response,
        hogql=_plain(tree, DEFAULT_ROWS + 1 if paged else None) or query.query,
        date_range=None,
        interval="day",
    )


def _is_paged(tree: exp.Expr) -> bool:
    """Whether this is one SELECT without a limit of its own (SQ-5)."""
    while isinstance(tree, exp.Subquery | exp.Paren):
        tree = tree.this
    return isinstance(tree, exp.Select) and not any(tree.args.get(clause) for clause in ("limit", "offset"))


def _outermost(lowered: LoweredSelect, context: Context) -> Select:
    """The select that is run: never without a limit, and its moments in UTC, where no hour comes twice."""
    select = with_rows_chosen_first(lowered.select)
    if select.limit is None:
        select = replace(select, limit=MOST_ROWS)
    moments = [meaning.instant is not None for meaning in lowered.meanings]
    if not any(moments) or context.timezone == "UTC":
        first, *others = select.columns
        return replace(select, columns=(Named(first.name, Written(first.expression)), *others))
    columns = []
    for place, is_moment in enumerate(moments):
        column = Column(select.columns[place].name)
        columns.append(
            Named(f"c{place + 1}", Written(call("toTimeZone", column, text("UTC")) if is_moment else column))
        )
    return Select(columns=tuple(columns), source=select)


def _plain(tree: exp.Expr, rows: int | None) -> str:
    """The text made plain, with the LIMIT that was added."""
    shown = tree.copy()
    if rows is not None and isinstance(shown, exp.Select):
        shown.set("limit", exp.Limit(expression=exp.Literal.number(rows)))
    return plain_text(shown, pretty=True)
