"""Schema migrations, driven by `db.migrate`."""
