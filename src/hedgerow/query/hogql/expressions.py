"""One written SQL expression over the events, for filters, maths, breakdowns and event tables (SQ-16, EN-20).

What reads SQL takes 11 MB and a sixth of a second to load. Most questions hold none, so the first that does loads it.
"""

from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.sql.tree import Expression


def hogql_expression(text: str, context: Context, condition: Condition) -> Expression:
    """``text`` as an expression of one event, to stand in a select over the table of events.

    ``condition`` is `hedgerow.query.filters.condition`, of which actions and cohorts are made.
    Raises InvalidRequest for what is no SQL or not allowed, with its place; NotSupportedYet for what is not yet.
    """
    from hedgerow.query.hogql.event_expressions import event_expression

    return event_expression(text, context, condition)


def hogql_aggregate(text: str, context: Context, condition: Condition) -> Expression:
    """``text`` as one value of many events, such as ``sum(toFloat(properties.price)) / count()``.

    Raises like `hogql_expression`, and for a field that stands outside of any aggregate function.
    """
    from hedgerow.query.hogql.event_expressions import event_aggregate

    return event_aggregate(text, context, condition)
