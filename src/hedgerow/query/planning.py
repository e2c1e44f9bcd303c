"""A question and the project's facts become a plan, and the facts its answer depends on."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pydantic import JsonValue

from hedgerow.query.context import Context
from hedgerow.query.plan import Plan
from hedgerow.query.question import Question
from hedgerow.query.rewrites import rewritten
from hedgerow.vocab.definitions import PropertyType

FORMAT = 1
"""Raised when results change their shape or meaning, so that older cached ones are not served."""


USE_ACTIVITY_INDEX = "useActivityIndex"
"""The modifier that lets a question be answered from the events alone when it is false."""

_DIGITS = re.compile(r"(?<!\d)\d{1,19}(?!\d)", re.ASCII)
_QUOTES = str.maketrans("", "", "'\"\\")


def plan(question: Question, context: Context) -> Plan:
    """How ``question`` is answered for this project now.

    Raises InvalidRequest when it cannot be, NotSupportedYet when only Hedgerow cannot.
    """
    node = rewritten(question.node, context)
    if node.modifiers.get(USE_ACTIVITY_INDEX) is False:
        context = replace(context, sealed_days=(), event_counts=None)
    return question.kind.plan(node, context)


def cache_facts(question: Question, context: Context) -> dict[str, JsonValue]:
    """All that the answer depends on besides time and events, ready for a fingerprint (EN-36).

    Equal for questions that mean the same, whatever defaults they spell out. Holds the project's own share too:
    its time zone, week start, test account filters (as part of the query), what is behind the actions and cohorts
    that may be named, the events merged into those named, how often people were erased, and the types of properties
    used, of which texts that may be SQL can name any.
    """
    query = rewritten(question.node, context).model_dump(mode="json", exclude={"tags"})
    named = _named(query, context)
    words = set(_words([query, named]))
    sql = "\n".join(word for word in words if not word.isidentifier())

    def used(types: Mapping[str, PropertyType]) -> dict[str, JsonValue]:
        return {name: str(kind) for name, kind in sorted(types.items()) if name in words or name in sql}

    return {
        "format": FORMAT,
        "kind": question.kind.name,
        "query": query,
        "team_id": context.team_id,
        "variables": {key: value for key, value in sorted(context.variables.items()) if key in words},
        "test_accounts": _test_accounts(question, context),
        "timezone": context.timezone,
        "week_start_day": context.week_start_day,
        "named": named,
        "erasures": context.erasures,
        "merged_events": {name: into for name, into in sorted(context.merged_events.items()) if into in words},
        "property_types": used(context.property_types),
        "person_property_types": used(context.person_property_types),
        "group_property_types": {
            str(index): types for index, known in sorted(context.group_property_types.items()) if (types := used(known))
        },
    }


def _named(query: JsonValue, context: Context) -> JsonValue:
    """What is behind every action and cohort whose id or name stands anywhere in ``query``: too many do no harm."""
    found: dict[str, JsonValue] = {}
    layer: JsonValue = [query, list(context.variables.values()), list(_called(query, context))]
    while numbers := set(_numbers(layer)):
        behind: list[JsonValue] = []
        for number in numbers:
            if number in context.actions and (key := f"action {number}") not in found:
                found[key] = [dict(step) for step in context.actions[number].steps]
                behind.append(found[key])
            if number in context.cohorts and (key := f"cohort {number}") not in found:
                cohort = context.cohorts[number]
                members: JsonValue = list(cohort.members)
                found[key] = {"name": cohort.name, "members": members, "filters": dict(cohort.filters)}
                # Only the rules name others: nobody's number is the id of a cohort.
                behind.append(dict(cohort.filters))
        layer = behind
    return found


def _called(query: JsonValue, context: Context) -> Iterator[int]:
    """The actions and cohorts that SQL may call by name, however it quotes; the tables of cohorts read all of them."""
    said = _unquoted("\n".join(_words([query, list(context.variables.values())])))
    for known in (context.actions, context.cohorts):
        yield from (number for number, one in known.items() if _unquoted(one.name) in said)
    if "cohort_people" in said:
        yield from context.cohorts


def _unquoted(text: str) -> str:
    return text.translate(_QUOTES)


def _numbers(value: JsonValue) -> Iterator[int]:
    if isinstance(value, int):
        yield value
    elif isinstance(value, str):
        yield from map(int, _DIGITS.findall(value))
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _numbers(item)
    elif isinstance(value, list):
        for item in value:
            yield from _numbers(item)


def _test_accounts(question: Question, context: Context) -> JsonValue:
    return [dict(one) for one in context.test_account_filters] if question.node.leaves_out_test_accounts else None


def _words(value: JsonValue) -> Iterator[str]:
    """Every text in ``value``: a property it reads is among them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, list):
        for item in value:
            yield from _words(item)
