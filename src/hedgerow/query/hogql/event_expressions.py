"""What one written SQL expression means where the only table is that of the events (SQ-16)."""

from collections.abc import Sequence

from sqlglot import exp

from hedgerow.base.errors import InvalidRequest
from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.hogql.event_fields import EVENT
from hedgerow.query.hogql.forms import FORMS
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import LoweredSelect, Meaning
from hedgerow.query.hogql.named_fields import field_of
from hedgerow.query.hogql.parsing import parsed_expression
from hedgerow.query.hogql.places import refusal
from hedgerow.query.refusals import invalid
from hedgerow.query.sql.tree import Expression, Written


def event_expression(text: str, context: Context, condition: Condition) -> Expression:
    """See `hedgerow.query.hogql.expressions.hogql_expression`."""
    lowering = Lowering(text, context, condition, EventNames(text, context), FORMS)
    return Written(lowered(lowering, parsed_expression(text)).expression)


def event_aggregate(text: str, context: Context, condition: Condition) -> Expression:
    """See `hedgerow.query.hogql.expressions.hogql_aggregate`."""
    lowering = Lowering(text, context, condition, EventNames(text, context), FORMS, aggregates=True)
    made = Written(lowered(lowering, parsed_expression(text)).expression)
    if not lowering.aggregated:
        raise invalid(f"{text[:200]!r} has to be an aggregate, such as count() or avg(toFloat(properties.price)).")
    if lowering.loose is not None:
        raise refusal("A field has to stand inside an aggregate function here", text, lowering.loose)
    return made


def lowered(lowering: Lowering, node: exp.Expr) -> Meaning:
    """What ``node`` means; raises InvalidRequest also for what is nested too deep to be walked through."""
    try:
        return lowering.meaning(node)
    except RecursionError:
        raise invalid("SQL is nested too deep.") from None


class EventNames:
    """Names where the only table is that of the events."""

    def __init__(self, text: str, context: Context) -> None:
        self._text = text
        self._context = context

    def field(self, path: Sequence[str | int], node: exp.Expr) -> Meaning:
        """A field of the events; it may be written ``events.…`` too."""
        below = path[1:] if path[0] == "events" and len(path) > 1 else path
        return field_of(EVENT, below, self._context, self._text, node)

    def subquery(self, node: exp.Expr) -> LoweredSelect:
        """None: an expression reads one event."""
        raise self._refused("A SELECT cannot stand inside this expression", node)

    def of_events(self, condition: Expression, node: exp.Expr) -> Expression:  # noqa: ARG002 — they are read here
        """See `Names.of_events`."""
        return condition

    def window(self, name: str, node: exp.Expr) -> exp.Expr:
        """None: no window function stands here."""
        raise self._refused(f"There is no window '{name}'", node)

    def hole(self, name: str, node: exp.Expr) -> Meaning:
        """None: placeholders belong to SQL insights."""
        raise self._refused(f"The placeholder {{{name}}} cannot stand here", node)

    def is_unset(self, name: str) -> bool:  # noqa: ARG002 — no placeholder is known here
        """Never: see `hole`."""
        return False

    def _refused(self, complaint: str, node: exp.Expr) -> InvalidRequest:
        return refusal(complaint, self._text, node)
