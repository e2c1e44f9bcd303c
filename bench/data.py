"""The data set: three months of a shop that sells plans, written by the engine itself.

Everything is drawn from hashes of the row's number, so the same size gives the same events. What makes it believable:
few events make up most of the traffic (Zipf), few people do, afternoons are busy, weekends are not, traffic grows,
properties belong to the person, to the visit or to the event, and some are rare.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from hedgerow.engine.port import Engine
from hedgerow.store.store import Store
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.events import EVENTS, PERSONS
from hedgerow.vocab.statement import Parameter, Statement

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""The moment the clocks are pinned to, and where the data ends: questions about the last days have the same answer."""

DAYS = 90
EVENTS_PER_PERSON = 100
CHUNK = 250_000
"""Rows of one INSERT; it bounds the memory and moves the progress bar."""

EVENT_NAMES = (
    "$pageview",
    "$autocapture",
    "$pageleave",
    "product_viewed",
    "search",
    "product_added",
    "$identify",
    "checkout_started",
    "order_placed",
    "review_read",
    "coupon_tried",
    "video_played",
    "wishlist_added",
    "newsletter_subscribed",
    "support_opened",
    "order_returned",
)

PROPERTY_TYPES = {
    "$browser": PropertyType.STRING,
    "$browser_version": PropertyType.NUMERIC,
    "$os": PropertyType.STRING,
    "$device_type": PropertyType.STRING,
    "$screen_width": PropertyType.NUMERIC,
    "$current_url": PropertyType.STRING,
    "$referring_domain": PropertyType.STRING,
    "$geoip_country_code": PropertyType.STRING,
    "$geoip_city_name": PropertyType.STRING,
    "$session_id": PropertyType.STRING,
    "$lib": PropertyType.STRING,
    "utm_source": PropertyType.STRING,
    "plan": PropertyType.STRING,
    "is_member": PropertyType.BOOLEAN,
    "load_ms": PropertyType.NUMERIC,
    "items": PropertyType.NUMERIC,
    "revenue": PropertyType.NUMERIC,
}


def fill(store: Store, engine: Engine, team_id: int, *, events: int, progress: Callable[[int], None]) -> None:
    """Give the project ``events`` events and what the store would have learnt of them, all parts merged."""
    for first in range(0, events, CHUNK):
        rows = min(CHUNK, events - first)
        engine.command(_insert(team_id, first=first, rows=rows, events=events))
        progress(rows)
    engine.command(Statement(_INSERT_PEOPLE, (Parameter("team", "UInt32", team_id), _people(events))))
    engine.command(Statement(f"OPTIMIZE TABLE {EVENTS.name} FINAL"))
    with store.write() as tx:
        tx.event_definitions.learn(team_id, dict.fromkeys(EVENT_NAMES, NOW))
        tx.property_definitions.learn(team_id, {name: {kind} for name, kind in PROPERTY_TYPES.items()}, now=NOW)
        tx.projects.mark_ingested(team_id)


def _insert(team_id: int, *, first: int, rows: int, events: int) -> Statement:
    return Statement(
        _INSERT,
        (
            Parameter("team", "UInt32", team_id),
            Parameter("first", "UInt64", first),
            Parameter("rows", "UInt64", rows),
            _people(events),
            Parameter("now", "DateTime64(6, 'UTC')", NOW),
        ),
    )


def _people(events: int) -> Parameter:
    return Parameter("people", "UInt32", max(100, events // EVENTS_PER_PERSON))


def _draw(of: str, salt: str) -> str:
    """A number from 0 to below 1, the same for the same ``of``."""
    return f"(cityHash64({of}, '{salt}') / 18446744073709551616.)"


def _zipf(of: str, salt: str, most: int) -> str:
    """A rank from 1 to ``most``; the first is drawn twice as often as the second, and so on."""
    return f"toUInt32(exp({_draw(of, salt)} * log({most} + 1)))"


def _one_of(of: str, salt: str, *choices: str) -> str:
    """One of ``choices``; a choice given twice is drawn twice as often."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return f"[{listed}][1 + toUInt32({_draw(of, salt)} * {len(choices)})]"


_COUNTRIES = (
    "splitByChar(' ', 'DE US GB FR NL IE AT CH PL ES IT SE DK BE CA AU IN BR JP CZ PT FI NO HU RO GR NZ MX KR ZA')"
)

_PROPERTIES = {
    "$browser": (
        "String",
        _one_of("person", "browser", *["Chrome"] * 11, *["Safari"] * 5, *["Firefox"] * 2, "Edge", "Samsung Internet"),
    ),
    "$browser_version": ("UInt16", f"120 + {_zipf('person', 'version', 24)}"),
    "$os": ("String", "if(mobile, if(person % 5 < 2, 'iOS', 'Android'), if(person % 3 = 0, 'Mac OS X', 'Windows'))"),
    "$device_type": ("String", "if(mobile, 'Mobile', 'Desktop')"),
    "$screen_width": ("UInt16", "if(mobile, [360, 375, 390, 412], [1280, 1440, 1920, 2560])[1 + person % 4]"),
    "$current_url": ("String", f"concat('https://bramble.example/shelf/', toString({_zipf('number', 'url', 4000)}))"),
    "$referring_domain": (
        "String",
        _one_of("visit", "referrer", *["$direct"] * 4, *["www.google.com"] * 3, "www.bing.com", "news.example"),
    ),
    "$geoip_country_code": (
        "String",
        f"{_COUNTRIES}[{_zipf('person', 'country', 30)}]",
    ),
    "$geoip_city_name": ("String", f"concat('City ', toString({_zipf('person', 'city', 900)}))"),
    "$session_id": ("String", "lower(hex(visit))"),
    "$lib": ("String", "if(person % 9 = 0, 'posthog-python', 'web')"),
    "utm_source": (
        "Nullable(String)",
        f"if({_draw('visit', 'tagged')} < 0.2, {_one_of('visit', 'utm', 'newsletter', 'instagram', 'forum')}, NULL)",
    ),
    "plan": ("String", _one_of("person", "plan", *["free"] * 7, *["garden"] * 2, "estate")),
    "is_member": ("Bool", f"{_draw('person', 'member')} < 0.15"),
    "load_ms": ("UInt32", f"toUInt32(80 + 400 * exp(2 * {_draw('number', 'load')}))"),
    "items": ("Nullable(UInt8)", f"if(ordered, {_zipf('number', 'items', 9)}, NULL)"),
    "revenue": (
        "Nullable(Float64)",
        f"if(ordered, round(3.9 + 12 * exp(3 * {_draw('number', 'revenue')}), 2), NULL)",
    ),
}

_NAMES = ", ".join(f"'{name}'" for name in EVENT_NAMES)
_TYPED = ", ".join(f"`{name}` {kind}" for name, (kind, _) in _PROPERTIES.items())
_VALUES = ",\n        ".join(value for _, value in _PROPERTIES.values())

# Days grow denser towards now; two in three events of a weekend day move to the days before it.
_DAY = f"toDate({{now:DateTime64(6, 'UTC')}}) - toUInt16({DAYS} * (1 - pow({_draw('number', 'day')}, 0.8)))"
_QUIET = f"(toDayOfWeek(day) > 5 AND {_draw('number', 'weekend')} < 0.66)"
_MICROSECOND = f"toUInt64(43200e6 * ({_draw('number', 'morning')} + {_draw('number', 'evening')}))"

_INSERT = f"""
INSERT INTO {EVENTS.name} ({", ".join(EVENTS.column_names)})
SELECT
    {{team:UInt32}}, event, timestamp, reinterpretAsUUID(sipHash128(number)),
    concat('visitor-', toString(person)), person,
    toJSONString(CAST(tuple(
        {_VALUES}
    ), 'Tuple({_TYPED})')),
    [], timestamp
FROM (
    SELECT
        number, person, timestamp,
        [{_NAMES}][{_zipf("number", "event", len(EVENT_NAMES))}] AS event,
        event = 'order_placed' AS ordered,
        {_draw("person", "mobile")} < 0.58 AS mobile,
        cityHash64(person, toDate(timestamp)) AS visit
    FROM (
        SELECT
            number,
            1 + toUInt32({{people:UInt32}} * pow({_draw("number", "person")}, 2.5)) AS person,
            {_DAY} AS day,
            if({_QUIET}, day - 2 - number % 4, day) AS kept_day,
            least(
                toDateTime64(kept_day, 6, 'UTC') + toIntervalMicrosecond({_MICROSECOND}),
                {{now:DateTime64(6, 'UTC')}}
            ) AS timestamp
        FROM numbers({{first:UInt64}}, {{rows:UInt64}})
    )
)
"""

_INSERT_PEOPLE = f"""
INSERT INTO {PERSONS.name} (team_id, person, uuid, created_at, version, properties)
SELECT
    {{team:UInt32}}, 1 + number AS person, reinterpretAsUUID(sipHash128(number)), toDateTime64(0, 6, 'UTC'), 1,
    toJSONString(map('plan', {_PROPERTIES["plan"][1]}, 'email', concat('visitor-', toString(person), '@example.com')))
FROM numbers({{people:UInt32}} + 1)
"""
