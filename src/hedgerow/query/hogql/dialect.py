"""The dialect people write: sqlglot's ClickHouse, with what makes it safe to read and what HogQL adds (SQ-16).

Everything is taken out that would turn one function into another: a call stays a call by the name that was written,
so that the allow-list meets the name the engine will be given.
"""

from collections.abc import Callable
from typing import ClassVar

from sqlglot import exp
from sqlglot.dialects.clickhouse import ClickHouse
from sqlglot.generators.clickhouse import ClickHouseGenerator
from sqlglot.parsers.clickhouse import ClickHouseParser
from sqlglot.tokenizer_core import TokenType

REGEXES = frozenset({"=~", "=~*", "!~", "!~*"})
"""Operators for which the parser's tree has no form: they stand in it as calls by their names."""


_NAMES_A_COHORT = frozenset({TokenType.NUMBER, TokenType.STRING, TokenType.L_BRACE})


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

        def anonymous_sql(self, expression: exp.Anonymous) -> str:
            """A call, or an operator that the parser's tree has no form for."""
            if expression.name not in REGEXES:
                return super().anonymous_sql(expression)
            left, right = expression.expressions
            return f"{self.sql(left)} {expression.name} {self.sql(right)}"

        def in_sql(self, expression: exp.In) -> str:
            """``IN COHORT 3``, or any other IN."""
            cohort = expression.args.get("cohort")
            if cohort is None:
                return super().in_sql(expression)
            return f"{self.sql(expression, 'this')} IN COHORT {self.sql(cohort)}"

        def offset_limit_modifiers(
            self, expression: exp.Expr, fetch: bool, limit: exp.Fetch | exp.Limit | None
        ) -> list[str]:
            """``LIMIT … BY`` stands before LIMIT."""
            by = self.sql(expression, "limit_by")
            return [by, *super().offset_limit_modifiers(expression, fetch, limit)]

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
        QUERY_MODIFIER_PARSERS: ClassVar = {
            **ClickHouseParser.QUERY_MODIFIER_PARSERS,
            TokenType.LIMIT: lambda self: _limit(self),
        }
        EXPRESSION_PARSERS: ClassVar = {
            exp.Expr: lambda self: self._parse_assignment(),
            exp.Query: lambda self: self._parse_statement(),
            exp.Alias: lambda self: self._parse_expression(),
            exp.Ordered: lambda self: self._parse_ordered(),
        }

        def _parse_in(self, this: exp.Expr | None, alias: bool = False) -> exp.In:
            """``IN COHORT 3``, or any other IN."""
            is_cohort = self._curr is not None and self._curr.text.upper() == "COHORT"
            if not is_cohort or self._next is None or self._next.token_type not in _NAMES_A_COHORT:
                return super()._parse_in(this, alias)
            self._advance()
            cohort = self._parse_primary() or self._parse_placeholder()
            return exp.In(this=this, cohort=cohort)

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
    return exp.Placeholder(this=".".join(words)).update_positions(
        line=opening.line,
        col=opening.col,
        start=opening.start,
        end=parser._prev.end,  # noqa: SLF001
    )


def _limit(parser: ClickHouseParser) -> tuple[str, exp.Expr | None]:
    """A LIMIT, or a ``LIMIT … BY``, beside which a LIMIT may stand."""
    limit = parser._parse_limit()  # noqa: SLF001
    return ("limit_by" if isinstance(limit, exp.Limit) and limit.expressions else "limit"), limit
