"""Secrets that every process of a server must agree on, such as the key that signs share tokens (SHARE-45)."""

from sqlalchemy import Column, LargeBinary, Table

from hedgerow.store.column_types import Words
from hedgerow.store.tables.metadata import METADATA

server_secrets = Table(
    "server_secrets",
    METADATA,
    Column("name", Words, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
