"""Opens every part of the house in order, hands them out wired, and closes them in the reverse order."""

from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager

from hedgerow.base.clock import Clock, pinned_clock, system_clock
from hedgerow.base.settings import Settings
from hedgerow.cache.results import ResultCache
from hedgerow.capture.commit import GroupCommitter
from hedgerow.capture.merge_rows import write_missing_merges
from hedgerow.capture.person_rows import write_people_when_missing
from hedgerow.capture.witness import NO_WITNESS
from hedgerow.engine.opening import open_engine
from hedgerow.main.day_sealer import DaySealer
from hedgerow.main.job_worker import JobWorker
from hedgerow.main.upkeep import Upkeep
from hedgerow.run.event_counting import EventCounting
from hedgerow.run.facts import FactSource
from hedgerow.run.runner import Runner
from hedgerow.run.workers import Workers
from hedgerow.services.house import House
from hedgerow.services.template_shelf import template_shelf
from hedgerow.store.migrate import migrate
from hedgerow.store.place import store_url
from hedgerow.store.store import Store, open_store


def clock_of(settings: Settings) -> Clock:
    """The clock the settings ask for: pinned when ``now`` is set."""
    return pinned_clock(settings.now) if settings.now else system_clock


@contextmanager
def opened_store(settings: Settings) -> Generator[Store]:
    """The store with its tables up to date; makes what is missing. Raises StoreUnavailable or SettingsError."""
    settings.data.mkdir(parents=True, exist_ok=True)
    url = store_url(settings)
    migrate(url)
    with closing(open_store(url)) as store:
        yield store


@contextmanager
def opened_house(settings: Settings) -> Generator[House]:
    """The whole house, ready to serve. Leaving commits what capture has taken, then lets go of the data folder.

    Raises EngineUnavailable, StoreUnavailable or SettingsError, each saying what is wrong in words.
    """
    clock, templates = clock_of(settings), template_shelf(settings.templates_folder)
    with ExitStack() as stack:
        store = stack.enter_context(opened_store(settings))
        engine = stack.enter_context(closing(open_engine(settings)))
        write_people_when_missing(store, engine)
        write_missing_merges(store, engine)
        workers = stack.enter_context(closing(Workers(settings.engine_connections)))
        counting = EventCounting(engine) if settings.activity_index and not engine.shared else None
        runner = Runner(
            engine=engine,
            facts=FactSource(store, engine, activity_index=settings.activity_index, counting=counting),
            cache=ResultCache(settings.cache_bytes),
            clock=clock,
            query_seconds=settings.query_seconds,
        )
        committer = GroupCommitter(
            store,
            engine,
            clock,
            settings,
            changed=runner.forget_definitions,
            witness=counting or NO_WITNESS,
        )
        stack.enter_context(closing(committer))
        house = House(
            store=store,
            engine=engine,
            runner=runner,
            committer=committer,
            clock=clock,
            settings=settings,
            templates=templates,
            workers=workers,
        )
        stack.enter_context(closing(Upkeep(house)))
        stack.enter_context(closing(JobWorker(house)))
        if settings.activity_index:
            stack.enter_context(closing(DaySealer(house)))
        yield house
