"""Text becomes the parser's tree, or an error that shows where it does not (SQ-16, SQ-20)."""

from sqlglot import exp
from sqlglot.errors import ErrorLevel, ParseError, SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from hedgerow.base.errors import InvalidRequest
from hedgerow.query.hogql.dialect import HogQL
from hedgerow.query.hogql.f_strings import without_f_strings
from hedgerow.query.hogql.places import refusal_at
from hedgerow.query.refusals import invalid

MOST_CHARACTERS = 100_000
MOST_TOKENS = 20_000
DEEPEST = 64
"""How many brackets may be open at once: the parser goes down some steps for each."""

DEEPEST_TREE = 120
"""How many operators may stand inside one another."""

_OPENING = {TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE, TokenType.CASE}
_CLOSING = {TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE, TokenType.END}
_TOO_DEEP = f"SQL is nested at most {DEEPEST_TREE} operators deep."
_BEGINS_A_QUERY = {TokenType.SELECT, TokenType.WITH, TokenType.L_PAREN}


def parsed_expression(text: str) -> exp.Expr:
    """The one expression that ``text`` is. Raises InvalidRequest with the place of what is wrong."""
    return _one(exp.Expr, text, "an expression")


def parsed_column(text: str) -> exp.Expr:
    """The same, with an alias or without."""
    return _one(exp.Alias, text, "an expression")


def parsed_ordering(text: str) -> exp.Expr:
    """The one key of an ordering that ``text`` is: an expression, then ASC or DESC or nothing."""
    return _one(exp.Ordered, text, "an expression to order by")


def parsed_query(text: str) -> exp.Expr:
    """The one SELECT, or set of SELECTs, that ``text`` is. Raises InvalidRequest with the place of what is wrong."""
    return _one(exp.Query, text, "a SELECT")


def _one(kind: type[exp.Expr], text: str, wanted: str) -> exp.Expr:
    tokens = _tokens(text, wanted)
    if kind is exp.Query and tokens[0].token_type not in _BEGINS_A_QUERY:
        complaint = f"A query has to be a SELECT, not {tokens[0].text[:40]!r}"
        raise refusal_at(complaint, text, tokens[0].start, tokens[0].end + 1)
    parser = HogQL.Parser(dialect=HogQL(), error_level=ErrorLevel.IMMEDIATE)
    try:
        trees = parser.parse_into(kind, tokens, text)
    except ParseError as error:
        raise _syntax_error(text, error) from None
    except RecursionError:
        raise invalid(_TOO_DEEP) from None
    except (SqlglotError, ValueError, TypeError, AttributeError, LookupError):
        raise invalid("The SQL cannot be read: it has a form that the parser does not know.") from None
    if len(trees) != 1 or trees[0] is None:
        raise invalid(f"There has to be {wanted}.")
    _refuse_depth(trees[0])
    return trees[0]


def _tokens(text: str, wanted: str) -> list[Token]:
    """The words of ``text``, once it is known that the parser can take them."""
    if len(text) > MOST_CHARACTERS:
        raise invalid(f"SQL has at most {MOST_CHARACTERS} characters, not {len(text)}.")
    try:
        tokens = without_f_strings(HogQL().tokenize(text), text, HogQL().tokenize)
    except (SqlglotError, ValueError, LookupError, TypeError):
        raise invalid("The SQL cannot be read: a quote, a backquote or a comment is not closed.") from None
    if not tokens:
        raise invalid(f"There has to be {wanted}.")
    if len(tokens) > MOST_TOKENS:
        raise invalid(f"SQL has at most {MOST_TOKENS} words, not {len(tokens)}.")
    open_brackets = 0
    for token in tokens:
        if token.token_type is TokenType.SEMICOLON:
            complaint = "There has to be exactly one statement, without a semicolon"
            raise refusal_at(complaint, text, token.start, token.end + 1)
        open_brackets += (token.token_type in _OPENING) - (token.token_type in _CLOSING)
        if open_brackets > DEEPEST:
            raise refusal_at(f"SQL is nested at most {DEEPEST} levels deep", text, token.start, token.end + 1)
    return tokens


def _refuse_depth(tree: exp.Expr) -> None:
    """Operators nest without brackets; what comes after the parser goes down a step for each."""
    layer, depth = [tree], 0
    while layer:
        depth += 1
        if depth > DEEPEST_TREE:
            raise invalid(_TOO_DEEP)
        layer = [
            child for node in layer for child in (node.flatten() if isinstance(node, exp.Connector) else _below(node))
        ]


def _below(node: exp.Expr) -> list[exp.Expr]:
    return list(node.iter_expressions())


def _syntax_error(text: str, error: ParseError) -> InvalidRequest:
    told = error.errors[0] if error.errors else {}
    described = str(told.get("description") or "")
    complaint = f"Syntax error: {'something is missing here' if '<class' in described else described or 'no SQL'}"
    line, column = told.get("line"), told.get("col")
    if not isinstance(line, int) or not isinstance(column, int):
        return invalid(f"{complaint}.")
    # The parser counts the column at which the word ends.
    end = sum(len(one) + 1 for one in text.split("\n")[: line - 1]) + column
    return refusal_at(complaint, text, max(0, end - len(told.get("highlight") or "")), end)
