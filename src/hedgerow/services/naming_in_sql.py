"""Which events and properties written SQL names, as far as its text alone can tell.

An event is named where the field ``event`` is compared with texts; a property by its path. What SQL makes at run
time, as in ``concat('pa', 'id')``, names nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from sqlglot import exp

from hedgerow.base.errors import ClientError
from hedgerow.query.hogql.parsing import parsed_column, parsed_ordering, parsed_query
from hedgerow.query.hogql.paths import Step, path_of
from hedgerow.vocab.definitions import Name, PropertyOwner

TEXTS_REMEMBERED = 512
"""Reading SQL takes a millisecond, and whoever looks for names reads all that is saved."""

_COMPARISONS = (exp.EQ, exp.NEQ, exp.In, exp.Like, exp.ILike)
_OWNERS = {"person": PropertyOwner.PERSON, "poe": PropertyOwner.PERSON} | {
    owner.value: owner for owner in PropertyOwner if owner is not PropertyOwner.EVENT
}


@lru_cache(maxsize=TEXTS_REMEMBERED)
def named_in_select(text: str) -> frozenset[Name]:
    """What a query names; nothing when it cannot be read."""
    return _named(parsed_query, text)


@lru_cache(maxsize=TEXTS_REMEMBERED)
def named_in_expression(text: str) -> frozenset[Name]:
    """What an expression, a column or a key of an ordering names; nothing when it cannot be read."""
    return _named(parsed_column, text) or _named(parsed_ordering, text)


def _named(parsed: Callable[[str], exp.Expr], text: str) -> frozenset[Name]:
    try:
        tree = parsed(text)
    except ClientError:
        return frozenset()
    return frozenset(_walk(tree, _owner_of_plain(tree)))


def _owner_of_plain(tree: exp.Expr) -> PropertyOwner:
    """Whose ``properties`` are when nothing stands before them: a person's only where people alone are read."""
    tables = {table.name for table in tree.find_all(exp.Table)}
    return PropertyOwner.PERSON if "persons" in tables and "events" not in tables else PropertyOwner.EVENT


def _walk(tree: exp.Expr, plain: PropertyOwner) -> Iterator[Name]:
    for node in tree.walk(prune=lambda node: path_of(node) is not None):
        path = path_of(node)
        if path is not None:
            yield from _property(path, plain)
        elif isinstance(node, _COMPARISONS) and any(map(_is_event, node.iter_expressions())):
            yield from ((None, text) for text in _texts(node))


def _is_event(node: exp.Expr) -> bool:
    path = path_of(node)
    return path is not None and not isinstance(node, exp.Literal) and path[-1] == "event" and "properties" not in path


def _texts(comparison: exp.Expr) -> Iterable[str]:
    return (str(literal.this) for literal in comparison.find_all(exp.Literal) if literal.is_string)


def _property(path: list[Step], plain: PropertyOwner) -> Iterator[Name]:
    if "properties" in path[:-1]:
        place = path.index("properties")
        name, before = path[place + 1], path[place - 1] if place else None
        if isinstance(name, str):
            yield _OWNERS.get(str(before), plain), name
