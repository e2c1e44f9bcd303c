"""Which state of what people made this is."""

from sqlalchemy import Connection, select, update

from hedgerow.store.tables.revision import store_revision

_NUMBER = select(store_revision.c.number)
NUMBER_READ = str(_NUMBER)
"""The same for a driver: all of it is one moment, so it needs no transaction."""

_RAISED = update(store_revision).values(number=store_revision.c.number + 1)


class Revision:
    """A number that is another one after every change, whichever process made it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def number(self) -> int:
        """The number of the state that this transaction sees."""
        number: int = self._connection.execute(_NUMBER).scalar_one()
        return number

    def rise(self) -> None:
        """Tell whoever remembers something that it may have changed. Others that do so wait for this transaction."""
        self._connection.execute(_RAISED)
