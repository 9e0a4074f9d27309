"""The store: SQLAlchemy Core over SQLite, or another database by URL."""
