"""A file that came while the virus scanner was away is looked at by a worker, also after a crash."""

import io
import subprocess
import sys
import time

import pytest
from sqlmodel import select

from survey_service import attachments, scanning
from survey_service.attachments import Sent
from survey_service.db import Database
from survey_service.dbos_jobs import DbosJobs
from survey_service.demo import place
from survey_service.models import Attachment, Response
from survey_service.settings import Settings

NOBODY = "unix:/nobody/listens/here"
WAIT_S = 60


@pytest.fixture
def settings(sqlite_database: Database, mail_settings, virus_scanner) -> Settings:
    url = sqlite_database.engine.url.render_as_string(hide_password=False)
    return mail_settings(1, database_url=url, clamd=virus_scanner)


def _arrive(db: Database, settings: Settings, build, questionnaire, *, lost: bool) -> None:
    """A file comes while nobody can scan it; `lost`: what was asked for is known to no workflow."""
    with db.writing() as session:
        b = build(session)
        county = b.county()
        round_, organisation = b.round_(county, questionnaire), b.organisation(county)
        response = Response(round_id=round_.id, organisation_id=organisation.id, reference="2027-A")
        session.add(response)
        session.flush()
        file = attachments.receive(settings.files_folder, NOBODY, Sent("a.pdf", io.BytesIO(b"%PDF-1.7"), "pdf"))
        jobs = DbosJobs(db)
        if lost:
            session.add(_row(response.id or 0, file))
        else:
            attachments.attach(session, jobs, response.id or 0, "esitys", file)


def _row(response_id: int, file: attachments.Received) -> Attachment:
    told = {name: getattr(file, name) for name in ("key", "name", "media_type", "size", "sha256", "scan")}
    return Attachment(response_id=response_id, question_id="esitys", **told)


@pytest.mark.parametrize("lost", [False, True])
def test_a_waiting_file_is_scanned_by_the_worker(sqlite_database, settings, build, questionnaire, lost) -> None:
    _arrive(sqlite_database, settings, build, questionnaire, lost=lost)
    worker = subprocess.Popen(
        [sys.executable, "-m", "survey_service.worker"], env=place.environment(settings), stdout=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + WAIT_S
        while _state(sqlite_database) == "waiting":
            assert time.monotonic() < until, "it was not scanned in time"
            time.sleep(0.1)
    finally:
        worker.terminate()
        worker.wait(60)

    assert _state(sqlite_database) == "clean"


def _state(db: Database) -> str:
    with db.reading() as session:
        return session.exec(select(Attachment.scan)).one()


@pytest.mark.parametrize("address", [NOBODY, "tcp://127.0.0.1:9", "tcp://nowhere.invalid:3310"])
def test_a_scanner_that_is_not_there_is_away_and_never_an_error(address) -> None:
    with pytest.raises(scanning.ScannerAway):
        scanning.scan(address, io.BytesIO(b"x"))


def test_a_scanner_that_takes_no_file_of_the_size_knows_nothing_about_it(virus_scanner) -> None:
    with pytest.raises(scanning.ScannerAway):
        scanning.scan(virus_scanner, io.BytesIO(bytes(40_000_000)))


@pytest.mark.parametrize("address", ["clamd", "unix:", "tcp://host", "http://host:1", "tcp://:1"])
def test_an_address_of_a_scanner_that_cannot_be_one_is_told_at_the_start(mail_settings, address) -> None:
    with pytest.raises(ValueError, match="clamd"):
        mail_settings(1, clamd=address)
