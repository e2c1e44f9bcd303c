"""Text becomes the parser's tree, or an error that shows where it does not (SQ-16, SQ-20).

The parser is sqlglot's for ClickHouse, with everything taken out that would turn one function into another: a call
stays a call by the name that was written, so that the allow-list meets the name the engine will be given.
"""

from collections.abc import Callable
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.clickhouse import ClickHouse
from sqlglot.errors import ErrorLevel, ParseError, SqlglotError
from sqlglot.generators.clickhouse import ClickHouseGenerator
from sqlglot.parsers.clickhouse import ClickHouseParser
from sqlglot.tokenizer_core import Token, TokenType

from hedgerow.base.errors import InvalidRequest
from hedgerow.query.hogql.places import shown
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


class HogQL(ClickHouse):
    """The dialect people write: ClickHouse's SELECT with names that may begin with ``$``."""

    INDEX_OFFSET = 0

    class Tokenizer(ClickHouse.Tokenizer):
        """``$`` is a letter; ``=~`` and its kin are one word each."""

        HEREDOC_STRINGS: ClassVar[list[str | tuple[str, str]]] = []
        VAR_SINGLE_TOKENS: ClassVar[set[str]] = {"$"}
        SINGLE_TOKENS: ClassVar[dict[str, TokenType]] = {
            sign: kind for sign, kind in ClickHouse.Tokenizer.SINGLE_TOKENS.items() if sign != "$"
        }
        KEYWORDS: ClassVar[dict[str, TokenType]] = {
            **{word: kind for word, kind in ClickHouse.Tokenizer.KEYWORDS.items() if not word.startswith(("{", "/*+"))},
            "=~": TokenType.RLIKE,
            "=~*": TokenType.IRLIKE,
            "!~": TokenType.HASH_ARROW,
            "!~*": TokenType.DHASH_ARROW,
        }

    class Generator(ClickHouseGenerator):
        """Writes a hole as it was written."""

        def placeholder_sql(self, expression: exp.Placeholder) -> str:
            """``{name}``."""
            return f"{{{expression.this}}}"

    class Parser(ClickHouseParser):
        """Calls stay calls; ``{…}`` is a hole that has a name."""

        FUNCTIONS: ClassVar[dict[str, Callable[..., exp.Expr]]] = {}
        FUNCTION_PARSERS: ClassVar = {"CAST": ClickHouseParser.FUNCTION_PARSERS["CAST"]}
        NO_PAREN_FUNCTIONS: ClassVar[dict[TokenType, type[exp.Expr]]] = {}
        ARRAY_CONSTRUCTORS: ClassVar[dict[str, type[exp.Func]]] = {}
        COLUMN_OPERATORS: ClassVar = {
            kind: parse
            for kind, parse in ClickHouseParser.COLUMN_OPERATORS.items()
            if kind in {TokenType.DOT, TokenType.DCOLON}
        }
        RANGE_PARSERS: ClassVar = {
            **ClickHouseParser.RANGE_PARSERS,
            TokenType.RLIKE: lambda self, this: _regex(self, this, "=~"),
            TokenType.IRLIKE: lambda self, this: _regex(self, this, "=~*"),
            TokenType.HASH_ARROW: lambda self, this: _regex(self, this, "!~"),
            TokenType.DHASH_ARROW: lambda self, this: _regex(self, this, "!~*"),
        }
        PLACEHOLDER_PARSERS: ClassVar = {TokenType.L_BRACE: lambda self: _hole(self)}
        EXPRESSION_PARSERS: ClassVar = {
            exp.Expr: lambda self: self._parse_assignment(),
            exp.Query: lambda self: self._parse_statement(),
            exp.Alias: lambda self: self._parse_expression(),
            exp.Ordered: lambda self: self._parse_ordered(),
        }

        def _parse_function(
            self,
            functions: dict[str, Callable[..., exp.Expr]] | None = None,
            anonymous: bool = False,
            optional_parens: bool = True,
            any_token: bool = False,
        ) -> exp.Expr | None:
            """Note where a call begins: the parser forgets it for aggregates."""
            token = self._curr
            made = super()._parse_function(functions, anonymous, optional_parens, any_token)
            if made is not None:
                (made.this if isinstance(made, exp.Window) else made).update_positions(token)
            return made


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
        raise invalid(shown(f"A query has to be a SELECT, not {tokens[0].text[:40]!r}", text, tokens[0].start))
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
        tokens: list[Token] = HogQL().tokenize(text)
    except (SqlglotError, ValueError, LookupError, TypeError):
        raise invalid("The SQL cannot be read: a quote, a backquote or a comment is not closed.") from None
    if not tokens:
        raise invalid(f"There has to be {wanted}.")
    if len(tokens) > MOST_TOKENS:
        raise invalid(f"SQL has at most {MOST_TOKENS} words, not {len(tokens)}.")
    open_brackets = 0
    for token in tokens:
        if token.token_type is TokenType.SEMICOLON:
            raise invalid(shown("There has to be exactly one statement, without a semicolon", text, token.start))
        open_brackets += (token.token_type in _OPENING) - (token.token_type in _CLOSING)
        if open_brackets > DEEPEST:
            raise invalid(shown(f"SQL is nested at most {DEEPEST} levels deep", text, token.start))
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
    begins = sum(len(one) + 1 for one in text.split("\n")[: line - 1])
    return invalid(shown(complaint, text, begins + max(0, column - len(told.get("highlight") or ""))))


def _regex(parser: ClickHouseParser, this: exp.Expr, operator: str) -> exp.Expr:
    """``a =~ b`` as a call by the name of its operator."""
    return exp.Anonymous(this=operator, expressions=[this, parser._parse_bitwise()])  # noqa: SLF001 — a parser's rule


def _hole(parser: ClickHouseParser) -> exp.Expr:
    """``{name.of.hole}``; the parser stands after the brace."""
    opening, words = parser._prev, []  # noqa: SLF001
    while True:
        word = parser._advance_any()  # noqa: SLF001
        if word is None:
            parser.raise_error("Expected the name of a placeholder")
            break
        words.append(word.text)
        if not parser._match(TokenType.DOT):  # noqa: SLF001
            break
    if not parser._match(TokenType.R_BRACE):  # noqa: SLF001
        parser.raise_error("Expected } after the name of a placeholder")
    return exp.Placeholder(this=".".join(words)).update_positions(opening)
