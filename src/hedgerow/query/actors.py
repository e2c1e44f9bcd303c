"""Whom an insight counts: people, or the groups of one type that they act for (FN-4, LC-6, RT-3, ST-2)."""

from dataclasses import dataclass

from hedgerow.query.refusals import invalid
from hedgerow.query.sql.owners import group_key
from hedgerow.query.sql.tree import ALWAYS, Column, Expression, call
from hedgerow.vocab.groups import MOST_TYPES

PERSON = Column("person")
"""Who did it, as the project's dense person number."""


@dataclass(frozen=True, slots=True)
class Actor:
    """``key`` reads the actor of an event; ``present`` holds for the events that have one.

    ``owner`` says whose columns and properties are the actor's own, see `hedgerow.query.sql.joins`.
    """

    key: Expression
    present: Expression
    owner: str


PEOPLE = Actor(PERSON, ALWAYS, "person")
"""Every event has a person."""


def actor_of(group_type_index: int | None) -> Actor:
    """People, or with an index the groups of that type. Raises InvalidRequest for an index that no type has."""
    if group_type_index is None:
        return PEOPLE
    key = group_key(group_type(group_type_index))
    return Actor(key, call("isNotNull", key), f"group_{group_type_index}")


def group_type(index: int | None) -> int:
    """``index`` itself. Raises InvalidRequest when no type of groups can have it."""
    if index is None or not 0 <= index < MOST_TYPES:
        raise invalid(f"There is no group type {index}; there are 0 to {MOST_TYPES - 1}.")
    return index
