"""Finds the kinds by looking: every package of `hedgerow.query.kinds` has a ``KIND``."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from hedgerow.query import kinds
from hedgerow.query.kind import Kind


@cache
def registered_kinds() -> Mapping[str, Kind]:
    """Every kind by its wire name."""
    found: dict[str, Kind] = {}
    for module in pkgutil.iter_modules(kinds.__path__, f"{kinds.__name__}."):
        kind = importlib.import_module(module.name).KIND
        if not isinstance(kind, Kind) or kind.name in found:
            message = f"{module.name}.KIND is not a kind of its own"
            raise TypeError(message)
        found[kind.name] = kind
    return MappingProxyType(found)
