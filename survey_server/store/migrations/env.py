"""Runs the migrations on the connection that `survey_server.store.schema` opened."""

from alembic import context

from survey_server.store.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
