"""Floor 2: what people made. SQLAlchemy on SQLite or PostgreSQL; records leave the room frozen."""
