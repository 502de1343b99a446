"""Synthesis runs: asked for by staff, carried out in the background, with the briefing as their outcome."""

import datetime
from collections.abc import Callable
from pathlib import Path

import structlog
from sqlmodel import Session, col, select

from survey_service import beside, briefings, candidates, earlier, edits, material, phenomena_told, replies, stages
from survey_service.db import Database, now
from survey_service.earlier import Earlier
from survey_service.edits import Event
from survey_service.encoders import E5, encoder_named
from survey_service.errors import NothingToSynthesise
from survey_service.jobs import Jobs
from survey_service.models import Response, Round, SynthesisRun
from synthesis.meaning.embedding import Encoder
from synthesis.model import CannotSynthesise, Comment, Seed, Synthesis

UNEXPECTED = "Koosteen teko keskeytyi odottamattomaan virheeseen. / Sammanställningen avbröts av ett oväntat fel."

log = structlog.get_logger()


def start(session: Session, jobs: Jobs, round_: Round) -> SynthesisRun:
    """Ask for a synthesis of the submitted answers; one that is on its way already is given back instead."""
    running = latest(session, round_.id or 0)
    if running is not None and running.state in ("queued", "running"):
        return running
    submitted = select(Response.id).where(Response.round_id == round_.id, Response.state == "submitted")
    if session.exec(submitted).first() is None:
        raise NothingToSynthesise
    run = SynthesisRun(round_id=round_.id or 0)
    session.add(run)
    session.flush()
    jobs.enqueue(session, "synthesise", run.id or 0)
    return run


def latest(session: Session, round_id: int) -> SynthesisRun | None:
    """The newest run of a round, or None when none was asked for yet."""
    return session.exec(
        select(SynthesisRun).where(SynthesisRun.round_id == round_id).order_by(col(SynthesisRun.id).desc())
    ).first()


def carry_out(db: Database, cache_folder: Path, run_id: int, encoder: str = E5) -> None:
    """Read, synthesise without a session, write. Doing it again does no harm: a finished run is left as it is."""
    with db.writing() as session:
        run = session.get_one(SynthesisRun, run_id)
        if run.state in ("finished", "failed"):
            return
        run.state, run.started_at = "running", now()
        round_ = session.get_one(Round, run.round_id)
        gathered, before = material.gather(session, round_), earlier.of_round(session, round_)
        seeds = candidates.seeds(session, round_.id or 0)
        known, blocks = beside.of_round(session, round_), beside.standing(session, round_)
        events = edits.of_round(session, run.round_id)
    try:
        meaning = encoder_named(encoder, cache_folder)
        tell = stages.reporter(db, SynthesisRun, run_id)
        synthesis = _synthesise(gathered.comments(), seeds, events, before, meaning, tell)
    except CannotSynthesise as problem:
        _give_up(db, run_id, str(problem))
        return
    except Exception:
        log.exception("synthesis failed", run=run_id)
        _give_up(db, run_id, UNEXPECTED)
        return
    today = datetime.datetime.now(datetime.UTC).date()
    briefing = briefings.compose(gathered, synthesis, made_on=today, earlier=before, beside=known, standing=blocks)
    with db.writing() as session:
        run = session.get_one(SynthesisRun, run_id)
        told = replies.let_out_in(session, session.get_one(Round, run.round_id))
        run.state, run.stage, run.share, run.finished_at = "finished", "", 1.0, now()
        run.result = synthesis.model_dump(mode="json")
        run.edits_until = events[-1].number if events else 0
        replied = phenomena_told.with_replies(briefings.with_replies(briefing, told), gathered, told)
        briefings.store(session, run, replied)


def abandon(db: Database, run_id: int) -> None:
    """Tell those who wait that a run will not come to its end; one that has ended is left as it is."""
    with db.reading() as session:
        run = session.get(SynthesisRun, run_id)
        if run is None or run.state in ("finished", "failed"):
            return
    _give_up(db, run_id, UNEXPECTED)


def _synthesise(
    comments: tuple[Comment, ...],
    seeds: tuple[Seed, ...],
    events: tuple[Event, ...],
    before: Earlier | None,
    encoder: Encoder,
    progress: Callable[[str, float], None],
) -> Synthesis:
    from synthesis.pipeline import synthesise
    from synthesis.remembering import remembered
    from synthesis.years import continued

    count, changed = edits.count_asked(events), edits.for_synthesis(events)
    synthesis = synthesise(comments, encoder=encoder, count=count, seeds=seeds, edits=changed, progress=progress)
    if before is None:
        return synthesis
    return continued(synthesis, remembered(comments, synthesis, encoder), before.as_year(encoder))


def _give_up(db: Database, run_id: int, trouble: str) -> None:
    with db.writing() as session:
        run = session.get_one(SynthesisRun, run_id)
        run.state, run.trouble, run.finished_at = "failed", trouble, now()
