"""Functions about what the project's people named: actions and cohorts (SQ-17)."""

from collections.abc import Mapping

from sqlglot import exp

from hedgerow.query.actions import action_condition
from hedgerow.query.cohorts import cohort_member
from hedgerow.query.hogql.lowering import Lowering
from hedgerow.query.hogql.meaning import Meaning
from hedgerow.query.hogql.nearness import near
from hedgerow.query.sql.tree import Column, Expression, Subselect, Value
from hedgerow.query.sql.walk import mapped
from hedgerow.vocab.actions import Action
from hedgerow.vocab.cohorts import Cohort


def matches_action(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``matchesAction(id or name)``: whether the event is of the action."""
    number = _named(lowering, node.expressions[0], lowering.context.actions, "action")
    holds = action_condition(number, lowering.context, lowering.condition)
    return Meaning(expression=lowering.names.of_events(holds, node))


def in_cohort(lowering: Lowering, node: exp.Expr) -> Meaning:
    """``person_id IN COHORT id or 'name'``: whether the person is in the cohort now (EN-20)."""
    who, cohort = node.this, node.args["cohort"]
    person = lowering.meaning(who).person
    if person is None:
        raise lowering.refusal("IN COHORT is about people: person_id IN COHORT 1", node)
    number = _named(lowering, cohort, lowering.context.cohorts, "cohort")
    holds = cohort_member(number, lowering.context, lowering.condition)
    return Meaning(expression=_about(person, holds), never_null=True)


def _named(lowering: Lowering, node: exp.Expr, known: Mapping[int, Action] | Mapping[int, Cohort], what: str) -> int:
    """The id of what ``node`` names, by its id or its name."""
    given = lowering.expression(node)
    wanted = given.value if isinstance(given, Value) else None
    if isinstance(wanted, int) and not isinstance(wanted, bool):
        found = [wanted] if wanted in known else []
    else:
        found = [number for number, one in known.items() if one.name == wanted]
    if not found:
        names = [one.name for one in known.values()]
        raise lowering.refusal(f"There is no {what} {wanted!r}.{near(str(wanted), names)}", node)
    if len(found) > 1:
        raise lowering.refusal(f"Several {what}s are called {wanted!r}; name one by its id", node)
    return found[0]


def _about(person: Expression, holds: Expression) -> Expression:
    """``holds``, which reads the column ``person``, about the person told by another expression."""

    def change(part: object) -> object:
        if part == Column("person"):
            return person
        return part if isinstance(part, Subselect) else mapped(part, change)

    return mapped((holds,), change)[0]
