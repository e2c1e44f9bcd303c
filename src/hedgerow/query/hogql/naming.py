"""What a column without an alias is called, and the text of a query made plain (SQ-8)."""

from sqlglot import exp
from sqlglot.errors import SqlglotError

from hedgerow.query.hogql.dialect import HogQL
from hedgerow.query.hogql.places import refusal

_LONGEST = 200
_NO_NAMES = frozenset({"team_id", "true", "false", "null"})


def column_name(node: exp.Expr) -> str:
    """The text of ``node``; a field is called by its last step."""
    if isinstance(node, exp.Column) and isinstance(node.this, exp.Identifier):
        return str(node.this.name)
    return plain_text(node)[:_LONGEST] or "column"


def refuse_alias(column: exp.Alias, text: str) -> None:
    """Raise a refusal that shows ``column`` in ``text`` when nothing can have its name (SQ-16)."""
    if column.alias.lower() in _NO_NAMES:
        raise refusal(f"No column can be called '{column.alias}'", text, column)


def plain_text(node: exp.Expr, *, pretty: bool = False) -> str:
    """``node`` as text again: its comments gone, its words in one spelling."""
    try:
        return node.sql(dialect=HogQL, comments=False, pretty=pretty)
    except (SqlglotError, ValueError, TypeError, AttributeError, RecursionError):
        return ""
