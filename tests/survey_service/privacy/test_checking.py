"""Names looked for by a worker: after a save, once for many saves, and with the real model."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlmodel import Session, select

from questionnaires.values import Items, Value, Words
from survey_service import responses
from survey_service.db import Database, now
from survey_service.dbos_jobs import DbosJobs
from survey_service.demo import place
from survey_service.models import Answer, KeptPersonal, NamesChecked, Reopening, Response, Round, StaffMember
from survey_service.privacy import checking
from survey_service.responses import Writer
from survey_service.settings import Settings

NAMED = "Asiakkaamme Testi Esimerkki jäi ilman hoitoa."
WAIT_S = 120


@pytest.fixture
def drafted(database: Database, build, questionnaire) -> int:
    """The id of a draft with a name in one of its two answers."""
    with database.writing() as session:
        b = build(session)
        county = b.county()
        round_, organisation = b.round_(county, questionnaire), b.organisation(county)
        response = responses.open_draft(session, round_, organisation)
        _save(session, response, mh_nosto=Words(text=NAMED), mh_ilmiot=Items(items=("Jonot", "Kuusivaaran Koivula")))
        return response.id or 0


def _save(session: Session, response: Response, **values: Value) -> None:
    seen = {row.question_id: row.version for row in session.exec(select(Answer))}
    responses.save(session, response, values, Writer(None, "", "fi"), seen)


def _checked(database: Database) -> dict[str, tuple[int, list[str]]]:
    """The version that was looked through, and the names in it, by question."""
    with database.reading() as session:
        texts = {row.question_id: row.value for row in session.exec(select(Answer))}
        return {
            row.question_id: (
                row.version,
                [texts[row.question_id]["text"][one["start"] : one["end"]] for one in row.found],
            )
            for row in session.exec(select(NamesChecked))
        }


def _response(database: Database) -> Response:
    with database.reading() as session:
        return session.exec(select(Response)).one()


def test_names_are_noted_for_the_version_that_was_read(database: Database, drafted: int) -> None:
    checking.carry_out(database, drafted, 1)

    assert _checked(database) == {"mh_nosto": (1, ["Testi Esimerkki"]), "mh_ilmiot": (1, [])}
    with database.reading() as session:
        assert checking.unchecked(session) == []


def test_only_what_has_changed_is_read_again(database: Database, drafted: int) -> None:
    checking.carry_out(database, drafted, 1)
    with database.writing() as session:
        _save(session, session.get_one(Response, drafted), mh_nosto=Words(text="Jonot"))
        assert checking.unchecked(session) == [drafted]
        before = {row.question_id: row.checked_at for row in session.exec(select(NamesChecked))}
    checking.carry_out(database, drafted, 2)

    assert _checked(database)["mh_nosto"] == (2, [])
    with database.reading() as session:
        after = {row.question_id: row.checked_at for row in session.exec(select(NamesChecked))}
    assert after["mh_ilmiot"] == before["mh_ilmiot"]


def test_one_look_waits_at_most_and_a_save_after_it_began_asks_for_another(
    database: Database, drafted: int, jobs
) -> None:
    with database.writing() as session:
        checking.ask(session, jobs, drafted)
        checking.ask(session, jobs, drafted)
    assert jobs.asked == [("check_names", drafted)]
    checking.carry_out(database, drafted, 1)
    with database.writing() as session:
        checking.ask(session, jobs, drafted)
    assert jobs.asked == [("check_names", drafted)], "nothing has changed"
    with database.writing() as session:
        _save(session, session.get_one(Response, drafted), mh_nosto=Words(text="Jonot"))
        checking.ask(session, jobs, drafted)

    assert jobs.asked == [("check_names", drafted)] * 2
    assert _response(database).names_asked == 2


def test_a_look_that_was_asked_for_as_lost_does_not_stand_in_the_way_of_the_next(
    database: Database, drafted: int, jobs
) -> None:
    checking.carry_out(database, drafted, 7)
    with database.writing() as session:
        _save(session, session.get_one(Response, drafted), mh_nosto=Words(text="Jonot"))
        checking.ask(session, jobs, drafted)

    assert (_response(database).names_asked, _response(database).names_begun) == (8, 7)


def test_what_was_sent_is_read_again_only_when_it_is_reopened(database: Database, drafted: int) -> None:
    with database.writing() as session:
        session.get_one(Response, drafted).state = "submitted"
    with database.writing() as session:
        assert checking.unchecked(session) == []
        county_id = session.get_one(Round, session.get_one(Response, drafted).round_id).county_id
        staff = StaffMember(
            county_id=county_id, email="hytetu@kuusivirta.example", title="Tiimi", role="hva_team", password_hash="-"
        )
        session.add(staff)
        session.flush()
        session.add(
            Reopening(response_id=drafted, staff_id=staff.id or 0, section_ids=[], reason="Tarkennus", until=now())
        )
    with database.reading() as session:
        assert checking.unchecked(session) == [drafted]


def test_why_something_was_kept_is_forgotten_when_it_is_gone(database: Database, drafted: int) -> None:
    with database.writing() as session:
        session.add_all(
            KeptPersonal(response_id=drafted, question_id=question_id, digest="0" * 20, reason="agreed")
            for question_id in ("mh_nosto", "c_suunta")
        )
    checking.carry_out(database, drafted, 1)

    with database.reading() as session:
        assert session.exec(select(KeptPersonal)).all() == []


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_worker_finds_the_names_after_a_save_and_what_nobody_asked_for_by_itself(
    database: Database, drafted: int, mail_settings
) -> None:
    with database.writing() as session:
        checking.ask(session, DbosJobs(database), drafted)
    with working(mail_settings(1, database_url=database.url)):
        until(lambda: len(_checked(database)) == 2)
        assert _checked(database)["mh_nosto"] == (1, ["Testi Esimerkki"])
        with database.writing() as session:
            _save(session, session.get_one(Response, drafted), mh_nosto=Words(text="Jonot"))
        until(lambda: _checked(database)["mh_nosto"] == (2, []))


@contextmanager
def working(settings: Settings) -> Iterator[None]:
    """With a worker process at work, which looks at once at what nobody asked for."""
    code = "from survey_service import worker, workflows; workflows.CHECKED_AGAIN_AFTER_S = 0.0; worker.main()"
    process = subprocess.Popen([sys.executable, "-c", code], env=place.environment(settings))
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT_S
    while not holds():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.1)
