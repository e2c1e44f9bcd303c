"""Alembic's way in: runs the migrations on the connection that `migrate` lends."""

from alembic import context

from hedgerow.store.tables.all_tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
