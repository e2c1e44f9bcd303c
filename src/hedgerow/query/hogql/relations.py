"""What one part of FROM names: a table, a SELECT, a name of WITH, or numbers (SQ-11)."""

from collections.abc import Mapping

from sqlglot import exp

from hedgerow.query.hogql.nearness import near
from hedgerow.query.hogql.places import not_yet, place_of, refusal
from hedgerow.query.hogql.sources import SelectSource, Source, TableSource, numbers_source
from hedgerow.query.hogql.tables import KNOWN_TABLES, LATER
from hedgerow.query.hogql.written_text import WrittenText
from hedgerow.query.sampling import sampled
from hedgerow.query.sql.tree import ALWAYS, Expression

MOST_NUMBERS = 10_000_000
"""Numbers that ``numbers(n)`` may count."""


def relation(whole: WrittenText, node: exp.Expr, known: Mapping[str, exp.Expr], alias: str | None) -> Source:
    """The source that ``node`` names; inside a join it is called ``alias``. Raises refusals."""
    text = whole.text
    if isinstance(node, exp.Subquery | exp.Paren):
        return SelectSource(text, whole.query(node, known), alias)
    if not isinstance(node, exp.Table):
        raise refusal(f"'{type(node).__name__}' cannot stand in FROM", text, node)
    for clause, value in node.args.items():
        if value and (clause not in {"this", "alias", "sample"}):
            raise refusal("Tables have one name and no modifiers", text, place_of(value, node))
    sample = _sample(node, text)
    if isinstance(node.this, exp.Identifier):
        source = _named(whole, node, node.this.name, known, alias)
        if sample == ALWAYS:
            return source
        if isinstance(source, TableSource) and source.table.is_events:
            source.sample = sample
            return source
        raise refusal("SAMPLE stands only after 'events'", text, node)
    if isinstance(node.this, exp.Anonymous) and str(node.this.this).lower() == "numbers" and sample == ALWAYS:
        return _numbers(text, node.this, alias)
    called = str(node.this.this) if isinstance(node.this, exp.Anonymous) else type(node.this).__name__
    if called in KNOWN_TABLES or called in LATER:
        raise refusal(f"The table '{called}' takes no arguments", text, node)
    raise refusal(f"Unsupported table function '{called[:60]}(...)'", text, node)


def _named(whole: WrittenText, node: exp.Table, name: str, known: Mapping[str, exp.Expr], alias: str | None) -> Source:
    if (defined := whole.defined(name, known)) is not None:
        return SelectSource(whole.text, defined, alias)
    if (table := KNOWN_TABLES.get(name)) is not None:
        return TableSource(whole.text, whole.context, whole.condition, table, alias)
    if name in LATER:
        raise not_yet(f"The table '{name}'", whole.text, node)
    raise refusal(f"Unknown table `{name[:60]}`.{near(name, (*KNOWN_TABLES, *known))}", whole.text, node)


def _sample(node: exp.Table, text: str) -> Expression:
    """``SAMPLE 0.1`` and ``SAMPLE 1/10``: the same distinct ids every time."""
    sample = node.args.get("sample")
    if sample is None:
        return ALWAYS
    size = sample.args.get("size")
    parts = [size.this, size.expression] if isinstance(size, exp.Div) else [size]
    given = [float(one.this) for one in parts if isinstance(one, exp.Literal) and not one.is_string]
    others = [value for clause, value in sample.args.items() if clause != "size" and value]
    if len(given) == len(parts) and not others and given[-1] > 0:
        factor = given[0] / given[1] if len(given) == 2 else given[0]
        if 0 < factor <= 1:
            return ALWAYS if factor == 1 else sampled(factor)
    raise refusal("SAMPLE is followed by a share of all: 0.1 or 1/10", text, node)


def _numbers(text: str, node: exp.Anonymous, alias: str | None) -> Source:
    given = [int(one.this) if isinstance(one, exp.Literal) and one.this.isdigit() else None for one in node.expressions]
    whole = [one for one in given if one is not None and one < 2**63]
    if len(given) not in (1, 2) or len(whole) != len(given):
        raise refusal("'numbers' takes one or two whole numbers: numbers(n) or numbers(from, n)", text, node)
    start, count = (0, *whole)[-2:]
    if count > MOST_NUMBERS:
        raise refusal(f"'numbers' counts at most {MOST_NUMBERS} numbers, not {count}", text, node)
    return numbers_source(text, start, count, alias)
