"""Formulas over series: letters, numbers, ``+ - * / % **`` and parentheses (TR-10)."""

import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from hedgerow.query.refusals import invalid

LONGEST = 1000
"""Characters a formula may have."""

DEEPEST = 50
"""Levels of parentheses and signs a formula may have."""

_TOKEN = re.compile(r"\s*(?:\d+(?:\.\d*)?|\.\d+|[A-Za-z](?![A-Za-z0-9_])|\*\*|[-+*/%()])", re.ASCII)

Evaluation = Callable[[Mapping[str, float]], float]
"""One point: the numbers by letter in, the formula's number out."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that can be computed. ``letters`` are those it uses, upper case."""

    text: str
    letters: frozenset[str]
    value: Evaluation

    def over(self, series: Mapping[str, Sequence[float]], points: int) -> list[float]:
        """The formula point by point."""
        return [self.value({letter: numbers[index] for letter, numbers in series.items()}) for index in range(points)]


def formula(text: str, available: int) -> Formula:
    """``text`` understood, for a question with ``available`` series.

    Raises InvalidRequest for anything that is not a formula and for letters without a series (TR-18).
    """
    parser = _Parser(text, _tokens(text))
    value = parser.sum()
    parser.expect_end()
    letters = frozenset(parser.letters)
    missing = sorted(letter for letter in letters if ord(letter) - ord("A") >= available)
    if missing:
        raise invalid(f"Formula '{text}' uses {', '.join(missing)}, but there are only {available} series.")
    return Formula(text, letters, value)


def _tokens(text: str) -> list[str]:
    if not text.strip() or len(text) > LONGEST:
        raise invalid(f"A formula has 1 to {LONGEST} characters.")
    tokens, position = [], 0
    while text[position:].strip():
        found = _TOKEN.match(text, position)
        if found is None:
            raise invalid(f"Formula '{text}' cannot be read at '{text[position:].strip()}'.")
        tokens.append(found[0].strip().upper())
        position = found.end()
    return tokens


class _Parser:
    """Recursive descent; powers bind tightest and to the right, then signs, products, sums."""

    def __init__(self, text: str, tokens: list[str]) -> None:
        self._text, self._tokens, self._position, self._depth = text, tokens, 0, 0
        self.letters: set[str] = set()

    def sum(self) -> Evaluation:
        return self._chain(self._product, {"+": operator.add, "-": operator.sub})

    def expect_end(self) -> None:
        if self._position < len(self._tokens):
            self._fail()

    def _product(self) -> Evaluation:
        return self._chain(self._signed, {"*": operator.mul, "/": _quotient, "%": _remainder})

    def _chain(
        self, part: Callable[[], Evaluation], operations: Mapping[str, Callable[[float, float], float]]
    ) -> Evaluation:
        value = part()
        while (sign := self._peek()) in operations:
            self._position += 1
            value = _both(operations[sign], value, part())
        return value

    def _signed(self) -> Evaluation:
        if (sign := self._peek()) not in ("+", "-"):
            return self._power()
        self._position += 1
        value = self._deeper(self._signed)
        return value if sign == "+" else lambda point: -value(point)

    def _power(self) -> Evaluation:
        base = self._atom()
        if self._peek() != "**":
            return base
        self._position += 1
        return _both(_raised, base, self._deeper(self._signed))

    def _atom(self) -> Evaluation:
        word = self._peek()
        if word == "(":
            return self._bracket()
        if not word or word in "+-**/%)":
            self._fail()
        self._position += 1
        if word.isalpha():
            self.letters.add(word)
            return lambda point: point[word]
        constant = float(word)
        return lambda _: constant

    def _bracket(self) -> Evaluation:
        self._position += 1
        value = self._deeper(self.sum)
        if self._peek() != ")":
            self._fail()
        self._position += 1
        return value

    def _deeper(self, part: Callable[[], Evaluation]) -> Evaluation:
        self._depth += 1
        if self._depth > DEEPEST:
            raise invalid(f"Formula '{self._text}' is nested more than {DEEPEST} levels deep.")
        value = part()
        self._depth -= 1
        return value

    def _peek(self) -> str:
        return self._tokens[self._position] if self._position < len(self._tokens) else ""

    def _fail(self) -> NoReturn:
        at = f"at '{self._peek()}'" if self._peek() else "to its end"
        raise invalid(f"Formula '{self._text}' cannot be read {at}.")


def _both(operation: Callable[[float, float], float], left: Evaluation, right: Evaluation) -> Evaluation:
    return lambda point: operation(left(point), right(point))


def _quotient(left: float, right: float) -> float:
    return left / right if right else 0


def _remainder(left: float, right: float) -> float:
    return left % right if right else 0


def _raised(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return 0 if base == 0 else math.nan
