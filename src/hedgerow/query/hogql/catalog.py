"""What SQL can name (SQ-11, SQ-17), listed for editors from what the lowering itself looks names up in."""

from collections.abc import Sequence
from dataclasses import dataclass

from hedgerow.query.hogql.fields import Fields
from hedgerow.query.hogql.properties import Bag
from hedgerow.query.hogql.tables import KNOWN_TABLES


@dataclass(frozen=True, slots=True)
class CatalogField:
    """A field of a table. ``properties`` has any property below it; ``fields`` are those that are below it."""

    name: str
    properties: bool = False
    fields: Sequence["CatalogField"] = ()


@dataclass(frozen=True, slots=True)
class CatalogTable:
    """A table by the name people give it."""

    name: str
    fields: Sequence[CatalogField]


@dataclass(frozen=True, slots=True)
class CatalogFunction:
    """A function. An ``aggregate`` makes one value of many rows, a ``window`` function needs OVER."""

    name: str
    aggregate: bool
    window: bool


def catalog_tables() -> list[CatalogTable]:
    """Every table, with what a path into it may name."""
    return [CatalogTable(name, _fields(table.fields)) for name, table in KNOWN_TABLES.items()]


def catalog_functions() -> list[CatalogFunction]:
    """Every function, by the name it is best known by."""
    from hedgerow.query.hogql.calls import KNOWN_NAMES, listed  # with what reads SQL, see `expressions`

    found = [(name, listed(name)) for name in KNOWN_NAMES]
    return [
        CatalogFunction(
            name, function is not None and function.aggregate, function is not None and function.window_only
        )
        for name, function in found
    ]


def _fields(fields: Fields) -> list[CatalogField]:
    return [
        CatalogField(name, isinstance(field, Bag), _fields(field) if isinstance(field, Fields) else ())
        for name, field in fields.named.items()
    ]
