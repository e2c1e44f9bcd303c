"""The same house as the contract's tests."""

from tests.contract.conftest import _empty, _template, clock, engine, house, project, store  # noqa: F401  (fixtures)
