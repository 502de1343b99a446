import datetime
import multiprocessing

import pytest
from sqlmodel import select

from survey_service import schema
from survey_service.db import Database
from survey_service.models import County, Organisation


def test_tables_of_the_models_and_of_the_migrations_are_the_same(database: Database) -> None:
    schema.check(database)

    assert schema.is_current(database)


def test_a_moment_comes_back_in_utc(database: Database, build, questionnaire) -> None:
    helsinki = datetime.timezone(datetime.timedelta(hours=2))
    with database.writing() as session:
        b = build(session)
        round_id = b.round_(
            b.county(), questionnaire, deadline=datetime.datetime(2027, 3, 5, 16, 0, tzinfo=helsinki)
        ).id

    with database.reading() as session:
        from survey_service.models import Round

        deadline = session.get_one(Round, round_id).deadline
    assert deadline == datetime.datetime(2027, 3, 5, 14, 0, tzinfo=datetime.UTC)
    assert deadline.tzinfo is not None


def test_what_a_reading_session_changes_is_not_kept(database: Database, build) -> None:
    with database.reading() as session:
        build(session).county()

    with database.reading() as session:
        assert session.exec(select(County)).all() == []


def test_an_error_rolls_the_whole_transaction_back(database: Database, build) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        build(session).county()
        1 / 0

    with database.reading() as session:
        assert session.exec(select(County)).all() == []


def _count_up(url: str, times: int) -> None:
    db = Database(url)
    for _ in range(times):
        with db.writing() as session:
            organisation = session.exec(select(Organisation)).one()
            organisation.inhabitants = (organisation.inhabitants or 0) + 1
    db.close()


def test_no_update_of_parallel_writers_is_lost_on_sqlite(sqlite_database: Database, build) -> None:
    with sqlite_database.writing() as session:
        b = build(session)
        b.organisation(b.county(), inhabitants=0)
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_count_up, args=(sqlite_database.url, 50)) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with sqlite_database.reading() as session:
        assert session.exec(select(Organisation)).one().inhabitants == 150
