"""Sets of people, as the engine's bitmaps of their numbers: one for each bucket, then set algebra.

Several times faster than asking each person for their buckets (6 M events, 100,000 people, 30 days: retention 66 ms
instead of 308, lifecycle 31 instead of 162). Only people have numbers, groups have none. What uses this says the same
as the plain path beside it, and random tests hold both to the same answers.
"""

from hedgerow.query.actors import PEOPLE, PERSON, Actor
from hedgerow.query.sql.tree import ALWAYS, Column, Expression, Order, Over, call

MOST_SETS = 400
"""Sets that are kept at once: one of a million people takes up to 125 kB."""


def are_sets(actor: Actor, number: int) -> bool:
    """Whether what ``actor`` stands for can be held as sets, this ``number`` of them."""
    return actor == PEOPLE and number <= MOST_SETS


def crowd(holds: Expression = ALWAYS) -> Expression:
    """The aggregate that makes the set of people with a row for which ``holds``."""
    return call("groupBitmapState", PERSON) if holds == ALWAYS else call("groupBitmapStateIf", PERSON, holds)


def together(people: str) -> Expression:
    """The aggregate that tells how many are in some of the sets in the column ``people``."""
    return call("groupBitmapMerge", Column(people))


def size(people: Expression) -> Expression:
    """How many ``people`` there are."""
    return call("bitmapCardinality", people)


def size_of_both(some: Expression, others: Expression) -> Expression:
    """How many are in both sets."""
    return call("bitmapAndCardinality", some, others)


def without(people: Expression, others: Expression) -> Expression:
    """Those of ``people`` who are not among ``others``."""
    return call("bitmapAndnot", people, others)


def all_before(people: str, bucket: str) -> Expression:
    """Over rows of a set in the column ``people`` and its ``bucket``: everybody in an earlier row."""
    merged = call("groupBitmapMergeState", Column(people))
    frame = ("ROWS", "BETWEEN", "UNBOUNDED PRECEDING", "AND", "1 PRECEDING")
    return Over(function=merged, order_by=(Order(Column(bucket)),), frame=frame)


def just_before(people: str, bucket: str) -> Expression:
    """Over the same rows: the set of the bucket whose number is one less, empty when nobody was there."""
    frame = ("RANGE", "BETWEEN", "1 PRECEDING", "AND", "1 PRECEDING")
    return Over(function=call("any", Column(people)), order_by=(Order(Column(bucket)),), frame=frame)
