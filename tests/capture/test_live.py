"""What comes in is shown as it comes, to whoever watches, and holds nothing when they go."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from datetime import timedelta
from uuid import uuid4

from hedgerow.capture.live import (
    LARGEST_PROPERTIES,
    PROJECTS_KEPT,
    RECENT_EVENTS,
    RECENT_WARNINGS,
    WAITING,
    LiveFeed,
    LiveItem,
    Seen,
    Wanted,
)
from hedgerow.vocab.events import Event
from hedgerow.vocab.ingestion import IngestionWarning, LiveEvent, WarningKind
from tests.capture.samples import NOW, event

OURS = Wanted(team_id=1)


def warning(team_id: int | None = 1, *, event: str | None = None, distinct_id: str | None = None) -> IngestionWarning:
    kind = WarningKind.UNKNOWN_TOKEN if team_id is None else WarningKind.BAD_TIMESTAMP
    return IngestionWarning(kind=kind, team_id=team_id, at=NOW, event=event, distinct_id=distinct_id, details={})


def named(items: Sequence[LiveItem]) -> list[str | None]:
    return [item.event if isinstance(item, LiveEvent) else item.kind for item in items]


def stored(feed: LiveFeed, *events: Event) -> None:
    feed.stored({1: events}, NOW)


def test_the_newest_events_and_warnings_are_kept_in_the_order_they_came() -> None:
    feed = LiveFeed()
    feed.stored({1: [event("first"), event("second")]}, NOW)
    feed.warned(warning())
    feed.stored({1: [event("third")]}, NOW + timedelta(seconds=1))
    assert named(feed.recent(OURS)) == ["first", "second", "bad_timestamp", "third"]


def test_events_push_out_older_events_but_no_warnings_and_the_other_way_round() -> None:
    feed = LiveFeed()
    feed.warned(warning())
    stored(feed, *(event(f"e{number}") for number in range(RECENT_EVENTS + 7)))
    assert len(feed.recent(OURS)) == RECENT_EVENTS + 1
    for _ in range(2 * RECENT_WARNINGS):
        feed.warned(warning())
    assert len(feed.recent(OURS)) == RECENT_EVENTS + RECENT_WARNINGS


def test_a_project_sees_its_own_even_of_one_uuid_sent_to_two() -> None:
    feed, uuid = LiveFeed(), uuid4()
    feed.stored({1: [event("ours", uuid=uuid)], 2: [event("theirs", uuid=uuid, team_id=2)]}, NOW)
    feed.warned(warning(2))
    assert named(feed.recent(OURS)) == ["ours"]


def test_what_belongs_to_no_project_is_shown_to_those_who_may_see_it() -> None:
    feed = LiveFeed()
    feed.warned(warning(None))
    assert feed.recent(OURS) == []
    assert named(feed.recent(Wanted(team_id=1, unowned=True))) == ["unknown_token"]


def test_a_filter_shows_its_events_and_the_warnings_that_may_be_about_them() -> None:
    feed = LiveFeed()
    stored(feed, event("paid", "ada"), event("paid", "bob"), event("seen", "ada"))
    for about in ("paid", "seen", None):
        feed.warned(warning(event=about))
    assert named(feed.recent(Wanted(team_id=1, event="paid", distinct_id="ada"))) == ["paid"] + ["bad_timestamp"] * 2


def test_long_properties_are_left_out_and_projects_without_news_are_forgotten() -> None:
    feed = LiveFeed()
    stored(feed, event(properties={"text": "x" * LARGEST_PROPERTIES}), event(properties={"n": 1}))
    assert [item.properties for item in feed.recent(OURS) if isinstance(item, LiveEvent)] == [None, b'{"n":1}']
    for team_id in range(2, PROJECTS_KEPT + 2):
        feed.stored({team_id: [event(team_id=team_id)]}, NOW)
    assert feed.recent(OURS) == []


def test_who_watches_sees_the_newest_then_what_comes_and_leaves_nothing_behind() -> None:
    feed = LiveFeed()

    async def watch() -> None:
        stored(feed, event("before"))
        async with aclosing(feed.watch(Wanted(team_id=1, event=None), pause=0, seconds=60)) as live:
            assert named((await anext(live)).items) == ["before"]
            await asyncio.to_thread(stored, feed, event("after"))
            assert named((await anext(live)).items) == ["after"]
            feed.warned(warning())
            assert named((await anext(live)).items) == ["bad_timestamp"]
            assert feed.watchers == 1
        assert feed.watchers == 0

    asyncio.run(watch())


def test_a_filtered_watcher_finds_one_event_among_any_number_of_others() -> None:
    feed = LiveFeed()

    async def watch() -> Seen:
        async with aclosing(feed.watch(Wanted(team_id=1, distinct_id="me"), pause=0, seconds=60)) as live:
            await anext(live)
            stored(feed, event("mine", "me"), *(event() for _ in range(3 * WAITING)))
            return await anext(live)

    seen = asyncio.run(watch())
    assert (named(seen.items), seen.missed) == (["mine"], 0)


def test_who_is_too_slow_loses_the_oldest_and_is_told_how_many() -> None:
    feed = LiveFeed()

    async def watch() -> tuple[Seen, Seen]:
        async with aclosing(feed.watch(OURS, pause=0, seconds=60)) as live:
            await anext(live)
            stored(feed, *(event("old") for _ in range(WAITING + 20)))
            stored(feed, *(event("new") for _ in range(30)))
            first = await anext(live)
            stored(feed, event("last"))
            return first, await anext(live)

    first, second = asyncio.run(watch())
    assert (first.missed, len(first.items), named(first.items)[-31:]) == (50, WAITING, ["old"] + ["new"] * 30)
    assert (second.missed, named(second.items)) == (0, ["last"])


def test_watching_ends_after_its_time_and_when_the_feed_is_closed() -> None:
    feed = LiveFeed()

    async def watch(seconds: float) -> int:
        return len([seen async for seen in feed.watch(OURS, pause=0, seconds=seconds)])

    async def until_closed() -> int:
        watching = asyncio.create_task(watch(60))
        while feed.watchers == 0:
            await asyncio.sleep(0)
        await asyncio.to_thread(feed.close)
        return await asyncio.wait_for(watching, 10)

    assert asyncio.run(watch(0.01)) == 1
    assert asyncio.run(until_closed()) == 1
    assert asyncio.run(watch(60)) == 1, "a closed feed shows its newest and ends"
    assert feed.watchers == 0
