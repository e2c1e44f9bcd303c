"""Expressions of the parser's tree become ours, node by node; what is not known here is refused by name."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from sqlglot import exp

from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.hogql.meaning import LoweredSelect, Meaning
from hedgerow.query.hogql.places import refusal
from hedgerow.query.sql.tree import Expression


class Names(Protocol):
    """What names mean where an expression stands."""

    def field(self, path: Sequence[str | int], node: exp.Expr) -> Meaning:
        """What the dotted ``path`` reads; raises a refusal that shows ``node``."""
        ...

    def subquery(self, node: exp.Expr) -> LoweredSelect:
        """A SELECT that stands for a value or a list of values."""
        ...

    def of_events(self, condition: Expression, node: exp.Expr) -> Expression:
        """``condition``, which reads the columns of events, as it is seen here; a refusal where no events are read."""
        ...

    def window(self, name: str, node: exp.Expr) -> exp.Expr:
        """The window that the select defines as ``name``."""
        ...

    def hole(self, name: str, node: exp.Expr) -> Meaning:
        """What ``{name}`` stands for."""
        ...

    def is_unset(self, name: str) -> bool:
        """Whether ``{name}`` is a date bound without a value, beside which every comparison is true (SQ-3)."""
        ...


@dataclass(slots=True)
class Lowering:
    """Lowers the expressions of one text. ``aggregates`` says whether aggregate functions may stand here.

    ``condition`` makes a condition of property filters, of which actions and cohorts are made.
    ``aggregated`` and ``loose`` tell afterwards whether there was an aggregate, and a field outside of any.
    """

    text: str
    context: Context
    condition: Condition
    names: Names
    forms: Mapping[type[exp.Expr], "Form"]
    aggregates: bool = False
    windows: bool = False
    aggregated: bool = False
    loose: exp.Expr | None = None
    within_aggregate: bool = False
    parameters: dict[str, str] = field(default_factory=dict)
    _lambdas: int = 0

    def meaning(self, node: exp.Expr) -> Meaning:
        """What ``node`` means. Raises InvalidRequest for what is not allowed, NotSupportedYet for what is not yet."""
        for kind in type(node).__mro__:
            if (lower := self.forms.get(kind)) is not None:
                return lower(self, node)
        raise self.refusal(f"SQL of the form '{type(node).__name__}' is not allowed here", node)

    def expression(self, node: exp.Expr) -> Expression:
        """The expression that ``node`` means."""
        return self.meaning(node).expression

    def refusal(self, complaint: str, node: exp.Expr) -> Exception:
        """An error that shows where ``node`` stands."""
        return refusal(complaint, self.text, node)

    @contextmanager
    def scope(self, names: list[str]) -> Iterator[tuple[str, ...]]:
        """Names of a lambda's parameters while its body is lowered."""
        before = dict(self.parameters)
        parameters = []
        for name in names:
            self._lambdas += 1
            parameters.append(f"l{self._lambdas}")
            self.parameters[name] = parameters[-1]
        try:
            yield tuple(parameters)
        finally:
            self.parameters = before


Form = Callable[[Lowering, exp.Expr], Meaning]
"""How one kind of the parser's nodes is lowered."""
