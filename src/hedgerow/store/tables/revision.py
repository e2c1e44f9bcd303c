"""The store's revision: one row with a number that grows with every change of what people made."""

from sqlalchemy import BigInteger, Column, Integer, Table

from hedgerow.store.tables.metadata import METADATA

store_revision = Table(
    "store_revision",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
)
