"""Breakdowns: the value an event falls under, and which values are shown (EN-24 to EN-27)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hedgerow.query.actors import group_type
from hedgerow.query.context import Context
from hedgerow.query.filters import condition
from hedgerow.query.histogram import bin_count, bin_label
from hedgerow.query.hogql.expressions import hogql_expression
from hedgerow.query.refusals import NotSupportedYet, invalid
from hedgerow.query.sql.tree import (
    And,
    Call,
    Column,
    Expression,
    Lambda,
    Named,
    Order,
    Place,
    Property,
    Select,
    Value,
    call,
    text,
)
from hedgerow.query.values import (
    event_column,
    event_property,
    group_property,
    number,
    number_of_text,
    or_empty,
    person_property,
)
from hedgerow.query.wire.breakdown import Breakdown as WrittenBreakdown
from hedgerow.query.wire.breakdown import BreakdownFilter, BreakdownType

NONE = "$$_posthog_breakdown_null_$$"
"""The value of events that have none."""

OTHER = "$$_posthog_breakdown_other_$$"
"""The value under which all values past the limit are summed."""

_SUM = call("sum", Column("number"))

LIMIT = 25
MOST_PARTS = 3

_READERS = {
    BreakdownType.EVENT: event_property,
    BreakdownType.EVENT_METADATA: event_column,
    BreakdownType.PERSON: person_property,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """``parts`` read an event's value as text, one for each part, empty where there is none: `ranked` names it.

    ``multiple`` is the form results are given in.

    A part with a number of ``bins`` reads a number instead; only `value_among` can tell its bin.
    """

    parts: tuple[Expression, ...]
    bins: tuple[int | None, ...]
    multiple: bool
    limit: int
    hide_other: bool

    @property
    def value(self) -> Expression:
        """An event's value: text, or an array of texts when there are several parts."""
        return self.parts[0] if len(self.parts) == 1 else Call("array", self.parts)

    def value_among(self, events: And) -> Expression:
        """The same, where bins are those of all that pass ``events`` (EN-27)."""
        binned = (
            part if bins is None else or_empty(bin_label(part, bins, events))
            for part, bins in zip(self.parts, self.bins, strict=True)
        )
        return replace(self, parts=tuple(binned)).value

    def ranked(self, core: Select, *, by_bucket: bool, none_last: bool, total: Expression = _SUM) -> Select:
        """``core`` (columns ``value``, ``number`` and, ``by_bucket``, ``bucket``) cut to the values shown.

        An empty part becomes NONE only here: values are far fewer than events.

        One row for each value kept, in order of rank, with ``place`` from 1; the rest summed under place limit+1.
        ``numbers`` are a value's numbers by bucket, else its one number. ``none_last`` ranks values with a missing
        part after the others. ``total`` is what a value ranks by, of its rows of ``core``.
        """
        missing = (Order(self._has_none()),) if none_last else ()
        numbers = call("groupArray", Column("number")) if by_bucket else call("sum", Column("number"))
        buckets = (Named("buckets", call("groupArray", Column("bucket"))),) if by_bucket else ()
        placed = Select(
            columns=(
                Named("named", self._named(Column("value"))),
                *buckets,
                Named("numbers", numbers),
                Named("place", Place((*missing, Order(total, descending=True), Order(Column("named"))))),
            ),
            source=core,
            group_by=(Column("named"),),
        )
        kept = call("least", Column("place"), Value(self.limit + 1, "UInt64"))
        summed = call("sumMap", Column("buckets"), Column("numbers"))
        sums = (
            (Named("in_buckets", _element(summed, 1)), Named("sums", _element(summed, 2)))
            if by_bucket
            else (Named("sums", call("sum", Column("numbers"))),)
        )
        return Select(
            columns=(
                Named("shown", kept),
                Named("label", call("any", Column("named"))),
                *sums,
            ),
            source=placed,
            group_by=(Column("shown"),),
            order_by=(Order(Column("shown")),),
        )

    def _named(self, value: Expression) -> Expression:
        """``value`` with NONE for its empty parts."""
        if len(self.parts) == 1:
            return _or_none(value)
        return call("arrayMap", Lambda(("part",), _or_none(Column("part"))), value)

    def _has_none(self) -> Expression:
        if len(self.parts) == 1:
            return call("equals", Column("named"), text(NONE))
        return call("has", Column("named"), text(NONE))


def breakdown_of(
    written: BreakdownFilter, context: Context, *, limit: int | None = None, into_bins: bool = False
) -> Breakdown | None:
    """The breakdown ``written`` asks for; None when it asks for none. ``limit`` overrides the written one.

    ``into_bins`` says that the caller reads it with `Breakdown.value_among`. Raises InvalidRequest for more than
    three parts, NotSupportedYet for types Hedgerow cannot read and for bins where they are not expected.
    """
    entries = breakdown_parts(written)
    if not entries:
        return None
    read = _part if into_bins else _value
    return Breakdown(
        parts=tuple(read(entry, context) for entry in entries),
        bins=tuple(None if (asked := entry.histogram_bin_count) is None else bin_count(asked) for entry in entries),
        multiple=bool(written.breakdowns),
        limit=limit or written.breakdown_limit or LIMIT,
        hide_other=written.breakdown_hide_other_aggregation,
    )


def part_text(entry: WrittenBreakdown, context: Context) -> Expression:
    """The value of one part as text, NULL where there is none. Raises NotSupportedYet for types that cannot be read."""
    if entry.type is BreakdownType.HOGQL:
        return call("toString", hogql_expression(str(entry.property), context, condition))
    if entry.type is BreakdownType.GROUP:
        return group_property(str(entry.property), group_type(entry.group_type_index), context).text
    read = _READERS.get(entry.type)
    if read is None:
        raise NotSupportedYet(f"A breakdown of type '{entry.type}' ('{entry.property}')")
    return read(str(entry.property), context).text


def _element(pair: Expression, place: int) -> Expression:
    return call("tupleElement", pair, Value(place, "UInt8"))


def breakdown_parts(written: BreakdownFilter) -> tuple[WrittenBreakdown, ...]:
    """The parts of the value that ``written`` breaks down by, whichever form it has; none without a breakdown.

    Raises InvalidRequest for more than MOST_PARTS.
    """
    parts = written.breakdowns or tuple(_single_form(written))
    if len(parts) > MOST_PARTS:
        raise invalid(f"A breakdown has at most {MOST_PARTS} parts, not {len(parts)}.")
    return parts


def _single_form(written: BreakdownFilter) -> Iterator[WrittenBreakdown]:
    if written.breakdown is None:
        return
    for name in written.breakdown if isinstance(written.breakdown, tuple) else (written.breakdown,):
        yield WrittenBreakdown(
            property=name,
            type=written.breakdown_type,
            normalize_url=written.breakdown_normalize_url,
            group_type_index=written.breakdown_group_type_index,
            histogram_bin_count=written.breakdown_histogram_bin_count,
        )


def part_shown(entry: WrittenBreakdown, context: Context) -> Expression:
    """`part_text` as results show it, a URL without its tail where the part asks for that (EN-25); it may be NULL.

    Raises NotSupportedYet for bins too: their labels are not read of an event alone.
    """
    if entry.histogram_bin_count is not None:
        raise NotSupportedYet("A breakdown into bins (histogram_bin_count) here")
    shown = part_text(entry, context)
    if not entry.normalize_url:
        return shown
    # What is nothing but slashes is the root: it stays a value.
    stripped = call("trimRight", shown, text("/?#"))
    is_root = And((call("equals", stripped, text("")), call("notEquals", shown, text(""))))
    return call("if", is_root, text("/"), stripped)


def _part(entry: WrittenBreakdown, context: Context) -> Expression:
    if entry.histogram_bin_count is None:
        return _value(entry, context)
    return _part_number(entry, context)


def _value(entry: WrittenBreakdown, context: Context) -> Expression:
    return or_empty(part_shown(entry, context))


def _part_number(entry: WrittenBreakdown, context: Context) -> Expression:
    """The value of one part as a number, NULL where it is none."""
    match entry.type:
        case BreakdownType.EVENT:
            return number(Property(str(entry.property)))
        case BreakdownType.PERSON:
            return number(Property(str(entry.property), owner="person"))
        case BreakdownType.GROUP:
            return number(Property(str(entry.property), owner=f"group_{group_type(entry.group_type_index)}"))
        case _:
            return number_of_text(part_text(entry, context))


def _or_none(part: Expression) -> Expression:
    return call("if", call("empty", part), text(NONE), part)
