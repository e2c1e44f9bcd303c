"""The cookies of a browser that is logged in (AUTH-20)."""

from starlette.responses import Response

from hedgerow.api.doors import CSRF_COOKIE, SESSION_COOKIE
from hedgerow.services.sessions import LASTS, Login


def set_session_cookies(response: Response, came_in: Login, *, secure: bool) -> None:
    """Let the browser keep the session, and the CSRF token where its scripts can read it."""
    age = int(LASTS.total_seconds())
    response.set_cookie(SESSION_COOKIE, came_in.token, max_age=age, httponly=True, samesite="lax", secure=secure)
    response.set_cookie(CSRF_COOKIE, came_in.csrf_token, max_age=age, samesite="lax", secure=secure)


def drop_session_cookies(response: Response) -> None:
    """Let the browser forget both."""
    response.delete_cookie(SESSION_COOKIE)
    response.delete_cookie(CSRF_COOKIE)
