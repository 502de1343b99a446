"""What the member organisations of the NGO council write for it: seen by the council, and sent by nobody but it."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.model import AnyQuestion
from questionnaires.values import Upload
from reports.alphabet import place
from survey_service import joining, openness, saving, stored
from survey_service.db import now
from survey_service.models import Answer, Invitation, Response, Share
from survey_service.saving import Verdict, Writer
from survey_service.stored import StoredAnswer

State = Literal["none", "writing", "ready"]


@dataclass(frozen=True)
class Member:
    """One member organisation: how far it is, and its answers by question id."""

    share_id: int
    response_id: int | None
    name: str
    ended: bool
    changed_at: datetime.datetime | None
    ready_at: datetime.datetime | None
    answers: Mapping[str, StoredAnswer]

    @property
    def state(self) -> State:
        """In one word."""
        if self.ready_at is not None:
            return "ready"
        return "none" if self.response_id is None else "writing"


@dataclass(frozen=True)
class Addition:
    """That a person adds what a member wrote to the council's own answer; `seen` is the version that was shown."""

    share_id: int
    question_id: str
    seen: int


def of(session: Session, round_id: int, organisation_id: int) -> tuple[Member, ...]:
    """The members that the council has asked in the round, by name; an ended one only when it has written."""
    query = (
        select(Share, Response)
        .join(Invitation, col(Invitation.id) == col(Share.invitation_id))
        .join(Response, col(Response.share_id) == col(Share.id), isouter=True)
        .where(Share.kind == "member", Invitation.round_id == round_id, Invitation.organisation_id == organisation_id)
    )
    found = [(share, response) for share, response in session.exec(query) if response or not share.ended_at]
    answers = stored.living_of(session, [response.id or 0 for _, response in found if response])
    members = [_member(share, response, answers) for share, response in found]
    return tuple(sorted(members, key=lambda member: place(member.name)))


def add(
    session: Session, response: Response, addition: Addition, questions: Sequence[AnyQuestion], writer: Writer
) -> Verdict:
    """Put what a member wrote under the council's own answer to one of `questions`, as a new version of it.

    The response is locked. `stale`: the member has changed its text since it was shown, or another member asks for it.
    """
    question = next((one for one in questions if one.id == addition.question_id), None)
    # what members wrote is the council's to read, and no other member's
    theirs = _text_of(session, response, addition) if response.share_id is None else None
    if question is None or theirs is None or isinstance(theirs.value, Upload):
        return Verdict("stale")
    if openness.of_response(session, response).is_shut(question.id):
        return Verdict("submitted", question.id)
    if theirs.version != addition.seen:
        return Verdict("stale", question.id)
    row = next((row for row in saving.answers_of(session, response) if row.question_id == question.id), None)
    value = joining.together(question, saving.value_of(row), theirs.value)
    if value is None:
        return Verdict("too_much", question.id)
    if value != saving.value_of(row):
        saving.write(session, response, row, question.id, value, writer)
        response.changed_at = now()
    return Verdict("added", question.id)


def set_ready(session: Session, response: Response, ready: bool) -> None:
    """Tell the council that a member's texts are ready, or that they are not after all."""
    response = saving.locked(session, response)
    response.ready_at = (response.ready_at or now()) if ready else None


def _member(share: Share, response: Response | None, answers: Mapping[int, Mapping[str, StoredAnswer]]) -> Member:
    return Member(
        share_id=share.id or 0,
        response_id=response.id if response else None,
        name=share.name,
        ended=share.ended_at is not None,
        changed_at=response.changed_at if response else None,
        ready_at=response.ready_at if response else None,
        answers=answers.get(response.id or 0, {}) if response else {},
    )


def _text_of(session: Session, response: Response, addition: Addition) -> StoredAnswer | None:
    query = (
        select(Answer)
        .join(Response, col(Response.id) == col(Answer.response_id))
        .where(
            Response.share_id == addition.share_id,
            Response.round_id == response.round_id,
            Response.organisation_id == response.organisation_id,
            Answer.question_id == addition.question_id,
        )
    )
    row = session.exec(query).first()
    return None if row is None else stored.living(session, row.response_id)[row.question_id]
