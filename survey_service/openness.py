"""Whether a section of a response may be changed now, and why not: the one place that says so."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from sqlmodel import Session, col, select

from survey_service import deadlines
from survey_service.db import now
from survey_service.models import Reopening, Response, Round
from survey_service.rounds import questionnaire_of

WhyNot = Literal["", "submitted", "closed"]
T = TypeVar("T")


@dataclass(frozen=True)
class Reopened:
    """That the county opened sections of a submitted response again (`section_ids` empty: all of it)."""

    id: int
    section_ids: frozenset[str]
    reason: str
    until: datetime.datetime

    @property
    def runs(self) -> bool:
        """Whether its time has not run out."""
        return now() <= self.until

    def covers(self, section_id: str) -> bool:
        """Whether it opened this section."""
        return not self.section_ids or section_id in self.section_ids


@dataclass(frozen=True)
class Openness:
    """What holds for one response at this moment.

    `reopened` has not been answered by sending; `questions` are those that it opens, none when its time has run out.
    """

    submitted: bool
    deadline: datetime.datetime
    reopened: Reopened | None = None
    questions: frozenset[str] = frozenset()

    @property
    def is_reopened(self) -> bool:
        """Whether something of a submitted response may be changed again."""
        return self.reopened is not None and self.reopened.runs

    @property
    def until(self) -> datetime.datetime:
        """Until when something may be changed, or could be."""
        return self.reopened.until if self.reopened else self.deadline

    def why_not(self, section_id: str) -> WhyNot:
        """Why a section may not be changed; empty when it may be."""
        if self.submitted:
            return "" if self.reopened and self.reopened.runs and self.reopened.covers(section_id) else "submitted"
        return "closed" if now() > self.deadline else ""

    def is_shut(self, question_id: str) -> bool:
        """Whether the answer to a question was submitted, and not reopened."""
        return self.submitted and question_id not in self.questions

    def counting(self, living: Mapping[str, T], sent: Mapping[str, T]) -> dict[str, T]:
        """What is to be read, and sent: what is written where it may be, what was sent everywhere else."""
        kept = {question_id: answer for question_id, answer in sent.items() if self.is_shut(question_id)}
        return kept | {question_id: answer for question_id, answer in living.items() if not self.is_shut(question_id)}


def of(session: Session, response: Response | None, round_: Round, organisation_id: int) -> Openness:
    """How an organisation's response in the round stands now; None for one that has not been begun."""
    deadline = deadlines.of(session, round_, organisation_id)
    if response is None or response.state != "submitted":
        return Openness(False, deadline)
    found = reopened(session, response.id or 0)
    if found is None or not found.runs:
        return Openness(True, deadline, found)
    sections = (section for section in questionnaire_of(round_).sections if found.covers(section.id))
    questions = frozenset(question.id for section in sections for question in section.questions)
    return Openness(True, deadline, found, questions)


def of_response(session: Session, response: Response) -> Openness:
    """`of`, for a response that is there."""
    return of(session, response, session.get_one(Round, response.round_id), response.organisation_id)


def reopened(session: Session, response_id: int) -> Reopened | None:
    """The reopening that the organisation has not answered yet, also when its time has run out."""
    return all_reopened(session, [response_id]).get(response_id)


def all_reopened(session: Session, response_ids: Collection[int]) -> dict[int, Reopened]:
    """The same of several responses, by response id; one that is not reopened is left out."""
    query = select(Reopening).where(col(Reopening.response_id).in_(response_ids), col(Reopening.ended_at).is_(None))
    return {
        row.response_id: Reopened(row.id or 0, frozenset(row.section_ids), row.reason, row.until)
        for row in session.exec(query.order_by(col(Reopening.id)))
    }
