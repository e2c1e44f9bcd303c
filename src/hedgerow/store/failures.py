"""Database errors told as the store's own."""

import re

from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, SQLAlchemyError

from hedgerow.store.errors import BrokenReference, Conflict, StoreError, StoreUnavailable

_SQLITE_UNIQUE = re.compile(r"UNIQUE constraint failed: (.+)")
_POSTGRESQL_UNIQUE = "23505"
_POSTGRESQL_FOREIGN_KEY = "23503"


def store_failure(error: SQLAlchemyError | None) -> StoreError | None:
    """What ``error`` means to callers of the store; None when it is a mistake in the store itself."""
    if isinstance(error, IntegrityError):
        return _broken_rule(error.orig)
    if isinstance(error, OperationalError):
        return StoreUnavailable(f"The database does not answer: {error.orig}")
    if type(error) is DatabaseError:  # what has a subclass of its own is no damage
        return StoreUnavailable(f"The database cannot be read: {error.orig}")
    return None


def _broken_rule(cause: BaseException | None) -> StoreError | None:
    message = str(cause)
    if found := _SQLITE_UNIQUE.search(message):
        columns = [column.strip().split(".") for column in found[1].split(",")]
        return Conflict("_".join(["uq", columns[0][0], *(column[1] for column in columns)]))
    if "FOREIGN KEY constraint failed" in message:
        return BrokenReference(message)
    state = getattr(cause, "sqlstate", None)
    if state == _POSTGRESQL_UNIQUE:
        return Conflict(str(getattr(getattr(cause, "diag", None), "constraint_name", None)))
    if state == _POSTGRESQL_FOREIGN_KEY:
        return BrokenReference(message)
    return None
