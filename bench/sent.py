"""Capture bodies as SDKs send them: batches of page views of 2–4 KB, and of small events."""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import orjson

from bench.data import NOW
from bench.drawn_events import EVENT_NAMES
from hedgerow.capture.event import clean_events
from hedgerow.capture.wire import delivery
from hedgerow.services.house import House
from hedgerow.vocab.projects import Project

BATCH = 100
PEOPLE = 2_000

JsonObject = dict[str, Any]
MakeEvent = Callable[[random.Random], JsonObject]


def bodies(make: MakeEvent, token: str, *, batches: int, seed: int, size: int = BATCH) -> list[bytes]:
    """``batches`` bodies of ``size`` events for ``/batch/``; another ``seed`` gives other uuids."""
    draw = random.Random(seed)
    sent_at = NOW.isoformat()
    return [
        orjson.dumps({"api_key": token, "sent_at": sent_at, "batch": [_event(draw, make(draw)) for _ in range(size)]})
        for _ in range(batches)
    ]


def page_view(draw: random.Random) -> JsonObject:
    """What a browser sends with every page: about 2.7 KB in 45 properties."""
    page = f"/shelf/{draw.randrange(4000)}"
    url = f"https://bramble.example{page}?utm_source=newsletter&utm_medium=email&utm_campaign=spring"
    agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
    properties = {
        "$os": draw.choice(("Windows", "Mac OS X", "Android", "iOS")),
        "$os_version": "10.15.7",
        "$browser": draw.choice(("Chrome", "Safari", "Firefox")),
        "$browser_version": draw.randint(120, 144),
        "$browser_language": "de-DE",
        "$browser_language_prefix": "de",
        "$device_type": draw.choice(("Desktop", "Mobile")),
        "$current_url": url,
        "$host": "bramble.example",
        "$pathname": page,
        "$raw_user_agent": agent,
        "$screen_height": 1080,
        "$screen_width": 1920,
        "$viewport_height": draw.randint(500, 1000),
        "$viewport_width": draw.randint(900, 1900),
        "$lib": "web",
        "$lib_version": "1.297.2",
        "$insert_id": f"{draw.getrandbits(64):016x}",
        "$time": NOW.timestamp() - draw.random() * 3600,
        "$device_id": str(_uuid(draw)),
        "$session_id": str(_uuid(draw)),
        "$window_id": str(_uuid(draw)),
        "$pageview_id": str(_uuid(draw)),
        "$referrer": "https://www.google.com/search?q=hawthorn+hedge+when+to+plant",
        "$referring_domain": "www.google.com",
        "$session_entry_url": url,
        "$session_entry_host": "bramble.example",
        "$session_entry_pathname": "/",
        "$session_entry_referrer": "https://www.google.com/search?q=hawthorn+hedge+when+to+plant",
        "$initial_person_info": {"r": "https://www.google.com/", "u": url},
        "$configured_session_timeout_ms": 1_800_000,
        "$replay_sample_rate": None,
        "$feature_flag_payloads": {},
        "$active_feature_flags": ["new-basket", "spring-banner"],
        "$feature/new-basket": True,
        "$feature/spring-banner": "test",
        "$is_identified": False,
        "$timezone": "Europe/Berlin",
        "$timezone_offset": -60,
        "$prev_pageview_pathname": f"/shelf/{draw.randrange(4000)}",
        "$prev_pageview_duration": round(draw.expovariate(0.05), 3),
        "$prev_pageview_max_scroll_percentage": round(draw.random(), 3),
        "title": "Hawthorn whips, hornbeam hedges and what to plant when — Bramble garden shop",
        "utm_source": "newsletter",
        "utm_campaign": "spring",
        "description": "Bare-root hedging, seeds and tools, sent from the nursery the day they are lifted. " * 5,
    }
    return {"event": "$pageview", "properties": properties}


def small_event(draw: random.Random) -> JsonObject:
    """What a program on a server sends: 0.3 KB in five properties."""
    properties = {
        "$lib": "posthog-python",
        "$lib_version": "7.9.0",
        "plan": draw.choice(("free", "garden", "estate")),
        "items": draw.randint(1, 9),
        "revenue": round(draw.expovariate(0.03), 2),
    }
    return {"event": "order_placed", "properties": properties}


def any_event(draw: random.Random) -> JsonObject:
    """A page view's properties under any name; the data set's names, the first drawn most often."""
    place = int(len(EVENT_NAMES) ** draw.random()) - 1
    return {**page_view(draw), "event": EVENT_NAMES[place]}


def commit(house: House, project: Project, body: bytes) -> None:
    """Let capture take one body and wait until its events are durable."""
    house.committer.submit_and_wait(clean_events(delivery(body), team_id=project.id, now=house.clock()))


def _event(draw: random.Random, event: JsonObject) -> JsonObject:
    return {
        **event,
        "uuid": str(_uuid(draw)),
        "distinct_id": f"visitor-{draw.randrange(PEOPLE)}",
        "timestamp": (NOW - timedelta(seconds=draw.random() * 60)).isoformat(),
    }


def _uuid(draw: random.Random) -> UUID:
    return UUID(int=draw.getrandbits(128), version=4)
