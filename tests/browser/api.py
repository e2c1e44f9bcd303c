"""What somebody who is logged in to a page can ask of the API."""

from typing import Any

from tests.browser.conftest import Watched


def said(watched: Watched, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """What the API answers the page's user; it must agree."""
    cookies = {str(cookie.get("name")): str(cookie.get("value")) for cookie in watched.page.context.cookies()}
    answer = watched.page.request.fetch(
        f"{watched.url}{path}",
        method=method,
        data=body,
        headers={"X-CSRFToken": cookies["hedgerow_csrftoken"]},
    )
    assert answer.ok, answer.text()
    return answer.json()
