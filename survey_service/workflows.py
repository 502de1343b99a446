"""The workflows that a worker carries out, and what it does with those that a dead worker left."""

import datetime
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, cast

import structlog
from dbos import DBOS, WorkflowStatus
from sqlmodel import col, select

from survey_service import (
    feedback,
    feedback_mails,
    link_requests,
    mails,
    rescanning,
    returned_box,
    schedule,
    staff_mails,
    trials,
)
from survey_service.db import Database, now
from survey_service.dbos_jobs import APPLICATION, QUEUES, SERIALIZER, VERSION, DbosJobs, prepare
from survey_service.jobs import Job
from survey_service.models import Mail, MailState, RunState, SynthesisRun
from survey_service.presence import presence
from survey_service.privacy import checking
from survey_service.settings import Settings
from synthesis.spreading import Workers

MAILS_AT_ONCE = 4
POLL_S = 0.2
RATE_WINDOW_S = 5.0
SYNTHESIS_ATTEMPTS = 3
NAMES_ATTEMPTS = 3
ARCHIVE_ATTEMPTS = 3
CHECKED_AGAIN_AFTER_S = 60.0
UNSENT: tuple[MailState, ...] = ("queued", "sending", "uncertain")
UNFINISHED: tuple[RunState, ...] = ("queued", "running")
RETURNED_EVERY_S = 120
FINISHED_ARE_KEPT = datetime.timedelta(days=30)

log = structlog.get_logger()


@contextmanager
def carried_out(db: Database, settings: Settings, drain_s: int) -> Iterator[None]:
    """Carry out workflows in this process; at the end, begin none and wait up to `drain_s` for those that run."""
    prepare(db)
    _register(db, settings)
    DBOS(
        config={
            "name": APPLICATION,
            "system_database_url": db.url,
            "application_version": VERSION,
            "executor_id": settings.executor_id,
            "serializer": SERIALIZER,
            "log_level": "WARNING",
        }
    )
    try:
        DBOS.launch()
        _open_queues(settings)
        yield
    finally:
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=drain_s)


def sweep(db: Database, own_id: str) -> int:
    """Put back into their queues the workflows that other, dead executors had begun; gives how many executors' work.

    Whoever holds a dead executor's lock is the only one who may touch its workflows, so two sweeps do no harm.
    """
    dead = 0
    begun = {flow.executor_id for flow in _listed(status="PENDING") if flow.executor_id}
    for executor_id in sorted(begun - {own_id}):
        other = presence(db, executor_id)
        if other.take():
            try:
                log.warning("taking over from a dead worker", executor=executor_id)
                DBOS._recover_pending_workflows([executor_id])
                dead += 1
            finally:
                other.leave()
    return dead


def fail_the_hopeless(db: Database) -> None:
    """Tell those who wait for a synthesis or a package that broke every worker that it will not come."""
    from survey_service import runs
    from survey_service.records import archives

    abandon: dict[Job, Callable[[Database, int], None]] = {"synthesise": runs.abandon, "archive": archives.abandon}
    for job, tell in abandon.items():
        for flow in _listed(status="MAX_RECOVERY_ATTEMPTS_EXCEEDED", name=job):
            tell(db, _about(flow.workflow_id)[1])


def find_the_lost(db: Database) -> int:
    """Ask again for unfinished things that no workflow is about (one that broke off, a restored backup); how many."""
    from survey_service.records import archives

    with db.reading() as session:
        # what another mail carries goes with it
        own = select(Mail.id).where(col(Mail.state).in_(UNSENT), col(Mail.carried_by_id).is_(None))
        unsent = session.exec(own).all()
        unanswered = link_requests.unanswered(session)
        untried = trials.waiting(session)
        due = schedule.due(session)
        untold = feedback.untold(session)
        staff_untold = staff_mails.waiting(session)
        unmade = session.exec(select(SynthesisRun.id).where(col(SynthesisRun.state).in_(UNFINISHED))).all()
        unseen = rescanning.waiting(session)
        unchecked = checking.unchecked(session)
        unpacked = archives.unfinished(session)
    unfinished: list[tuple[Job, int]] = [("send_mail", id_ or 0) for id_ in unsent]
    unfinished += [("send_links", id_) for id_ in unanswered]
    unfinished += [("send_trial", id_) for id_ in untried]
    unfinished += [("send_planned", id_) for id_ in due]
    unfinished += [("tell_feedback", id_) for id_ in untold]
    unfinished += [("tell_staff", id_) for id_ in staff_untold]
    unfinished += [("synthesise", id_ or 0) for id_ in unmade]
    unfinished += [("scan_file", id_) for id_ in unseen]
    unfinished += [("check_names", id_) for id_ in unchecked]
    unfinished += [("archive", id_) for id_ in unpacked]
    # after the rows: whatever ended, or was asked for again, since they were read has left its trace by now
    active = {_about(flow.workflow_id) for flow in _listed(status=["ENQUEUED", "DELAYED", "PENDING"])}
    lost = [one for one in unfinished if one not in active]
    jobs = DbosJobs(db)
    for job, thing_id in lost:
        log.warning("asking again for lost work", job=job, thing=thing_id)
        turns = [int(flow.workflow_id.split(":")[2]) for flow in _listed(workflow_id_prefix=f"{job}:{thing_id}:")]
        # texts in which names cannot be looked for must not keep every worker busy with them
        jobs.again(job, thing_id, max(turns, default=0) + 1, CHECKED_AGAIN_AFTER_S if job == "check_names" else 0)
    return len(lost)


def ask_to_read_returned(db: Database, settings: Settings) -> None:
    """Have the box of returned mails read, once in a while however many workers ask."""
    if settings.imap_host:
        DbosJobs(db).again("read_returned", int(time.time() // RETURNED_EVERY_S), 1, 0)


def forget_the_finished() -> None:
    """Delete what is known of workflows that ended long ago."""
    before = (now() - FINISHED_ARE_KEPT).isoformat()
    ended = _listed(status=["SUCCESS", "ERROR", "CANCELLED"], completed_before=before, limit=1000)
    if ended:
        DBOS.delete_workflows([flow.workflow_id for flow in ended])


def is_idle() -> bool:
    """Whether no workflow runs or waits to run now; those that are to run later do not count."""
    return not _listed(status=["ENQUEUED", "PENDING"], limit=1)


def _listed(**wanted: Any) -> list[WorkflowStatus]:
    """What is known of our workflows, without what they were given and gave."""
    return DBOS.list_workflows(application_name=APPLICATION, load_input=False, load_output=False, **wanted)


def _about(workflow_id: str) -> tuple[Job, int]:
    job, thing_id, _turn = workflow_id.split(":")
    return cast(Job, job), int(thing_id)


def _open_queues(settings: Settings) -> None:
    in_window = max(1, round(settings.mails_per_minute * RATE_WINDOW_S / 60))
    DBOS.register_queue(
        QUEUES["send_mail"],
        limiter={"limit": in_window, "period": RATE_WINDOW_S},
        worker_concurrency=MAILS_AT_ONCE,
        polling_interval_sec=POLL_S,
        on_conflict="always_update",
    )
    DBOS.register_queue(
        QUEUES["scan_file"], worker_concurrency=1, polling_interval_sec=POLL_S, on_conflict="always_update"
    )
    DBOS.register_queue(
        QUEUES["read_returned"], global_concurrency=1, polling_interval_sec=1.0, on_conflict="always_update"
    )
    DBOS.register_queue(
        QUEUES["synthesise"], global_concurrency=1, polling_interval_sec=POLL_S, on_conflict="always_update"
    )
    DBOS.register_queue(
        QUEUES["archive"], global_concurrency=1, polling_interval_sec=POLL_S, on_conflict="always_update"
    )
    DBOS.register_queue(
        QUEUES["check_names"], worker_concurrency=1, polling_interval_sec=POLL_S, on_conflict="always_update"
    )


def _register(db: Database, settings: Settings) -> None:
    """Make the workflows known. An error never leaves a step: DBOS would keep it, with addresses and all."""
    _register_tried(db, "send_mail", lambda mail_id, _turn: mails.send(db, settings, mail_id), mails.FIRST_WAIT_S)
    _register_tried(db, "send_planned", partial(schedule.carry_out, db, DbosJobs(db)), mails.FIRST_WAIT_S)
    _register_tried(db, "send_trial", partial(trials.send, db, settings), mails.FIRST_WAIT_S)
    _register_tried(db, "tell_feedback", partial(feedback_mails.tell, db, settings), mails.FIRST_WAIT_S)
    _register_tried(db, "tell_staff", partial(staff_mails.tell, db, settings), mails.FIRST_WAIT_S)
    _register_tried(db, "scan_file", partial(rescanning.look_again, db, settings), rescanning.LONGEST_WAIT_S)
    _register_returned(db, settings)
    _register_link_requests(db)
    _register_synthesis(db, settings)
    _register_names(db)
    _register_archive(db, settings)


def _register_tried(db: Database, job: Job, attempt: Callable[[int, int], float | None], wait_s: float) -> None:
    """Work that is tried until nothing is left to do.

    `attempt` takes the thing's id and the turn, and gives the seconds to wait before the next turn, None at the end;
    when it breaks off, those are `wait_s`.
    """
    jobs = DbosJobs(db)

    @DBOS.step(name=f"{job}.attempt")
    def tried(thing_id: int, turn: int) -> float | None:
        try:
            return attempt(thing_id, turn)
        except Exception as trouble:
            log.error("work broke off, and is tried again", job=job, thing=thing_id, error=type(trouble).__name__)
            return wait_s

    @DBOS.workflow(name=job)
    def carry_out(thing_id: int, turn: int) -> None:
        again_after_s = tried(thing_id, turn)
        if again_after_s is not None:
            jobs.again(job, thing_id, turn + 1, again_after_s)


def _register_returned(db: Database, settings: Settings) -> None:
    @DBOS.step(name="read_returned.read")
    def read() -> None:
        try:
            returned_box.read(db, settings)
        except Exception as trouble:
            # what could not be read stays unread, and is read the next time
            log.error("the box of returned mails could not be read", error=type(trouble).__name__)

    @DBOS.workflow(name="read_returned")
    def read_returned(_time: int, _turn: int) -> None:
        read()


def _register_link_requests(db: Database) -> None:
    jobs = DbosJobs(db)

    @DBOS.step(name="send_links.answer")
    def answer_request(request_id: int) -> None:
        try:
            with db.writing() as session:
                link_requests.answer(session, jobs, request_id)
        except Exception as trouble:
            # it stands in its table still, and is found there among the lost
            log.error("a request for a link could not be answered", request=request_id, error=type(trouble).__name__)

    @DBOS.workflow(name="send_links")
    def send_links(request_id: int, _turn: int) -> None:
        answer_request(request_id)


def _register_synthesis(db: Database, settings: Settings) -> None:
    @DBOS.step(name="synthesise.carry_out")
    def carry_out(run_id: int) -> None:
        from survey_service import runs

        try:
            with Workers.named(settings.workers).at_work():
                runs.carry_out(db, settings.cache_folder, run_id, settings.encoder)
        except Exception as trouble:
            log.error("a synthesis broke off", run=run_id, error=type(trouble).__name__)
            runs.abandon(db, run_id)

    @DBOS.workflow(name="synthesise", max_recovery_attempts=SYNTHESIS_ATTEMPTS)
    def synthesise(run_id: int, _turn: int) -> None:
        carry_out(run_id)


def _register_names(db: Database) -> None:
    @DBOS.step(name="check_names.carry_out")
    def carry_out(response_id: int, turn: int) -> None:
        try:
            checking.carry_out(db, response_id, turn)
        except Exception as trouble:
            # what was not looked through is found among the lost
            log.error("looking for names broke off", response=response_id, error=type(trouble).__name__)

    @DBOS.workflow(name="check_names", max_recovery_attempts=NAMES_ATTEMPTS)
    def check_names(response_id: int, turn: int) -> None:
        carry_out(response_id, turn)


def _register_archive(db: Database, settings: Settings) -> None:
    @DBOS.step(name="archive.carry_out")
    def carry_out(archive_id: int) -> None:
        from survey_service.records import archives

        try:
            archives.carry_out(db, settings.archive_folder, settings.files_folder, archive_id)
        except Exception as trouble:
            log.error("packing broke off", archive=archive_id, error=type(trouble).__name__)
            archives.abandon(db, archive_id)

    @DBOS.workflow(name="archive", max_recovery_attempts=ARCHIVE_ATTEMPTS)
    def archive(archive_id: int, _turn: int) -> None:
        carry_out(archive_id)
