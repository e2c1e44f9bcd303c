"""The statement that writes the data set's events: every value is drawn from a hash, so equal sizes give equal events.

What makes them believable: few kinds of events make up most of the traffic and few people do most of it (Zipf);
people come in visits of a few events or many; afternoons are busy, weekends are not, traffic grows; properties belong
to the person, to the visit or to the event, and some are rare; two in a hundred events arrive late; and a crawler
reads pages day and night.
"""

from hedgerow.engine.settings import INSERT_SETTINGS
from hedgerow.vocab.definitions import PropertyType
from hedgerow.vocab.events import EVENTS

DAYS = 90

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


def _uuid(of: str, salt: str) -> str:
    return f"toString(reinterpretAsUUID(sipHash128({of}, '{salt}')))"


def _listed(*names: str) -> str:
    return "[" + ", ".join(f"'{name}'" for name in names) + "]"


PLAN = _one_of("person", "plan", *["free"] * 7, *["garden"] * 2, "estate")
"""The plan of the person with the number ``person``."""

DEVICES = "(1 + cityHash64(person, 'devices') % 4)"
"""How many distinct ids somebody has."""


def distinct_id(device: str) -> str:
    """The distinct id on a device of the person's: their own name on the first, else what a browser makes."""
    return f"if({device} = 0, concat('visitor-', toString(person)), {_uuid(f'person, {device}', 'device')})"


_BROWSERS = _listed(
    *("Chrome", "Mobile Safari", "Safari", "Firefox", "Microsoft Edge", "Samsung Internet", "Opera", "Chrome iOS"),
    *(f"Browser {number}" for number in range(9, 41)),
)
_COUNTRIES = (
    "splitByChar(' ', 'DE US GB FR NL IE AT CH PL ES IT SE DK BE CA AU IN BR JP CZ PT FI NO HU RO GR NZ MX KR ZA')"
)
_URL = (
    "concat('https://bramble.example/shelf/hedging-and-trees/', "
    f"toString({_zipf('number', 'url', 100_000)}), '?sort=height&page=', toString(number % 9))"
)
_AGENT = (
    "concat('Mozilla/5.0 (', if(mobile, 'Linux; Android 14; K', 'Windows NT 10.0; Win64; x64'), "
    "') AppleWebKit/537.36 (KHTML, like Gecko) Chrome/1', toString(20 + person % 24), '.0.0.0 Safari/537.36')"
)
_REFERRER = _one_of("visit", "referrer", *["$direct"] * 4, *["www.google.com"] * 3, "www.bing.com", "news.example")

_PROPERTIES = {
    "$browser": ("String", f"{_BROWSERS}[{_zipf('person', 'browser', 40)}]"),
    "$browser_version": ("UInt16", f"120 + {_zipf('person', 'version', 24)}"),
    "$os": ("String", "if(mobile, if(person % 5 < 2, 'iOS', 'Android'), if(person % 3 = 0, 'Mac OS X', 'Windows'))"),
    "$os_version": (
        "String",
        f"concat('1', toString({_zipf('person', 'system', 8)}), '.', toString(person % 7), '.0')",
    ),
    "$device_type": ("String", "if(mobile, 'Mobile', 'Desktop')"),
    "$device_id": ("String", _uuid("person, device", "device")),
    "$screen_width": ("UInt16", "if(mobile, [360, 375, 390, 412], [1280, 1440, 1920, 2560])[1 + person % 4]"),
    "$current_url": ("String", _URL),
    "$referrer": ("String", "if(referrer = '$direct', referrer, concat('https://', referrer, '/search?q=hawthorn'))"),
    "$referring_domain": ("String", "referrer"),
    "$geoip_country_code": ("String", f"{_COUNTRIES}[{_zipf('person', 'country', 30)}]"),
    "$geoip_city_name": ("String", f"concat('City ', toString({_zipf('person', 'city', 900)}))"),
    "$timezone": ("String", _one_of("person", "zone", "Europe/Berlin", "Europe/London", "America/New_York")),
    "$session_id": ("String", _uuid("visit", "session")),
    "$window_id": ("String", _uuid("visit", "window")),
    "$raw_user_agent": ("String", _AGENT),
    "$lib": ("String", "if(person % 9 = 0, 'posthog-python', 'web')"),
    "utm_source": (
        "Nullable(String)",
        f"if({_draw('visit', 'tagged')} < 0.2, {_one_of('visit', 'utm', 'newsletter', 'instagram', 'forum')}, NULL)",
    ),
    "plan": ("String", PLAN),
    "is_member": ("Bool", f"{_draw('person', 'member')} < 0.15"),
    "load_ms": ("UInt32", f"toUInt32(80 + 400 * exp(2 * {_draw('number', 'load')}))"),
    "items": ("Nullable(UInt8)", f"if(ordered, {_zipf('number', 'items', 9)}, NULL)"),
    "revenue": (
        "Nullable(Float64)",
        f"if(ordered, round(3.9 + 12 * exp(3 * {_draw('number', 'revenue')}), 2), NULL)",
    ),
}

_TYPES = {
    "String": PropertyType.STRING,
    "Bool": PropertyType.BOOLEAN,
    "UInt8": PropertyType.NUMERIC,
    "UInt16": PropertyType.NUMERIC,
    "UInt32": PropertyType.NUMERIC,
    "Float64": PropertyType.NUMERIC,
}
PROPERTY_TYPES = {
    name: _TYPES[kind.removeprefix("Nullable(").removesuffix(")")] for name, (kind, _) in _PROPERTIES.items()
}

_TYPED = ", ".join(f"`{name}` {kind}" for name, (kind, _) in _PROPERTIES.items())
_VALUES = ",\n        ".join(value for _, value in _PROPERTIES.values())

_NOW = "{now:DateTime64(6, 'UTC')}"
_PLACE = "toUInt8(intDiv(number, {depth:UInt32}) % 40)"
_VISIT = f"4 * intDiv(number, 40 * {{depth:UInt32}}) + ({_PLACE} >= 1) + ({_PLACE} >= 6) + ({_PLACE} >= 16)"
"""Forty events are visits of 1, 5, 10 and 24. With a depth of 4 they have four times as many, by the same people."""

_KEEN = f"pow(0.03 + 0.97 * {_draw('visit', 'person')}, 2)"
"""The keenest people come seventeen times as often as the average, the idlest half as often."""

# Days grow denser towards now; two in three visits of a weekend day move to the days before it.
_SINCE = "visit / (4 * ceil({events:UInt64} / (40 * {depth:UInt32})))"
_DAY = f"toDate({_NOW}) - toUInt16({DAYS} * (1 - pow({_SINCE}, 0.8)))"
_QUIET = f"(toDayOfWeek(day) > 5 AND {_draw('visit', 'weekend')} < 0.66)"
_BEGUN = f"43200 * ({_draw('visit', 'morning')} + {_draw('visit', 'evening')})"
_SECONDS = f"{_BEGUN} + 45 * (number % (40 * {{depth:UInt32}}) / {{depth:UInt32}} + {_draw('number', 'pause')})"
_HALF_A_DAY = "12 * 3600 * 1000000"
_OF_THE_CRAWLER = f"{_NOW} - toIntervalMicrosecond({DAYS} * 86400000000 * (1 - number / {{events:UInt64}}))"

INSERT_EVENTS = f"""
INSERT INTO {EVENTS.name} ({", ".join(EVENTS.column_names)})
SELECT
    {{team:UInt32}}, event, timestamp, reinterpretAsUUID(sipHash128(number)), {distinct_id("device")}, person,
    toJSONString(CAST(tuple(
        {_VALUES}
    ), 'Tuple({_TYPED})')),
    [],
    timestamp + toIntervalSecond(if({_draw("number", "late")} < 0.02, 200000 * {_draw("number", "lateness")}, 1))
FROM (
    SELECT
        number, visit, crawls,
        if(crawls, {{people:UInt32}}, 1 + toUInt32(({{people:UInt32}} - 1) * {_KEEN})) AS person,
        if(crawls, 0, cityHash64(visit, 'device') % {DEVICES}) AS device,
        {_DAY} AS day,
        if({_QUIET}, day - 2 - visit % 4, day) AS kept_day,
        toDateTime64(kept_day, 6, 'UTC') + toIntervalMicrosecond(toUInt64(1e6 * ({_SECONDS}))) AS drawn,
        multiIf(
            crawls, {_OF_THE_CRAWLER},
            drawn > {_NOW}, drawn - toIntervalMicrosecond({_HALF_A_DAY}),
            drawn
        ) AS timestamp,
        if(crawls, '$pageview', {_listed(*EVENT_NAMES)}[{_zipf("number", "event", len(EVENT_NAMES))}]) AS event,
        event = 'order_placed' AS ordered,
        {_draw("person", "mobile")} < 0.58 AS mobile,
        {_REFERRER} AS referrer
    FROM (
        SELECT number, {_VISIT} AS visit, number % {{crawled:UInt64}} = 17 AS crawls
        FROM numbers({{first:UInt64}}, {{rows:UInt64}})
    )
)
SETTINGS {", ".join(f"{name} = {value}" for name, value in INSERT_SETTINGS.items() if "_infer_" in name)}
"""
"""Parameters: `team`, `now`; `events`, `people` and `depth` of the whole; `first` and `rows` of this part; one event in
`crawled` is the crawler's."""
