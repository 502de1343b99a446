"""Plays the demo's round through, each step as the service does it: mails are sent, links opened, answers submitted."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

from sqlmodel import Session, col, select

from questionnaires import loading
from survey_service import (
    accounts,
    briefing_versions,
    briefings,
    counties,
    dbos_jobs,
    invitations,
    rounds,
    runs,
    schema,
)
from survey_service.db import Database
from survey_service.demo import figures, past, place
from survey_service.demo.responding import respond
from survey_service.jobs import Jobs
from survey_service.models import County, Mail, Organisation, Purpose, Round
from survey_service.settings import Settings

YEAR = 2027
THEME = "mielen_hyvinvointi"
WAIT_S = 300


class DemoStuck(Exception):
    """A step of the demo did not come to its end; the message says which."""


def play(settings: Settings, db: Database, tell: Callable[[str], None]) -> int:
    """Play the whole round and give its id. `tell` gets one line for each step. Raises DemoStuck."""
    schema.upgrade(db)
    jobs = dbos_jobs.DbosJobs(db)
    with db.writing() as session:
        round_id = _set_up(session)
    tell("A county with its organisations, and a round with its questionnaire published.")
    with worker(settings):
        _invite(db, jobs, round_id, "answer")
        tell("The invitations are sent, and caught by the demo's mailbox.")
        submitted, drafts = respond(settings, db, jobs, round_id)
        tell(f"{submitted} responses are submitted, {drafts} are still drafts.")
        with db.writing() as session:
            runs.start(session, jobs, session.get_one(Round, round_id))
        _wait(lambda: _synthesised(db, round_id), "the synthesis does not come to its end")
        tell("The synthesis is finished, and the briefing made of it.")
        _publish(db, round_id)
        tell("The briefing is published to the network, without the quotes on which nobody has decided.")
        _invite(db, jobs, round_id, "select")
        tell("The network is invited to choose.")
    return round_id


@contextmanager
def worker(settings: Settings) -> Iterator[None]:
    """A worker process of the demo, with the mailbox that takes its mails, for as long as the block runs."""
    log = (settings.demo_folder / "worker.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "survey_service.worker"], env=place.environment(settings), stdout=log, stderr=log
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)
        log.close()


def _set_up(session: Session) -> int:
    with as_file(files("survey_service") / "demo" / "county.yaml") as file:
        document = counties.read(file)
    county = counties.take_in(session, document)
    for part in document.staff:
        title = part.title if isinstance(part.title, str) else part.title.fi
        accounts.create(session, county.id or 0, part.email, title, part.role, place.password())
    actor = document.staff[0].email
    figures.add(session, county.id or 0, actor=actor)
    before = past.add(session, county.id or 0, YEAR, actor=actor)
    round_ = rounds.copy_to_next_year(
        session,
        before,
        YEAR,
        actor=actor,
        questionnaire=loading.load(THEME, year=YEAR),
        dates=rounds.usual_dates(YEAR),
    )
    rounds.publish(session, round_, actor=actor)
    return round_.id or 0


def _invite(db: Database, jobs: Jobs, round_id: int, purpose: Purpose) -> None:
    """Invite everybody, and wait until each mail has gone out."""
    with db.writing() as session:
        round_ = session.get_one(Round, round_id)
        query = select(Organisation).where(Organisation.county_id == round_.county_id).order_by(col(Organisation.id))
        invitations.invite(session, jobs, round_, session.exec(query).all(), purpose)
    _wait(lambda: _sent(db), "the mails are not all sent")


def _publish(db: Database, round_id: int) -> None:
    with db.writing() as session:
        round_ = session.get_one(Round, round_id)
        found = briefings.latest(session, round_id)
        assert found is not None
        actor = session.get_one(County, round_.county_id).contact_email
        briefing_versions.publish(session, *found, seen=0, leave_out=True, actor=actor)


def _sent(db: Database) -> bool:
    with db.reading() as session:
        return not session.exec(select(Mail.id).where(col(Mail.state) != "sent")).first()


def _synthesised(db: Database, round_id: int) -> bool:
    with db.reading() as session:
        run = runs.latest(session, round_id)
    if run is not None and run.state == "failed":
        raise DemoStuck(f"the synthesis failed: {run.trouble}")
    return run is not None and run.state == "finished"


def _wait(finished: Callable[[], bool], trouble: str) -> None:
    until = time.monotonic() + WAIT_S
    while not finished():
        if time.monotonic() > until:
            raise DemoStuck(f"After {WAIT_S} seconds {trouble}; see worker.log in the demo's folder.")
        time.sleep(0.1)
