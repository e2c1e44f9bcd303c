"""What a column without an alias is called, and the text of a query made plain (SQ-8)."""

from sqlglot import exp
from sqlglot.errors import SqlglotError

from hedgerow.query.hogql.dialect import HogQL

_LONGEST = 200


def column_name(node: exp.Expr) -> str:
    """The text of ``node``; a field is called by its last step."""
    if isinstance(node, exp.Column) and isinstance(node.this, exp.Identifier):
        return str(node.this.name)
    return plain_text(node)[:_LONGEST] or "column"


def plain_text(node: exp.Expr, *, pretty: bool = False) -> str:
    """``node`` as text again: its comments gone, its words in one spelling."""
    try:
        return node.sql(dialect=HogQL, comments=False, pretty=pretty)
    except (SqlglotError, ValueError, TypeError, AttributeError, RecursionError):
        return ""
