"""Deletes rows with all that hangs on them, by what the tables themselves say: a new table needs no new code here."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, cast

from sqlalchemy import Column, CursorResult, Delete, Table, delete, select, update
from sqlmodel import Session, SQLModel

AT_ONCE = 500
OWNED = {("attachment", "response_id")}
"""Columns that may be empty, and whose row yet goes with what it refers to: a file of a round has no response."""


def delete_tree(session: Session, table: Table, ids: Iterable[int]) -> Counter[str]:
    """Delete the rows of `table` with these ids, and every row that cannot be without them; gives counts by table.

    A row that only may refer to a deleted one stays and refers to nothing. Cycles of obligatory references would never
    end; there are none.
    """
    counts: Counter[str] = Counter()
    for some in _chunks(ids):
        for column in _referring_to(table):
            found = column.in_(some)
            if column.nullable and (column.table.name, column.name) not in OWNED:
                session.execute(update(column.table).where(found).values({column.name: None}))
            elif "id" in column.table.c:
                below = session.execute(select(column.table.c.id).where(found)).scalars().all()
                counts += delete_tree(session, column.table, below)
            else:
                counts[column.table.name] += _deleted(session, delete(column.table).where(found))
        counts[table.name] += _deleted(session, delete(table).where(table.c.id.in_(some)))
    return counts


def _deleted(session: Session, statement: Delete) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def _referring_to(table: Table) -> list[Column[int]]:
    return [
        key.parent
        for other in SQLModel.metadata.sorted_tables
        for key in sorted(other.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table is table
    ]


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    everything = list(ids)
    for start in range(0, len(everything), AT_ONCE):
        yield everything[start : start + AT_ONCE]
