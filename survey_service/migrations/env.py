"""Alembic's entry: runs the migrations on the engine that `survey_service.schema` hands over."""

from alembic import context
from sqlmodel import SQLModel

from survey_service import models

assert models.County  # the tables are registered by the import


def ours(_name: object, type_: str, parent_names: dict[str, str | None]) -> bool:
    """Leave alone what the durable workflows keep in the same database."""
    return not (type_ == "table" and _name not in SQLModel.metadata.tables)


engine = context.config.attributes["engine"]
on_sqlite = engine.dialect.name == "sqlite"
with engine.connect() as connection:
    if on_sqlite:
        # SQLite changes a table by making it anew, which no row of another table may stand against meanwhile
        connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=on_sqlite,
        include_name=ours,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all() if on_sqlite else []
        assert not broken, f"rows point to what is not there: {broken}"
    connection.commit()
    if on_sqlite:
        connection.connection.cursor().execute("PRAGMA foreign_keys=ON")
