"""Alembic's entry: runs the migrations on the engine that `survey_service.schema` hands over."""

from alembic import context
from sqlmodel import SQLModel

from survey_service import models

assert models.County  # the tables are registered by the import


def ours(_name: object, type_: str, parent_names: dict[str, str | None]) -> bool:
    """Leave alone what the durable workflows keep in the same database."""
    return not (type_ == "table" and _name not in SQLModel.metadata.tables)


engine = context.config.attributes["engine"]
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        include_name=ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
