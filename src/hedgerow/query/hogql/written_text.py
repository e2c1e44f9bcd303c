"""The whole text that a SELECT is part of, as its parts see it."""

from collections.abc import Mapping
from typing import Protocol

from sqlglot import exp

from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.hogql.holes import Holes
from hedgerow.query.hogql.meaning import LoweredSelect


class WrittenText(Protocol):
    """``text`` itself, what fills its holes, and the selects in it."""

    text: str
    context: Context
    holes: Holes

    @property
    def condition(self) -> Condition:
        """How property filters become a condition."""
        ...

    def query(self, node: exp.Expr, within: Mapping[str, exp.Expr] | None = None) -> LoweredSelect:
        """The select that ``node`` is; ``within`` are the names of WITH."""
        ...

    def defined(self, name: str, known: Mapping[str, exp.Expr]) -> LoweredSelect | None:
        """What WITH calls ``name``; None for what it does not, or is just being defined."""
        ...
