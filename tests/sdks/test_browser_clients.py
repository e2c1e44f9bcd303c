"""The released browser clients on a page of another origin (CAP-121)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error

from tests.sdks.journey import NOTHING, Questions
from tests.sdks.pages import Visit, website, without_cors
from tests.server_process import ServerProcess

TODAY = "/node_modules/posthog-js/dist/array.js"
IN_2024 = "/node_modules/posthog-js-2024/dist/array.js"
SALE = "#top > a.link[data-kind='sale']"
LITE = "/node_modules/posthog-js-lite/dist/index.mjs"


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    with website() as url:
        yield url


@pytest.fixture
def visit(chromium: Browser, server: ServerProcess, shop: str) -> Iterator[Visit]:
    with Visit.of(chromium, shop, server.url) as opened:
        yield opened
        assert opened.complaints == []


def selected(ask: Questions, selector: str) -> float:
    element = {"key": "selector", "value": selector, "operator": "exact", "type": "element"}
    return ask.number("$autocapture", properties=[element])


@pytest.mark.contract("CAP-121", "CAP-42", "CAP-44", "CAP-46", "CAP-80", "CAP-82", "CAP-90", "CAP-93", "CAP-97")
@pytest.mark.parametrize("script", [TODAY, IN_2024])
def test_a_visit_is_in_the_insights_as_it_was(visit: Visit, ask: Questions, script: str) -> None:
    page = visit.page
    visit.start(visit.shop + script, ask.token)
    page.wait_for_function("window.flagsCame")
    page.get_by_role("link", name="Sale").click()
    page.get_by_role("button", name="Find").click()
    page.evaluate("posthog.capture('looked')")
    page.evaluate(
        """() => {
            posthog.identify('ann', { plan: 'pro' }, { came_from: 'search' })
            posthog.identify('ann', {}, { came_from: 'elsewhere' })
            posthog.group('company', 'acme', { tier: 'gold' })
            posthog.alias('ann-of-old')
            posthog.capture('paid', { price: 3 })
            posthog.reset()
            posthog.capture('looked', { again: true })
        }"""
    )
    visit.leave("posthog.isFeatureEnabled('nothing'); posthog.capture('left')")

    assert (ask.soon("left"), ask.soon("$pageleave")) == (1, 1)
    assert (selected(ask, SALE), selected(ask, "form button.go")) == (1, 1)
    assert ask.by("looked", "plan") == {NOTHING: 1, "pro": 1}
    assert ask.by("paid", "plan") == {"pro": 1}
    assert ask.by("paid", "came_from") == {"search": 1}
    assert ask.by("paid", "tier", "group") == {"gold": 1}
    assert [ask.number(name) for name in ("$identify", "$groupidentify", "$create_alias")] == [1, 1, 1]


@pytest.mark.contract("CAP-121")
@pytest.mark.parametrize("script", [TODAY, IN_2024])
def test_a_visitor_who_opted_out_is_not_followed_until_they_opt_in(visit: Visit, ask: Questions, script: str) -> None:
    visit.start(visit.shop + script, ask.token, capture_pageview=False)
    visit.page.wait_for_function("window.flagsCame")
    visit.page.evaluate("posthog.opt_out_capturing()")
    visit.page.get_by_role("link", name="Sale").click()
    visit.page.evaluate("posthog.capture('secret')")
    visit.page.evaluate("posthog.opt_in_capturing()")
    visit.page.evaluate("posthog.capture('open')")
    visit.leave()
    assert ask.soon("open") == 1
    assert [ask.number(name) for name in ("$opt_in", "secret", "$autocapture")] == [1, 0, 0]


@pytest.mark.contract("CAP-44", "CAP-121")
def test_a_known_person_on_a_new_device_is_one_person_still(visit: Visit, ask: Questions) -> None:
    known = {"api_key": ask.token, "event": "signed up", "distinct_id": "ann"}
    assert ask.client.post("/capture", json=known).status_code == 200
    visit.start(visit.shop + TODAY, ask.token)
    visit.page.wait_for_function("window.flagsCame")
    visit.sends("posthog.capture('looked', {}, { send_instantly: true })")
    visit.page.evaluate("posthog.identify('ann')")
    visit.leave()
    assert (ask.soon("$identify"), ask.number("looked")) == (1, 1)
    assert ask.number(None, math="dau") == 1


@pytest.mark.contract("CAP-121", "CAP-33", "CAP-34", "CAP-73", "CAP-74")
@pytest.mark.parametrize(
    ("transport", "options"),
    [
        ({"fetch", "xhr"}, {"disable_compression": True}),
        ({"xhr"}, {"api_transport": "XHR"}),
        ({"ping"}, {"api_transport": "sendBeacon"}),
        ({"ping"}, {"api_transport": "sendBeacon", "disable_compression": True}),
    ],
)
@pytest.mark.parametrize("script", [TODAY, IN_2024])
def test_an_event_arrives_by_every_transport(
    visit: Visit, ask: Questions, script: str, transport: set[str], options: dict[str, Any]
) -> None:
    visit.start(visit.shop + script, ask.token, capture_pageview=False, **options)
    request = visit.sends("posthog.capture('tried', { wide: '☃'.repeat(100) }, { send_instantly: true })")
    assert request.resource_type in transport
    assert ask.soon("tried") == 1


@pytest.mark.contract("CAP-84")
@pytest.mark.parametrize("script", [TODAY, IN_2024])
def test_features_that_load_scripts_load_them_from_the_server(visit: Visit, ask: Questions, script: str) -> None:
    features = {"capture_performance": {"web_vitals": True}, "capture_dead_clicks": True, "capture_exceptions": True}
    with visit.page.expect_event("requestfinished", lambda request: "/static/" in request.url):
        visit.start(visit.shop + script, ask.token, **features)
    visit.page.wait_for_load_state("networkidle")
    assert len(visit.sent_to("/static/")) >= 2


@pytest.mark.contract("CAP-81", "CAP-82")
@pytest.mark.parametrize("script", [TODAY, IN_2024])
def test_elements_are_read_as_a_list_too(visit: Visit, ask: Questions, script: str) -> None:
    config = {"autocapture_opt_out": False, "hasFeatureFlags": False, "featureFlags": {}, "siteApps": []}
    headers = {"Access-Control-Allow-Origin": visit.shop, "Access-Control-Allow-Credentials": "true"}
    as_script = (
        f"window._POSTHOG_REMOTE_CONFIG = {{{json.dumps(ask.token)}: {{config: {json.dumps(config)}, siteApps: []}}}}"
    )
    visit.page.route("**/config.js", lambda route: route.fulfill(body=as_script, headers=headers))
    visit.page.route("**/decide/**", lambda route: route.fulfill(json=config, headers=headers))
    with visit.page.expect_event(
        "requestfinished", lambda request: "/config.js" in request.url or "/decide/" in request.url
    ):
        visit.start(visit.shop + script, ask.token, capture_pageview=False)
    request = visit.sends("document.querySelector('a').click()")
    assert '"$elements":[' in str(request.post_data)
    assert ask.soon("$autocapture") == 1
    assert selected(ask, SALE) == 1


@pytest.mark.contract("CAP-85")
@pytest.mark.parametrize("path", ["/static/array.js", "/array/{token}/array.js"])
def test_the_script_of_the_server_needs_no_bundler(visit: Visit, ask: Questions, path: str) -> None:
    visit.start(visit.host + path.format(token=ask.token), ask.token)
    visit.page.wait_for_function("window.flagsCame")
    visit.leave()
    assert ask.soon("$pageview") == 1


@pytest.mark.contract("CAP-85")
def test_the_line_of_the_start_page_is_all_that_a_page_needs(visit: Visit, ask: Questions) -> None:
    options = f"{{ api_host: '{visit.host}', opt_out_useragent_filter: true }}"
    begin = f"posthog.init('{ask.token}', {options})"
    visit.page.set_content(f'<script async src="{visit.host}/static/array.js" onload="{begin}"></script>')
    visit.page.wait_for_function("window.posthog && posthog.__loaded")
    visit.leave()
    assert ask.soon("$pageview") == 1


@pytest.mark.contract("CAP-85")
def test_what_a_page_asked_of_the_client_before_it_came_is_done(visit: Visit, ask: Questions) -> None:
    visit.page.evaluate(
        """([host, token]) => {
            const waiting = (window.posthog = [])
            waiting.__SV = 1
            waiting._i = [[token, { api_host: host, opt_out_useragent_filter: true }, 'posthog']]
            waiting.push(['capture', 'early', { plan: 'pro' }])
        }""",
        [visit.host, ask.token],
    )
    visit.page.add_script_tag(url=f"{visit.host}/static/array.js")
    visit.page.wait_for_function("window.posthog.__loaded")
    visit.leave()
    assert (ask.soon("early"), ask.soon("$pageview")) == (1, 1)


@pytest.mark.contract("CAP-120", "CAP-71")
def test_the_light_client_sends_from_a_page_too(visit: Visit, ask: Questions) -> None:
    errors = visit.page.evaluate(
        """async ([module, host, token]) => {
            const { PostHog } = await import(module)
            const errors = []
            const client = new PostHog(token, { host, persistence: 'memory', flushAt: 20 })
            client.on('error', (error) => errors.push(String(error)))
            client.identify('ann', { plan: 'pro' })
            client.group('company', 'acme', { tier: 'gold' })
            client.alias('ann-of-old')
            for (let number = 0; number < 25; number++) client.capture('paid', { price: number })
            await client.reloadFeatureFlagsAsync()
            await client.shutdown()
            return errors
        }""",
        [LITE, visit.host, ask.token],
    )
    assert errors == []
    assert ask.by("paid", "plan") == {"pro": 25}
    assert ask.by("paid", "tier", "group") == {"gold": 25}
    assert ask.number("paid", math="dau") == 1
    assert [ask.number(name) for name in ("$identify", "$groupidentify", "$create_alias")] == [1, 1, 1]


@pytest.mark.contract("CAP-123")
def test_without_cors_headers_a_page_gets_nowhere(
    chromium: Browser,
    server: ServerProcess,
    shop: str,
    ask: Questions,
) -> None:
    with without_cors(server) as host, Visit.of(chromium, shop, host) as visit:
        visit.start(shop + TODAY, ask.token, disable_compression=True)
        with pytest.raises(Error):
            visit.page.wait_for_function("window.flagsCame", timeout=2_000)
        assert any("CORS policy" in said for said in visit.complaints)
