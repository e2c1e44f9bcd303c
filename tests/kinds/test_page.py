"""The page about questions asks only what is answered, and leaves no kind out."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hedgerow.engine.port import Engine
from hedgerow.query.context import Context
from hedgerow.query.registry import registered_kinds
from hedgerow.query.understand import understand
from tests.kinds.storing import Sent, new_team, response, store

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text()
QUESTIONS: list[dict[str, Any]] = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
NOW = datetime(2024, 3, 13, 15, 45, tzinfo=UTC)


def test_every_kind_is_on_the_page() -> None:
    assert {understand(question).kind.name for question in QUESTIONS} == set(registered_kinds())


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: understand(question).kind.name)
def test_a_question_of_the_page_is_answered(question: dict[str, Any], kinds_engine: Engine) -> None:
    team = new_team()
    names = ["$pageview", "$pageview", "product_viewed", "product_added", "order_placed"]
    at = NOW.replace(hour=9)
    visit = [
        Sent("ann", name, at.replace(minute=minute), {"$current_url": f"https://bramble.example/{'about' * minute}"})
        for minute, name in enumerate(names)
    ]
    store(kinds_engine, {team: visit})
    assert response(kinds_engine, question, Context(team_id=team, timezone="UTC", now=NOW))["results"]
