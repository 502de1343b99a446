"""Plays the demo's round through, each step as the service does it: mails are sent, links opened, answers submitted."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files

from sqlmodel import Session, col, select

from questionnaires import loading
from survey_service import accounts, counties, dbos_jobs, invitations, rounds, runs, schema
from survey_service.db import Database
from survey_service.demo import choosing, figures, following_up, naming, negotiating, past, place
from survey_service.demo.responding import respond, tokens
from survey_service.jobs import Jobs
from survey_service.models import Mail, Organisation, Purpose, Round
from survey_service.settings import Settings

YEAR = 2027
THEME = "mielen_hyvinvointi"
WAIT_S = 300


class DemoStuck(Exception):
    """A step of the demo did not come to its end; the message says which."""


def play(settings: Settings, db: Database, tell: Callable[[str], None]) -> int:
    """Play the whole year, up to the next year's invitations, and give the round's id.

    `tell` gets one line for each step. Raises DemoStuck.
    """
    schema.upgrade(db)
    jobs = dbos_jobs.DbosJobs(db)
    with db.writing() as session:
        round_id = _set_up(session)
    tell("A county with its organisations, and a round with its questionnaire published.")
    with worker(settings):
        _answer(settings, db, jobs, round_id, tell)
        _synthesise(db, jobs, round_id, tell)
        _negotiate(settings, db, jobs, round_id, tell)
        _follow_up(settings, db, jobs, round_id, tell)
    return round_id


def _answer(settings: Settings, db: Database, jobs: Jobs, round_id: int, tell: Callable[[str], None]) -> None:
    _invite(db, jobs, round_id, "name")
    with _round(db, round_id) as (session, round_):
        named = naming.name(session, round_)
    tell(f"The network names {named} phenomena before the survey.")
    _invite(db, jobs, round_id, "answer")
    tell("The invitations are sent, and caught by the demo's mailbox.")
    submitted, drafts = respond(settings, db, jobs, round_id)
    tell(f"{submitted} responses are submitted, {drafts} are still drafts.")


def _synthesise(db: Database, jobs: Jobs, round_id: int, tell: Callable[[str], None]) -> None:
    with _round(db, round_id) as (session, round_):
        runs.start(session, jobs, round_)
    _wait(lambda: _synthesised(db, round_id), "the synthesis does not come to its end")
    tell("The synthesis is finished, and the briefing made of it.")
    with _round(db, round_id) as (session, round_):
        negotiating.write_blocks(session, round_)
        cleared = choosing.publish(session, round_)
    tell(f"The briefing is published. Quotes let out in more general words: {cleared}; the others stay out.")


def _negotiate(settings: Settings, db: Database, jobs: Jobs, round_id: int, tell: Callable[[str], None]) -> None:
    _invite(db, jobs, round_id, "select")
    with _round(db, round_id) as (session, round_):
        weighed = choosing.weigh(session, round_)
        choosing.confirm(session, round_)
        summoned = negotiating.prepare(session, jobs, round_)
    tell(f"{weighed} members of the network have weighed the phenomena; the team has confirmed the choice.")
    files = negotiating.release(settings, db, round_id)
    with _round(db, round_id) as (session, round_):
        decided = negotiating.decide(session, round_)
    tell(f"{summoned} parties are summoned, {files} files let out to them, {decided} decisions written down.")


def _follow_up(settings: Settings, db: Database, jobs: Jobs, round_id: int, tell: Callable[[str], None]) -> None:
    with _round(db, round_id) as (session, round_):
        following_up.ask(session, jobs, round_)
    _wait(lambda: _sent(db), "the mails are not all sent")
    links = tokens(settings, db, round_id, "follow_up")
    with _round(db, round_id) as (session, round_):
        reported = following_up.report(session, round_, links)
    next_id = following_up.next_year(settings, db, jobs, round_id)
    _invite(db, jobs, next_id, "answer")
    tell(f"{reported} decisions are reported on; the next year's survey asks about all of them.")


@contextmanager
def _round(db: Database, round_id: int) -> Iterator[tuple[Session, Round]]:
    with db.writing() as session:
        yield session, session.get_one(Round, round_id)


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
    naming.begin(session, round_)
    return round_.id or 0


def _invite(db: Database, jobs: Jobs, round_id: int, purpose: Purpose) -> None:
    """Invite everybody, and wait until each mail has gone out."""
    with db.writing() as session:
        round_ = session.get_one(Round, round_id)
        query = select(Organisation).where(Organisation.county_id == round_.county_id).order_by(col(Organisation.id))
        invitations.invite(session, jobs, round_, session.exec(query).all(), purpose)
    _wait(lambda: _sent(db), "the mails are not all sent")


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
