"""The worker's part: looking for names in what was changed, once for all changes that came while it waited."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from questionnaires.model import AnyQuestion
from survey_service import rounds, stored, submissions, written_in
from survey_service.db import Database, now
from survey_service.jobs import Jobs
from survey_service.models import Answer, KeptPersonal, NamesChecked, Organisation, Reopening, Response, Round
from survey_service.privacy.finds import finds, kept_names
from survey_service.privacy.places import Place, places
from survey_service.privacy.remembered import remembered

WAIT_S = 3.0
"""How long changes are gathered before they are read."""


@dataclass
class Changed:
    """An answer in which names are looked for, and what was `found`, as `NamesChecked` keeps it."""

    question_id: str
    version: int
    places: tuple[Place, ...]
    found: list[dict[str, Any]] = field(default_factory=list)


def ask(session: Session, jobs: Jobs, response_id: int | None) -> None:
    """Ask, in the transaction that saved something, for a look at what was changed; at most one waits at a time."""
    if response_id is None or not session.exec(_unchecked().where(Response.id == response_id).limit(1)).first():
        return
    response = session.get_one(Response, response_id)
    if response.names_asked == response.names_begun:
        response.names_asked += 1
        jobs.enqueue(session, "check_names", response_id, response.names_asked, WAIT_S)


def unchecked(session: Session) -> list[int]:
    """The drafts, and the responses that were reopened, with something in which nobody has looked for names."""
    return [response_id or 0 for response_id in session.exec(_unchecked().distinct())]


def carry_out(db: Database, response_id: int, turn: int) -> None:
    """Look for names in the answers that have changed, and forget why things were kept that are gone.

    What is saved from now on is for the next turn. Doing it again does no harm.
    """
    from survey_service.privacy.names import names

    with db.writing() as session:
        _begin(session, response_id, turn)
    with db.reading() as session:
        changed = _changed(session, response_id)
        things = _names_of_nobody(session, response_id)
    with db.writing() as session:
        for one in changed:
            written_in.note_found(
                session, response_id, one.question_id, one.version, [place.text for place in one.places]
            )
    found = iter(names([place.text for one in changed for place in one.places], things))
    for one in changed:
        one.found += [each for place in one.places for each in kept_names(place, next(found))]
    with db.writing() as session:
        for one in changed:
            _note(session, response_id, one)
        _forget_the_gone(session, response_id)


def _begin(session: Session, response_id: int, turn: int) -> None:
    """From now on, what is saved asks for a turn of its own."""
    response = session.exec(select(Response).where(Response.id == response_id).with_for_update()).one()
    response.names_asked = response.names_begun = max(response.names_asked, turn)


def _changed(session: Session, response_id: int) -> list[Changed]:
    questions, known = _questions(session, response_id), remembered(session, response_id)
    return [
        Changed(
            question_id,
            answer.version,
            places(questions[question_id], answer.value) if question_id in questions else (),
        )
        for question_id, answer in stored.living(session, response_id).items()
        if known.names_in(question_id, answer.version) is None
    ]


def _questions(session: Session, response_id: int) -> dict[str, AnyQuestion]:
    round_ = session.get_one(Round, session.get_one(Response, response_id).round_id)
    return {question.id: question for question in rounds.questionnaire_of(round_).questions()}


def _names_of_nobody(session: Session, response_id: int) -> set[str]:
    """What the county and its organisations are called."""
    round_ = session.get_one(Round, session.get_one(Response, response_id).round_id)
    organisations = session.exec(select(Organisation).where(Organisation.county_id == round_.county_id))
    return {name for one in organisations for name in (one.name_fi, one.name_sv)}


def _note(session: Session, response_id: int, changed: Changed) -> None:
    row = session.exec(
        select(NamesChecked).where(
            NamesChecked.response_id == response_id, NamesChecked.question_id == changed.question_id
        )
    ).first() or NamesChecked(response_id=response_id, question_id=changed.question_id, version=0, found=[])
    row.version, row.found, row.checked_at = changed.version, changed.found, now()
    session.add(row)
    session.flush()


def _forget_the_gone(session: Session, response_id: int) -> None:
    """Delete the reasons for what has been corrected. While a submission stands, what was kept in it stays with it."""
    if submissions.standing(session, response_id) is not None:
        return
    questions, known = _questions(session, response_id), remembered(session, response_id)
    answers = stored.living(session, response_id)
    for question_id, digest in known.kept:
        answer = answers.get(question_id)
        named = known.names_in(question_id, answer.version) if answer else ()
        if named is None:
            continue
        there = finds(response_id, questions[question_id], answer.value, named) if answer else ()
        if digest not in {find.digest for find in there}:
            session.exec(
                delete(KeptPersonal).where(
                    col(KeptPersonal.response_id) == response_id,
                    col(KeptPersonal.question_id) == question_id,
                    col(KeptPersonal.digest) == digest,
                )
            )


def _unchecked() -> SelectOfScalar[int | None]:
    return (
        select(col(Response.id))
        .join(Answer, col(Answer.response_id) == col(Response.id))
        .outerjoin(
            NamesChecked,
            (col(NamesChecked.response_id) == col(Answer.response_id))
            & (col(NamesChecked.question_id) == col(Answer.question_id)),
        )
        .where(
            or_(Response.state == "draft", col(Response.id).in_(_reopened())),
            or_(col(NamesChecked.id).is_(None), col(NamesChecked.version) != col(Answer.version)),
        )
    )


def _reopened() -> SelectOfScalar[int]:
    return select(col(Reopening.response_id)).where(col(Reopening.ended_at).is_(None))
