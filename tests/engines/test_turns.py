"""Who may run: SQL that people wrote leaves room for dashboards."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from hedgerow.engine.port import Engine
from hedgerow.engine.turns import Turns
from hedgerow.vocab.statement import Limits, Statement
from tests.engines.test_limits import ENDLESS, wait_until_running


@pytest.mark.parametrize(("most", "written"), [(1, 1), (2, 1), (4, 3), (8, 6)])
def test_sql_that_people_wrote_has_three_of_four_turns_and_a_lone_one(most: int, written: int) -> None:
    turns = Turns(most)

    def one_more() -> bool:
        with turns.turn("one more", written=True):
            return True

    with ThreadPoolExecutor() as pool:
        with ExitStack() as running:
            for _ in range(written):
                running.enter_context(turns.turn(None, written=True))
            waiting = pool.submit(one_more)
            for _ in range(most - written):
                running.enter_context(turns.turn(None, written=False))
            assert not waiting.done()
        assert waiting.result(timeout=10)


def test_sql_that_people_wrote_steps_back_for_other_questions(engine: Engine) -> None:
    ad_hoc = Statement(ENDLESS.sql + " WHERE 'ad hoc' != ''", written=True)
    with ThreadPoolExecutor() as pool:
        running = pool.submit(engine.query, ad_hoc, limits=Limits(seconds=10), query_id="ad hoc")
        wait_until_running(engine, "%'ad hoc' !=%")
        rows = engine.query(Statement("SELECT COLUMNS('^Settings$') FROM system.processes ORDER BY elapsed")).rows
        own, ad_hocs = (int(chosen["priority"]) for (chosen,) in rows)
        assert own < ad_hocs  # the greater steps back
        engine.cancel("ad hoc")
        assert running.exception(timeout=10) is not None
