"""How the store fails, in words its callers can act on.

StoreError
├── Conflict          a value that must be unique is taken
├── BrokenReference   a row was to point at something that is not there, or not in the same project
└── StoreUnavailable  the database cannot be reached, or is busy for too long
"""

from hedgerow.base.errors import HedgerowError


class StoreError(HedgerowError):
    """The store could not do what was asked; nothing of the transaction was kept."""


class Conflict(StoreError):
    """A value that must be unique is taken.

    ``constraint`` is its name, the same on every database: ``uq_<table>_<columns>``. The transaction cannot go on.
    """

    def __init__(self, constraint: str) -> None:
        super().__init__(f"The value is taken ({constraint}).")
        self.constraint = constraint


class BrokenReference(StoreError):
    """A row was to point at something that does not exist, or belongs to another project."""


class StoreUnavailable(StoreError):
    """The database cannot be reached, or others kept it busy for too long; trying again may help."""
