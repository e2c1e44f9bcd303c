"""How a resource's routes are made, and how a wrong method on a known path is answered (CONV-12)."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter
from fastapi.routing import APIRoute
from fastapi.types import DecoratedCallable
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from hedgerow.api.answers import JsonAnswer


def resource(tag: str) -> APIRouter:
    """A router for one resource: operation ids are the endpoints' names, answers are compact JSON."""
    return APIRouter(tags=[tag], default_response_class=JsonAnswer, generate_unique_id_function=_name)


def refuses_deletion(router: APIRouter, path: str) -> Callable[[DecoratedCallable], DecoratedCallable]:
    """Decorates the endpoint that says at ``path``, with `deletion_refusal`, that nothing is deleted here (ERR-7)."""
    return router.delete(
        path, summary="Not offered: change `deleted` instead", status_code=405, response_class=Response
    )


def deletion_refusal() -> Response:
    """405 without a body: things are removed by a change of `deleted`, which can be undone."""
    return Response(status_code=405, headers={"Allow": "GET, PATCH, PUT"})


def allowed_methods(routes: Sequence[BaseRoute], scope: Scope) -> list[str]:
    """Every method some route serves at the path of ``scope``, sorted; empty when the path is unknown."""
    found: set[str] = set()
    for route in routes:
        if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE:
            found |= route.methods or set()
    return sorted(found)


def _name(route: APIRoute) -> str:
    return route.name
