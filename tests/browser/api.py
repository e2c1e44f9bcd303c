"""What somebody who is logged in to a page can ask of the API."""

from typing import Any

from tests.browser.conftest import Watched

_SAY = """async ([method, path, body]) => {
  const csrf = document.cookie.split('; ').find((pair) => pair.startsWith('hedgerow_csrftoken=')).split('=')[1]
  const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': csrf }
  const answer = await fetch(path, { method, headers, body: JSON.stringify(body) })
  return await answer.json()
}"""


def said(owner: Watched, method: str, path: str, body: dict[str, Any]) -> Any:
    """What the API answers the owner's page."""
    return owner.page.evaluate(_SAY, [method, path, body])
