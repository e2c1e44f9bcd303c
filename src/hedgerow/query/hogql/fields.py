"""How the fields of tables are told: by name, with others below them, or as properties (SQ-11, SQ-15)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hedgerow.query.context import Context
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.properties import Bag
from hedgerow.query.sql.tree import Expression, call, text

Read = Callable[[Context], Meaning]
"""A field without parts."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields by name. ``later`` are those of the contract that Hedgerow does not read."""

    named: Mapping[str, "Field"]
    later: frozenset[str] = frozenset()

    def has(self, name: str) -> bool:
        """Whether a path may begin with ``name``."""
        return name in self.named or name in self.later


Field = Read | Bag | Fields
"""What a name may stand for."""


def always(expression: Expression) -> Read:
    """A field that is never NULL."""
    return lambda _: Meaning(expression=expression, never_null=True, simple=True)


def perhaps(expression: Expression) -> Read:
    """A field that may be NULL."""
    return lambda _: Meaning(expression=expression, simple=True)


def moment(instant: Expression) -> Read:
    """A field that is a moment, never NULL."""
    return lambda context: local_moment(instant, context)


def perhaps_moment(instant: Expression) -> Read:
    """A field that is a moment or NULL."""

    def read(context: Context) -> Meaning:
        seen = call("toTimeZone", instant, text(context.timezone))
        return Meaning(expression=seen, instant=instant, simple=True)

    return read


def local_moment(instant: Expression, context: Context) -> Meaning:
    """A moment as the project's clocks show it (SQ-15)."""
    seen = call("toTimeZone", instant, text(context.timezone))
    return Meaning(expression=seen, never_null=True, instant=instant, simple=True)


def person_id(uuid: Expression, number: Expression) -> Read:
    """Who: a UUID, and the number of the same person."""
    return lambda _: Meaning(expression=uuid, never_null=True, simple=True, person=number)
