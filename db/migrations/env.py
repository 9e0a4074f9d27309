"""Alembic's entrance: migrates on the connection, and inside the transaction, it is given."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="versi_skema",
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
