"""How many actors are active in each bucket, how many of them returned to it, and how many are new (LC-3, LC-4).

Who is active and neither is resurrecting, and who was active and did not return is dormant: the shape reckons those.
"""

from dataclasses import dataclass

from hedgerow.query.actors import Actor
from hedgerow.query.bucket_numbers import bucket_number
from hedgerow.query.buckets import Buckets
from hedgerow.query.context import Context
from hedgerow.query.crowds import all_before, are_sets, crowd, just_before, size, size_of_both, without
from hedgerow.query.scan import conditions, moment
from hedgerow.query.sql.owners import OWNERS
from hedgerow.query.sql.tree import And, Beside, Column, Expression, Lambda, Named, Select, Table, Value, call
from hedgerow.vocab.events import EVENTS, PERSONS

_RETURNS = call("equals", Column("distance"), Value(1, "UInt8"))
"""Only the first bucket of an actor has no distance from one before it."""

_IS_NEW = And(
    (
        call("equals", Column("distance"), Value(0, "UInt8")),
        Column("made_within"),
        call("equals", Column("made_in"), Column("number")),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statuses:
    """What is counted: the ``actor`` of the events for which ``holds``, in ``buckets``."""

    actor: Actor
    buckets: Buckets
    holds: And
    context: Context

    def select(self) -> Select:
        """Columns: ``bucket``, its number, and the counts ``active``, ``returning`` and ``new``."""
        return self._of_sets() if are_sets(self.actor, len(self.buckets.starts)) else self._of_actors()

    def _of_sets(self) -> Select:
        """Compared are the sets of people by bucket."""
        active = Select(
            columns=(Named("bucket", self._number("timestamp")), Named("people", crowd())),
            source=Table(EVENTS.name),
            where=self.holds,
            group_by=(Column("bucket"),),
        )
        made = Select(
            columns=(Named("made_in", self._number("created_at")), Named("made", crowd())),
            source=Table(PERSONS.name),
            where=self._made_within(),
            group_by=(Column("made_in"),),
        )
        compared = Select(
            columns=(
                *(Named(name, Column(name)) for name in ("bucket", "people", "made")),
                Named("before", just_before("people", "bucket")),
                Named("earlier", all_before("people", "bucket")),
            ),
            source=active,
            beside=(Beside(made, Column("bucket"), "made_in"),),
        )
        people = Column("people")
        return Select(
            columns=(
                Named("bucket", Column("bucket")),
                Named("active", size(people)),
                Named("returning", size_of_both(people, Column("before"))),
                Named("new", size_of_both(without(people, Column("earlier")), Column("made"))),
            ),
            source=compared,
        )

    def _of_actors(self) -> Select:
        """Each actor's buckets in their order are compared with those before them."""
        owner = OWNERS[self.actor.owner]
        numbers = call("groupUniqArray", self._number("timestamp"))
        actors = Select(
            columns=(Named("actor", self.actor.key), Named("buckets", call("arraySort", numbers))),
            source=Table(EVENTS.name),
            where=self.holds,
            group_by=(Column("actor"),),
        )
        made = Select(
            columns=(
                Named("owner", Column(owner.key)),
                Named("made_in", self._number("created_at")),
                Named("made_within", Value(1, "UInt8")),
            ),
            source=owner.rows,
            where=conditions(owner.among, self._made_within()),
        )
        compared = Lambda(("number", "distance"), call("tuple", Column("number"), _RETURNS, _IS_NEW))
        distances = call("arrayDifference", Column("buckets"))
        steps = Select(
            columns=(Named("step", call("arrayJoin", call("arrayMap", compared, Column("buckets"), distances))),),
            source=actors,
            beside=(Beside(made, Column("actor"), "owner"),),
        )
        return Select(
            columns=(
                Named("bucket", _part(1)),
                Named("active", call("count")),
                Named("returning", call("countIf", _part(2))),
                Named("new", call("countIf", _part(3))),
            ),
            source=steps,
            group_by=(Column("bucket"),),
        )

    def _number(self, column: str) -> Expression:
        return bucket_number(self.buckets, Column(column), self.context)

    def _made_within(self) -> And:
        """True for owners made in the buckets; no other is ever new."""
        made = Column("created_at")
        first, end = moment(self.buckets.starts[0]), moment(self.buckets.over)
        return And((call("greaterOrEquals", made, first), call("less", made, end)))


def _part(place: int) -> Expression:
    """One part of a step."""
    return call("tupleElement", Column("step"), Value(place, "UInt8"))
