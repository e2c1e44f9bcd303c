"""The one schema, for SQLite and PostgreSQL alike; a file per noun."""
