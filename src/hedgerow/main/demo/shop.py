"""A year in a small garden shop, as the events its website would have sent.

Everything is drawn from one seed, so the same end date gives the same events, uuids included: loading the demo twice
stores nothing twice. What makes it believable: growth over the year, a spring peak, quiet Mondays, a launch that
makes the news, visitors who mostly leave, customers who come back less and less, and people with two devices.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

SEED = 20_240_229
DAYS = 365
LAUNCH_DAYS_AGO = 96
SITE = "https://bramble.example"

JsonObject = dict[str, Any]
Product = tuple[str, str, float]
"""Name, category, price."""

DELIVERY = 3.9
PRODUCTS: tuple[Product, ...] = (
    ("Heirloom tomato seeds", "Seeds", 4.5),
    ("Wildflower meadow mix", "Seeds", 9.0),
    ("Hawthorn whip", "Hedging", 3.2),
    ("Hornbeam hedge, 10 plants", "Hedging", 38.0),
    ("Copper trowel", "Tools", 42.0),
    ("Bypass secateurs", "Tools", 29.5),
    ("Oak raised bed", "Beds", 119.0),
    ("Peat-free compost, 40 l", "Beds", 11.9),
    ("Hedgehog house", "Wildlife", 34.0),
    ("Bee hotel", "Wildlife", 18.5),
)
PRODUCT_WEIGHTS = (16, 12, 10, 5, 7, 9, 3, 14, 11, 13)
BROWSERS = ("Chrome", "Safari", "Firefox", "Edge", "Samsung Internet")
BROWSER_WEIGHTS = (52, 27, 9, 8, 4)
COUNTRIES = ("GB", "DE", "FR", "NL", "US", "IE")
COUNTRY_WEIGHTS = (46, 18, 11, 9, 9, 7)
SOURCES = ("google", "newsletter", "instagram", "gardenforum", None)
SOURCE_WEIGHTS = (34, 14, 17, 7, 28)
LANDINGS = {"/": 52, "/journal/when-to-plant": 20, "/seeds": 16, "/hedging": 6, "/wildlife": 6}
NEXT_PAGES = {
    "/": {"/seeds": 38, "/wildlife": 22, "/tools": 20, "/hedging": 12, "/about": 8},
    "/seeds": {"/journal/when-to-plant": 45, "/delivery": 30, "/tools": 25},
    "/tools": {"/delivery": 50, "/seeds": 30, "/wildlife": 20},
    "/hedging": {"/delivery": 45, "/journal/when-to-plant": 35, "/": 20},
    "/wildlife": {"/": 45, "/hedging": 30, "/delivery": 25},
    "/journal/when-to-plant": {"/seeds": 60, "/hedging": 25, "/": 15},
    "/about": {"/": 70, "/journal/when-to-plant": 30},
    "/delivery": {"/": 65, "/seeds": 35},
}
"""Where visits begin, and where people go from a page, by weight."""

KEENNESS = {"Mobile": 0.86, "Desktop": 1.18}
"""People decide on a phone and order at a table."""

HOUR_WEIGHTS = (2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 11, 12, 10, 9, 9, 10, 11, 13, 15, 16, 14, 9, 5)
WEEKDAY_FACTORS = (0.82, 0.9, 0.94, 0.98, 1.02, 1.22, 1.3)


@dataclass(slots=True)
class Visitor:
    """Someone with a browser; ``customer`` is their number once they have signed up."""

    distinct_id: str
    device: JsonObject
    since: date
    customer: int | None = None
    second_device: str | None = None


@dataclass(slots=True)
class Shop:
    """Draws the year; ``end`` is its last moment, aware UTC."""

    end: datetime
    draw: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - made-up data
    customers: list[Visitor] = field(default_factory=list)
    visitors: int = 0

    def events(self) -> Iterator[JsonObject]:
        """Every event of the year as an SDK would send it, day by day, none after ``end``."""
        last = self.end.date()
        for ago in range(DAYS - 1, -1, -1):
            day = last - timedelta(days=ago)
            for event in sorted(self._day(day, ago), key=lambda sent: str(sent["timestamp"])):
                if str(event["timestamp"]) <= self.end.isoformat():
                    yield event

    def _day(self, day: date, ago: int) -> Iterator[JsonObject]:
        expected = 44 * (1 + 0.7 * (DAYS - ago) / DAYS) * _season(day) * WEEKDAY_FACTORS[day.weekday()]
        launch = 3.2 * math.exp(-(LAUNCH_DAYS_AGO - ago) / 4) if ago <= LAUNCH_DAYS_AGO else 0.0
        for _ in range(round(self.draw.gauss(expected * (1 + launch), math.sqrt(expected)))):
            yield from self._session(self._newcomer(day, from_launch=launch > 1), day)
        for customer in list(self.customers):
            age = (day - customer.since).days
            if age > 0 and self.draw.random() < 0.17 * math.exp(-age / 21) + 0.016 * _season(day):
                yield from self._session(customer, day)

    def _newcomer(self, day: date, *, from_launch: bool) -> Visitor:
        self.visitors += 1
        draw = self.draw
        mobile = draw.random() < 0.58
        device = {
            "$browser": draw.choices(BROWSERS, BROWSER_WEIGHTS)[0],
            "$os": draw.choice(("iOS", "Android") if mobile else ("Windows", "Mac OS X", "Linux")),
            "$device_type": "Mobile" if mobile else "Desktop",
            "$geoip_country_code": draw.choices(COUNTRIES, COUNTRY_WEIGHTS)[0],
            "utm_source": "gardenweekly" if from_launch and draw.random() < 0.7 else self._source(),
        }
        return Visitor(f"anon-{self.visitors:06d}", {k: v for k, v in device.items() if v is not None}, day)

    def _source(self) -> str | None:
        return self.draw.choices(SOURCES, SOURCE_WEIGHTS)[0]

    def _session(self, visitor: Visitor, day: date) -> Iterator[JsonObject]:
        draw = self.draw
        hour = draw.choices(range(24), HOUR_WEIGHTS)[0]
        moment = datetime.combine(day, time(hour, draw.randrange(60), draw.randrange(60)), UTC)
        who = visitor.distinct_id
        if visitor.second_device and draw.random() < 0.4:
            who = visitor.second_device
        visit = _Visit(draw, who, moment, {**visitor.device, "$session_id": str(random_uuid(draw)), "$lib": "web"})
        ways = LANDINGS
        for _ in range(1 + min(int(draw.expovariate(0.7)), 7)):
            page = draw.choices(list(ways), list(ways.values()))[0]
            yield visit.sent("$pageview", **{"$current_url": SITE + page})
            ways = NEXT_PAGES[page]
        if draw.random() < 0.06 and visitor.customer is None:
            yield visit.sent("newsletter_subscribed")
        keenness = (1.35 if visitor.customer is not None else 1.0) * KEENNESS[visitor.device["$device_type"]]
        if draw.random() > 0.46 * keenness:
            return
        basket: list[Product] = []
        for _ in range(1 + min(int(draw.expovariate(0.9)), 4)):
            product = draw.choices(PRODUCTS, PRODUCT_WEIGHTS)[0]
            yield visit.sent("product_viewed", **_described(product))
            if draw.random() < 0.3 * keenness:
                basket.append(product)
                yield visit.sent("product_added", **_described(product))
        if basket and draw.random() <= 0.62:
            yield from self._checkout(visit, visitor, basket, day)

    def _checkout(self, visit: "_Visit", visitor: Visitor, basket: list[Product], day: date) -> Iterator[JsonObject]:
        draw = self.draw
        yield visit.sent("checkout_started", items=len(basket))
        if visitor.customer is None and draw.random() < 0.7:
            anonymous, visit.who = visit.who, self._signed_up(visitor, day)
            about = {"email": f"{visit.who}@bramble.example", "plan": "free"}
            yield visit.sent("$identify", **{"$anon_distinct_id": anonymous, "$set": about})
            if visitor.second_device:
                yield visit.sent("$identify", **{"$anon_distinct_id": visitor.second_device})
        if draw.random() < 0.74:
            yield visit.sent(
                "order_placed",
                revenue=round(sum(price for _, _, price in basket) + DELIVERY, 2),
                items=len(basket),
                category=basket[0][1],
                payment=draw.choices(("card", "paypal", "invoice"), (61, 30, 9))[0],
            )

    def _signed_up(self, visitor: Visitor, day: date) -> str:
        visitor.customer = len(self.customers) + 1
        visitor.distinct_id = f"customer-{visitor.customer:05d}"
        visitor.since = day
        self.customers.append(visitor)
        # The first two customers also use the shop on a second device, known by an id of its own.
        if visitor.customer <= 2:
            visitor.second_device = f"{visitor.distinct_id}-tablet"
        return visitor.distinct_id


@dataclass(slots=True)
class _Visit:
    """One sitting: who, and the moment of the last event."""

    draw: random.Random
    who: str
    moment: datetime
    common: JsonObject

    def sent(self, event: str, **properties: Any) -> JsonObject:
        """``event`` as an SDK sends it, some seconds after the one before."""
        self.moment += timedelta(seconds=self.draw.randint(4, 95), microseconds=self.draw.randrange(1_000_000))
        return {
            "event": event,
            "distinct_id": self.who,
            "timestamp": self.moment.isoformat(),
            "uuid": str(random_uuid(self.draw)),
            "properties": {**self.common, **properties},
        }


def random_uuid(draw: random.Random) -> UUID:
    """A version 4 UUID from ``draw``, the same for the same seed."""
    return UUID(int=draw.getrandbits(128), version=4)


def _season(day: date) -> float:
    """Gardeners buy in spring: a factor around 1 that peaks in late April."""
    return 1 + 0.45 * math.cos((day.timetuple().tm_yday - 115) / 365 * 2 * math.pi)


def _described(product: Product) -> JsonObject:
    name, category, price = product
    return {"product": name, "category": category, "price": price}
