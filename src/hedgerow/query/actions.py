"""Actions become a condition: an event matches when it passes any of the action's steps (EN-5)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from hedgerow.query.cohorts import Condition
from hedgerow.query.context import Context
from hedgerow.query.element_values import attribute_values, first_value, has_tag, is_selected
from hedgerow.query.event_names import is_event
from hedgerow.query.refusals import invalid
from hedgerow.query.regular_expressions import pattern
from hedgerow.query.sql.tree import (
    ALWAYS,
    NEVER,
    And,
    Cast,
    Column,
    Expression,
    Lambda,
    Property,
    Value,
    any_of,
    call,
    text,
)
from hedgerow.query.wire.actions import ActionStep, Matching

AUTOCAPTURE = "$autocapture"
URL = "$current_url"

_STEPS = TypeAdapter(tuple[ActionStep, ...])


def steps_of(written: Sequence[Mapping[str, Any]]) -> tuple[ActionStep, ...]:
    """The steps that clients wrote; raises InvalidRequest naming what cannot be read."""
    try:
        return _STEPS.validate_python([dict(step) for step in written])
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        path = ".".join(str(part) for part in first["loc"])
        raise invalid(f"The steps of an action cannot be read at '{path}': {first['msg']}.") from None


def action_condition(action_id: int, context: Context, condition: Condition) -> Expression:
    """True for the events of the action; `NEVER` when the project has no such action.

    Raises InvalidRequest for a step that cannot hold a meaning, NotSupportedYet for one Hedgerow cannot run.
    """
    action = context.actions.get(action_id)
    if action is None:
        return NEVER
    return any_step(steps_of(action.steps), context, condition)


def any_step(steps: Sequence[ActionStep], context: Context, condition: Condition) -> Expression:
    """True for the events that pass any of ``steps``; without steps, for all. Raises like `action_condition`."""
    parts = tuple(_step(step, context, condition) for step in steps)
    return ALWAYS if not parts or ALWAYS in parts else any_of(parts)


def _step(step: ActionStep, context: Context, condition: Condition) -> Expression:
    parts: list[Expression] = []
    if step.event:
        parts.append(is_event(context, step.event))
    if step.event == AUTOCAPTURE:
        parts += _elements(step)
    if step.url:
        parts.append(_url(step.url, step.url_matching))
    filtered = condition(step.properties, context)
    if filtered != ALWAYS:
        parts.append(filtered)
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _elements(step: ActionStep) -> Iterator[Expression]:
    if step.selector:
        yield is_selected(step.selector)
    if step.tag_name:
        yield has_tag(step.tag_name)
    if step.href:
        yield _is_like(first_value("href"), step.href, step.href_matching, "href")
    if step.text:
        some = Lambda(("value",), _is_like(Column("value"), step.text, step.text_matching, "text"))
        yield call("arrayExists", some, attribute_values("text"))


def _is_like(read: Expression, wanted: str, matching: Matching, name: str) -> Expression:
    """Other than of a url, the case of a part to find does not count."""
    match matching:
        case Matching.EXACT:
            return call("equals", read, text(wanted))
        case Matching.REGEX:
            return call("match", read, text(pattern(wanted, f"The {name} of an action's step")))
        case Matching.CONTAINS:
            return call("ilike", read, _part(wanted))


def _part(wanted: str) -> Value:
    """A part to find: ``%`` and ``_`` stay wildcards, a backslash is itself (as in EN-22)."""
    return text("%" + wanted.replace("\\", "\\\\") + "%")


def _url(url: str, matching: Matching) -> Expression:
    read = Cast(Property(URL), "Nullable(String)")
    match matching:
        case Matching.EXACT:
            return call("equals", read, text(url))
        case Matching.REGEX:
            return call("match", read, text(pattern(url, "The url of an action's step")))
        case Matching.CONTAINS:
            return call("like", read, _part(url))
