"""Every door is mounted and every kind is found."""

import importlib
import pkgutil
from pathlib import Path

from fastapi import APIRouter

import hedgerow.api.routes
import hedgerow.query.kinds
from hedgerow.api.app import ROUTES
from hedgerow.query.registry import registered_kinds
from tests.api_document import DOCUMENT


def test_every_router_of_the_routes_room_is_mounted() -> None:
    for module in pkgutil.iter_modules(hedgerow.api.routes.__path__, "hedgerow.api.routes."):
        found = importlib.import_module(module.name)
        router = getattr(found, "router", None)
        routes = router.routes if isinstance(router, APIRouter) else found.routes
        assert routes
        assert all(route in ROUTES for route in routes), module.name


def test_every_folder_of_kinds_is_a_registered_kind_with_cases() -> None:
    assert len(registered_kinds()) == len(_kinds()) > 0
    for name in _kinds():
        place = Path(hedgerow.query.kinds.__path__[0]) / name
        assert list(place.glob("cases/*.yaml")), f"{name} has no case files"


def test_every_operation_is_described_once_and_names_its_scope() -> None:
    operations = [
        (path, method, operation)
        for path, methods in DOCUMENT["paths"].items()
        for method, operation in methods.items()
        if isinstance(operation, dict)
    ]
    names = [operation["operationId"] for _, _, operation in operations if "operationId" in operation]
    assert len(names) == len(set(names))
    for path, method, operation in operations:
        assert operation.get("summary"), f"{method} {path} has no summary"
        if "{project_id}" in path and path.startswith("/api/projects"):
            assert operation.get("x-required-scope"), f"{method} {path} names no scope"


def _kinds() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(hedgerow.query.kinds.__path__)]
