"""From the released Python SDK to a counted line on a dashboard."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import posthog
import pytest

from tests.system.conftest import Site

EVENTS = 1000


def sent_by_sdk(site: Site, name: str, count: int, **options: Any) -> list[Any]:
    """Send ``count`` events of ``count // 10`` people with the SDK; answers what its error hook was given."""
    errors: list[Any] = []
    client = posthog.Posthog(
        site.token, host=site.server.url, on_error=lambda error, _batch: errors.append(error), **options
    )
    moment = datetime.now(UTC) - timedelta(hours=2)
    for number in range(count):
        client.capture(name, distinct_id=f"person-{number % (count // 10)}", properties={"n": number}, timestamp=moment)
    client.shutdown()
    return errors


def trend(site: Site, name: str, **series: Any) -> dict[str, Any]:
    query = {
        "kind": "TrendsQuery",
        "series": [{"kind": "EventsNode", "event": name, **series}],
        "dateRange": {"date_from": "-7d"},
    }
    answer = site.client.post(
        f"/api/projects/{site.project_id}/query/", json={"query": query, "refresh": "force_blocking"}
    )
    assert answer.status_code == 200, answer.text
    row: dict[str, Any] = answer.json()["results"][0]
    return row


@pytest.mark.contract("CAP-20", "CAP-45", "EVDEF-58", "NB-30")
@pytest.mark.parametrize("gzip", [False, True])
def test_a_thousand_sdk_events_are_counted_exactly(site: Site, gzip: bool) -> None:
    name = f"sdk_thousand_{gzip}"
    assert sent_by_sdk(site, name, EVENTS, gzip=gzip) == []

    listed = site.client.get(f"/api/projects/{site.project_id}/event_definitions/", params={"search": name}).json()
    assert [found["name"] for found in listed["results"]] == [name]
    assert trend(site, name)["count"] == EVENTS
    assert trend(site, name, math="dau")["count"] == EVENTS // 10
    assert trend(site, name, math="sum", math_property="n")["count"] == sum(range(EVENTS))


@pytest.mark.contract("NB-23", "NB-24", "RUN-1", "DASH-20")
def test_sdk_events_become_a_tile_of_a_dashboard(site: Site) -> None:
    assert sent_by_sdk(site, "sdk_tile", 50) == []
    base = f"/api/projects/{site.project_id}"
    dashboard = site.client.post(f"{base}/dashboards/", json={"name": "SDK"}).json()["id"]
    source = {"kind": "TrendsQuery", "series": [{"kind": "EventsNode", "event": "sdk_tile"}]}
    made = site.client.post(
        f"{base}/insights/",
        json={"name": "Sent", "query": {"kind": "InsightVizNode", "source": source}, "dashboards": [dashboard]},
    )
    assert made.status_code == 201, made.text

    ran = site.client.get(f"{base}/dashboards/{dashboard}/run_insights", params={"refresh": "blocking"}).json()
    table = ran["results"][0]["insight"]["result"].splitlines()
    assert table[0] == "Date|sdk_tile"
    assert sum(int(line.split("|")[1]) for line in table[1:9]) == 50
    shown = site.client.get(f"{base}/dashboards/{dashboard}/").json()
    assert shown["tiles"][0]["insight"]["result"][0]["count"] == 50


@pytest.mark.contract("CAP-92", "CAP-98", "CAP-97")
def test_the_sdk_finds_no_flags_and_stays_quiet(site: Site) -> None:
    errors: list[Any] = []
    client = posthog.Posthog(site.token, host=site.server.url, on_error=lambda error, _batch: errors.append(error))
    assert client.get_all_flags("anna") == {}
    client.shutdown()
    assert errors == []


@pytest.mark.contract("CAP-4", "CAP-26")
def test_a_wrong_token_is_told_to_the_sdk_once(site: Site) -> None:
    errors: list[Any] = []
    client = posthog.Posthog(
        "phc_wrong", host=site.server.url, on_error=lambda error, _batch: errors.append(error), max_retries=3
    )
    client.capture("never", distinct_id="anna")
    started = time.monotonic()
    client.shutdown()
    assert len(errors) == 1
    assert "token" in str(errors[0])
    assert time.monotonic() - started < 10
