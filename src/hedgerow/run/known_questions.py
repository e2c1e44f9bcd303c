"""Questions that were asked before, with the keys of their answers: the tiles of dashboards ask the same all day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter, is_
from typing import Any

import orjson

from hedgerow.query.context import Context
from hedgerow.query.question import Question
from hedgerow.query.understand import understand

MOST = 5000
"""Questions that are remembered of one project; beyond, it begins anew."""

_WRITTEN = ("test_account_filters", "cohorts", "actions", "variables")
"""What people wrote: compared as text, for to Python, true is 1."""

_NOT_IN_KEYS = ("now", "earliest_event", "event_counts", "sealed_days")
"""The present moment, and what only tells how to compute."""

_written = attrgetter(*_WRITTEN)
_facts = attrgetter(*(field.name for field in fields(Context) if field.name not in _WRITTEN + _NOT_IN_KEYS))


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """What a query asks, and the name under which its answer is kept."""

    question: Question
    key: str


@dataclass(slots=True)
class _Known:
    """What is remembered of a project while what its keys depend on holds."""

    written: tuple[object, ...]
    facts: tuple[object, ...]
    text: bytes | None
    questions: dict[bytes, KnownQuestion]

    def holds(self, written: tuple[object, ...], facts: tuple[object, ...]) -> bool:
        """Whether that is still so; what was read anew without a change is then known by its looks, too."""
        if self.facts != facts:
            return False
        if not all(map(is_, self.written, written)):
            if self.text is None or self.text != _text(written):
                return False
            self.written = written
        return True


class KnownQuestions:
    """Understands each query once, while the project's facts that its key depends on stay the same.

    ``key`` names the answer to a question in a context. Safe to share between threads: at worst, two do the same.
    """

    def __init__(self, key: Callable[[Question, Context], str]) -> None:
        self._key = key
        self._known: dict[int, _Known] = {}

    def question(self, query: Mapping[str, Any], context: Context) -> KnownQuestion:
        """What ``query`` asks in ``context``.

        Raises what `understand` raises, and remembers nothing then.
        """
        text = _text(query)
        known = self._of(context).questions
        found = known.get(text) if text else None
        if found is None:
            question = understand(dict(query))
            found = KnownQuestion(question, self._key(question, context))
            if text and len(known) < MOST:
                known[text] = found
        return found

    def _of(self, context: Context) -> _Known:
        written, facts = _written(context), _facts(context)
        known = self._known.get(context.team_id)
        if known is None or not known.holds(written, facts) or len(known.questions) >= MOST:
            known = self._known[context.team_id] = _Known(written, facts, _text(written), {})
        return known


def _text(value: object) -> bytes | None:
    """``value`` as JSON text, in its own order; None when none holds it: such a query is refused."""
    try:
        return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:
        return None
