"""The same house as the contract's tests."""

from tests.contract.conftest import (  # noqa: F401  (fixtures)
    _empty,
    _engine,
    _template,
    clock,
    engine,
    house,
    project,
    store,
)
