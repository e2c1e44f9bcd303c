"""A question and the project's facts become a plan, and the facts its answer depends on."""

from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from hedgerow.query.context import Context
from hedgerow.query.plan import Plan
from hedgerow.query.question import Question
from hedgerow.query.rewrites import rewritten

FORMAT = 1
"""Raised when results change their shape or meaning, so that older cached ones are not served."""


def plan(question: Question, context: Context) -> Plan:
    """How ``question`` is answered for this project now.

    Raises InvalidRequest when it cannot be, NotSupportedYet when only Hedgerow cannot.
    """
    return question.kind.plan(rewritten(question.node, context), context)


def cache_facts(question: Question, context: Context) -> dict[str, JsonValue]:
    """All that the answer depends on besides time and events, ready for a fingerprint (EN-36).

    Equal for questions that mean the same, whatever defaults they spell out. Holds the project's own share too:
    its time zone, week start, test account filters (as part of the query) and the types of properties used, of
    which texts that may be SQL can name any.
    """
    query = rewritten(question.node, context).model_dump(mode="json", exclude={"tags"})
    words = set(_words(query))
    sql = "\n".join(word for word in words if not word.isidentifier())
    return {
        "format": FORMAT,
        "kind": question.kind.name,
        "query": query,
        "team_id": context.team_id,
        "variables": {key: value for key, value in sorted(context.variables.items()) if key in words},
        "test_accounts": _test_accounts(question, context),
        "timezone": context.timezone,
        "week_start_day": context.week_start_day,
        "property_types": {
            name: str(kind) for name, kind in sorted(context.property_types.items()) if name in words or name in sql
        },
    }


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
