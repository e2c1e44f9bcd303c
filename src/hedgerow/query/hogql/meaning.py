"""What a piece of written SQL means: our expression, and what is known of its values."""

from dataclasses import dataclass

from hedgerow.query.sql.tree import Expression, Select


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """``expression`` as it is seen, moments in the project's time zone.

    ``never_null`` is True only where that is certain. ``instant`` is the same moment in whatever zone it is stored,
    for comparisons that can use the tables' order; None for what is no moment. ``constant`` is the text of a text
    constant. ``simple`` marks what may be repeated without doing work twice. ``null`` is the constant NULL.
    ``person`` is the number of the person whose UUID this is: the same people, found without a join. ``json`` marks
    the text of all properties, whose parts are found by their path.
    """

    expression: Expression
    never_null: bool = False
    instant: Expression | None = None
    constant: str | None = None
    simple: bool = False
    null: bool = False
    person: Expression | None = None
    json: bool = False

    def but(self, expression: Expression) -> "Meaning":
        """Another expression of which nothing else is known."""
        return Meaning(expression=expression, never_null=self.never_null)


@dataclass(frozen=True, slots=True)
class LoweredSelect:
    """A select and what people call its columns."""

    select: Select
    names: tuple[str, ...]
    meanings: tuple[Meaning, ...]
