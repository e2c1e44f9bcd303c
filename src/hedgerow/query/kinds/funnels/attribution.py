"""Under which breakdown value an actor's events count (FN-14, FN-16)."""

from dataclasses import dataclass

from hedgerow.query.breakdown import LIMIT, breakdown_parts, part_shown
from hedgerow.query.context import Context
from hedgerow.query.kinds.funnels.model import Attribution, FunnelsQuery
from hedgerow.query.refusals import NotSupportedYet
from hedgerow.query.sql.tree import Column, Expression, Lambda, Value, call, text
from hedgerow.query.values import or_empty
from hedgerow.query.wire.breakdown import BreakdownType

OTHER = "Other"
"""What the values past the limit are called together (FN-15)."""

_DIGITS = 16
"""How many of them a time has that is written in hexadecimal digits and is positive without being small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """``value`` reads an event's value: a text, or an array of texts when it has several parts; missing ones are empty.

    ``step`` is the one whose events tell the value, from 0, where that is how it is told. ``listed`` values are lists
    of texts in results, others a text.
    """

    value: Expression
    parts: int
    listed: bool
    by: Attribution
    step: int
    limit: int
    hides_other: bool

    @property
    def of_actor(self) -> Expression:
        """The one value of an actor, over all its events in a group; the least of those at the same instant."""
        # The latest of all, and of those at one instant the least, is the first by the time to come.
        micros = call("toUnixTimestamp64Micro", Column("timestamp"))
        time = micros if self.by is Attribution.FIRST_TOUCH else call("negate", micros)
        if self.parts == 1:
            # The least text of time and value: the engine takes several times as long over the least tuple.
            digits = call("hex", call("plus", time, Value(1 << 60, "Int64")))
            least = call("minIf", call("concat", digits, self.value), self._told)
            return call("substring", least, Value(_DIGITS + 1, "UInt8"))
        value = call("argMinIf", self.value, call("tuple", time, self.value), self._told)
        return call("if", call("empty", value), self._nothing, value)

    def shown(self, value: str | list[str], *, other: bool) -> str | list[str]:
        """A value as results show it; ``other`` tells that it stands for the values past the limit."""
        if other:
            return [OTHER] if self.listed else OTHER
        return [value] if self.listed and isinstance(value, str) else value

    @property
    def _told(self) -> Expression:
        """Whether an event has any value."""
        if self.parts == 1:
            return call("notEquals", self.value, text(""))
        part = Column("part")
        return call("arrayExists", Lambda(("part",), call("notEquals", part, text(""))), self.value)

    @property
    def _nothing(self) -> Expression:
        return Value(("",) * self.parts, "Array(String)")


def attributed(query: FunnelsQuery, context: Context) -> Attributed | None:
    """The breakdown of ``query`` by values of events, people or groups; None without one.

    Raises like `breakdown_parts` and `part_shown`, NotSupportedYet for bins.
    """
    written, options = query.breakdownFilter, query.funnelsFilter
    entries = breakdown_parts(written)
    if not entries:
        return None
    if any(entry.histogram_bin_count is not None for entry in entries):
        raise NotSupportedYet("A funnel's breakdown into bins (histogram_bin_count)")
    parts = tuple(or_empty(part_shown(entry, context)) for entry in entries)
    return Attributed(
        value=parts[0] if len(parts) == 1 else call("array", *parts),
        parts=len(parts),
        listed=len(parts) > 1 or entries[0].type is not BreakdownType.GROUP,
        by=options.breakdownAttributionType,
        step=options.breakdownAttributionValue or 0,
        limit=written.breakdown_limit or LIMIT,
        hides_other=written.breakdown_hide_other_aggregation,
    )
