"""The expression tree: what a statement says, before it is text.

Frozen and small. Nothing here knows how it is spelled; `hedgerow.query.sql.printer` does, and
`hedgerow.query.sql.guard` says which trees may be spelled at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hedgerow.vocab.statement import ParameterValue


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the source, or a name given by the select below or by this one; ``of`` is its joined source."""

    name: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A constant. It becomes a typed parameter, never text; ``type`` is ClickHouse's."""

    value: ParameterValue
    type: str


@dataclass(frozen=True, slots=True)
class Null:
    """No value, of whatever type is wanted."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property as the engine holds it: any scalar, or NULL when absent.

    ``name`` is the client's name. With a ``variant`` (``Bool``, ``String``) it is the value only where it has that
    type. It is one of the source's own rows, or with an ``owner`` (``person``, ``group_0`` to ``group_4``) of whoever
    the event belongs to; see `hedgerow.query.sql.joins`.
    """

    name: str
    variant: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class OwnerColumn:
    """A column of whoever the event belongs to (``person``, ``group_0`` to ``group_4``), such as ``created_at``.

    Of whom nothing is known it is the default of the column's type.
    """

    name: str
    owner: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function or aggregate of the printer's list; ``settings`` are an aggregate's own parameters."""

    function: str
    arguments: tuple["Expression", ...] = ()
    settings: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Cast:
    """``operand`` as another type, NULL where that fails for a Nullable target."""

    operand: "Expression"
    type: str


@dataclass(frozen=True, slots=True)
class And:
    """True when every part is; without parts, always."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """True when some part is; without parts, never."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One key of an ordering; NULLs come last unless ``nulls_first``."""

    by: "Expression"
    descending: bool = False
    nulls_first: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A row's number, from 1, in an ordering of all rows."""

    order: tuple[Order, ...]


@dataclass(frozen=True, slots=True)
class Lambda:
    """A function of one row's values, as ``arrayMap`` takes it: ``parameters`` are columns inside ``body``."""

    parameters: tuple[str, ...]
    body: "Expression"


@dataclass(frozen=True, slots=True)
class Written:
    """What a person wrote as SQL, lowered. The engine's complaints about its types are theirs to mend (SQ-20)."""

    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Named:
    """A result column and its name."""

    name: str
    expression: "Expression"


@dataclass(frozen=True, slots=True)
class Table:
    """A scan of an engine table: of the newest row of each key where the table keeps older ones for a while."""

    name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The one row of ``select`` whose column ``key`` equals ``operand``, beside each row; NULLs where there is none."""

    select: "Select"
    operand: "Expression"
    key: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The whole numbers from ``start`` on, ``count`` of them, in a column ``number``."""

    start: int
    count: int


@dataclass(frozen=True, slots=True)
class Combined:
    """Selects with the same columns, each joined to those before it by one of the printer's words."""

    first: "Select"
    others: tuple[tuple[str, "Select"], ...]


@dataclass(frozen=True, slots=True)
class Aliased:
    """A select under a name, as one side of a join."""

    select: "Select"
    name: str


@dataclass(frozen=True, slots=True)
class Join:
    """One more side of a join: ``kind`` is one of the printer's words; ``on`` is None for a cross join."""

    kind: str
    side: Aliased
    on: "Expression | None"


@dataclass(frozen=True, slots=True)
class Joined:
    """Sides joined from left to right."""

    first: Aliased
    joins: tuple[Join, ...]


@dataclass(frozen=True, slots=True)
class ArrayJoin:
    """A row for each element of the arrays ``columns``, side by side; ``left`` keeps rows whose arrays are empty."""

    columns: tuple[Named, ...]
    left: bool = False


@dataclass(frozen=True, slots=True)
class Subselect:
    """A select whose rows are a value or a list of values."""

    select: "Select"


@dataclass(frozen=True, slots=True, kw_only=True)
class Over:
    """A function over a window of rows; ``frame`` is how it begins and ends in the printer's words."""

    function: "Call"
    partition_by: tuple["Expression", ...] = ()
    order_by: tuple["Order", ...] = ()
    frame: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitBy:
    """At most ``limit`` rows of each value of ``by``."""

    limit: int
    by: tuple["Expression", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Select:
    """One select; ``source`` is a table, what stands below it, or None for one row of nothing.

    ``limit`` is the most rows it answers, ``offset`` how many it leaves out before them. ``subtotals`` is one of the
    printer's words for further rows over fewer keys. ``qualify`` holds for the rows that stay once windows are known.
    ``given`` are values that it and the selects below it read by name, each found out once.
    """

    columns: tuple[Named, ...]
    source: "Table | Select | Numbers | Combined | Joined | None"
    where: And = And(())
    group_by: tuple["Expression", ...] = ()
    order_by: tuple[Order, ...] = ()
    limit: int | None = None
    beside: tuple[Beside, ...] = ()
    distinct: bool = False
    having: And = And(())
    limit_by: LimitBy | None = None
    offset: int | None = None
    array_join: ArrayJoin | None = None
    subtotals: str | None = None
    qualify: And = And(())
    given: tuple[Named, ...] = ()


Expression = (
    Column
    | Value
    | Null
    | Property
    | OwnerColumn
    | Call
    | Cast
    | And
    | Or
    | Place
    | Lambda
    | Written
    | Subselect
    | Over
)


def call(function: str, *arguments: Expression) -> Call:
    """``function`` of ``arguments``."""
    return Call(function, arguments)


def text(value: str) -> Value:
    """A constant String."""
    return Value(value, "String")


def all_of(parts: Iterable[Expression]) -> And:
    """Every part holds."""
    return And(tuple(parts))


def any_of(parts: Iterable[Expression]) -> Expression:
    """Some part holds; a single part is itself."""
    parts = tuple(parts)
    return parts[0] if len(parts) == 1 else Or(parts)


MOMENT_TYPE = "DateTime64(6, 'UTC')"
"""The type of a constant moment: that of the events' ``timestamp``, so that bounds use its order."""

ALWAYS = And(())
"""The condition that holds for every row."""

NEVER = Or(())
"""The condition that holds for no row."""
