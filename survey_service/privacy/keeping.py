"""Keeping personal data in a response for a reason, and taking that back. One writer's decision holds for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import delete
from sqlmodel import Session, col

from questionnaires.model import Section
from survey_service import audit
from survey_service.answering import Answering
from survey_service.db import now
from survey_service.models import KeepReason, KeptPersonal
from survey_service.privacy.finds import Find
from survey_service.privacy.notices import notices, undecided

REASONS: tuple[KeepReason, ...] = get_args(KeepReason)


@dataclass(frozen=True)
class Why:
    """Why something stays; `words` are the keeper's own."""

    reason: KeepReason
    words: str = ""

    @classmethod
    def given(cls, reason: str, words: str) -> "Why | None":
        """A reason that says something; None when it is still to be given."""
        known = next((one for one in REASONS if one == reason), None)
        return None if known is None or (known == "other" and not words) else cls(known, words)


@dataclass(frozen=True)
class Choice:
    """That what is pointed out with this digest is kept, or that this is taken back. `why` None: not given."""

    act: Literal["keep", "take_back"]
    question_id: str
    digest: str
    why: Why | None = None


def decide(session: Session, told: Answering, section: Section, choice: Choice) -> None:
    """Do what was chosen, as far as it is still there and may be decided through this link."""
    question = next((one for one in told.questions(section) if one.id == choice.question_id), None)
    if question is None or not told.may_change(section):
        return
    if choice.act == "take_back":
        if _forget(session, told, choice.question_id, choice.digest):
            _record(session, told, "personal.take_back", choice.question_id)
    elif choice.why:
        found = [one.find for one in notices(told, question) if one.find.digest == choice.digest]
        _keep(session, told, found, choice.why)


def keep_all(session: Session, told: Answering, why: Why) -> None:
    """Keep everything that is undecided, for one reason."""
    _keep(session, told, [notice.find for notice in undecided(told)], why)


def _keep(session: Session, told: Answering, found: Iterable[Find], why: Why) -> None:
    for find in found:
        _forget(session, told, find.question_id, find.digest)
        session.add(
            KeptPersonal(
                response_id=told.response_id or 0,
                question_id=find.question_id,
                digest=find.digest,
                reason=why.reason,
                words=why.words,
                link_id=told.link_id,
                kept_at=now(),
            )
        )
        _record(session, told, "personal.keep", find.question_id)


def _forget(session: Session, told: Answering, question_id: str, digest: str) -> bool:
    gone = session.exec(
        delete(KeptPersonal).where(
            col(KeptPersonal.response_id) == told.response_id,
            col(KeptPersonal.question_id) == question_id,
            col(KeptPersonal.digest) == digest,
        )
    )
    return bool(gone.rowcount)


def _record(session: Session, told: Answering, action: str, question_id: str) -> None:
    thing = f"response:{told.response_id}.{question_id}"
    audit.record(session, told.organiser.id, f"link:{told.link_id}", action, thing)
