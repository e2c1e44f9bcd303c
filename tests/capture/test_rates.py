"""How fast one project may send (CAP-23, CAP-26)."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from hedgerow.base.errors import Unavailable
from hedgerow.base.settings import Settings
from hedgerow.capture.rates import EventRates
from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.ingestion import WarningKind
from tests.capture.parts import Parts


class Watch:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_passes_then_the_rate_counts_and_what_was_too_much_is_owed() -> None:
    watch = Watch()
    rates = EventRates(10, 100, watch)
    assert [rates.spend(1, 60), rates.spend(1, 60)] == [0, 0]
    assert rates.spend(1, 1) == 2.0
    watch.now = 2.0
    assert rates.spend(1, 1) == 0.1
    watch.now = 2.1
    assert rates.spend(1, 1) == 0
    watch.now = 1000
    assert [rates.spend(1, 100), rates.spend(1, 1) > 0] == [0, True]


def test_projects_do_not_share_their_rate() -> None:
    rates = EventRates(1, 10, Watch())
    assert [rates.spend(1, 10), rates.spend(2, 10)] == [0, 0]
    assert rates.spend(1, 1)
    assert rates.spend(2, 1)


def test_threads_together_get_no_more_than_the_burst() -> None:
    rates = EventRates(1, 1000, Watch())
    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(lambda _: rates.spend(1, 1), range(5000)))
    assert waits.count(0) == 1000


def test_without_a_rate_everything_passes() -> None:
    rates = EventRates(0, 1, Watch())
    assert {rates.spend(1, 10**9) for _ in range(3)} == {0}


@pytest.mark.contract("CAP-23", "CAP-26")
def test_a_project_too_fast_gets_a_503_with_the_time_to_come_back_and_a_warning(
    store: Store, engine: Engine, settings: Settings
) -> None:
    slow = settings.model_copy(update={"capture_project_rate": 2, "capture_project_burst": 10})
    with Parts.opened(store, engine, slow) as parts:
        parts.committer.admit(1, 20)
        with pytest.raises(Unavailable) as caught:
            parts.committer.admit(1, 7)
        parts.committer.admit(2, 7)
        assert (caught.value.code, caught.value.headers) == ("rate_limited", {"Retry-After": "5"})
        assert parts.committer.counts.refused == 7
        (told,) = parts.committer.warnings.taken()
        assert (told.team_id, told.kind, told.count) == (1, WarningKind.RATE_LIMITED, 7)
