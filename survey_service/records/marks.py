"""Confidentiality of single answers (julkisuuslaki 621/1999, 24 §): by which statute, which paragraph, and why."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Confidentiality, Response, Round

USUAL_STATUTE = "621/1999"
"""The act on the openness of government activities; any other statute may be written instead."""
LONGEST_STATUTE, LONGEST_PARAGRAPH, LONGEST_REASON = 120, 120, 2_000
Fault = Literal["statute", "paragraph", "reason", "reason_too_long"]


class MarkRefused(SurveyServiceError):
    """A mark cannot be as it was written; `faults` say why, in the order of the form."""

    status = 422

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Written:
    """A mark as staff writes it."""

    statute: str
    paragraph: str
    reason: str


@dataclass(frozen=True)
class Mark(Written):
    """A mark that stands, and who set it."""

    by: str
    set_at: datetime.datetime

    @property
    def basis(self) -> str:
        """The statute and its paragraph, as they are cited."""
        return f"{self.statute} {self.paragraph}"


def mark(session: Session, response: Response, question_id: str, written: Written, *, actor: str) -> None:
    """Mark an answer as confidential; a mark that stands already is ended and stays as history. Raises MarkRefused."""
    if faults := _faults(written):
        raise MarkRefused(faults)
    _end(session, response, question_id, actor)
    session.flush()
    session.add(
        Confidentiality(
            response_id=response.id or 0,
            question_id=question_id,
            statute=written.statute,
            paragraph=written.paragraph,
            reason=written.reason,
            by=actor,
        )
    )
    _note(session, response, question_id, "answer.mark_confidential", actor)


def lift(session: Session, response: Response, question_id: str, *, actor: str) -> None:
    """End the mark of an answer; without one nothing happens."""
    if _end(session, response, question_id, actor):
        _note(session, response, question_id, "answer.lift_confidentiality", actor)


def of_response(session: Session, response_id: int) -> Mapping[str, Mark]:
    """The marks that stand, by question id."""
    return of_responses(session, [response_id]).get(response_id, {})


def of_responses(session: Session, response_ids: list[int]) -> dict[int, dict[str, Mark]]:
    """The same of several responses, by response id; one without marks is left out."""
    found: dict[int, dict[str, Mark]] = {}
    query = select(Confidentiality).where(
        col(Confidentiality.response_id).in_(response_ids), col(Confidentiality.ended_at).is_(None)
    )
    for row in session.exec(query):
        mark_ = Mark(row.statute, row.paragraph, row.reason, row.by, row.set_at)
        found.setdefault(row.response_id, {})[row.question_id] = mark_
    return found


def submitted(session: Session, round_: Round, organisation_id: int) -> Response:
    """The response that an organisation has submitted in the round; NotFound when there is none."""
    query = select(Response).where(
        Response.round_id == round_.id,
        Response.organisation_id == organisation_id,
        Response.state == "submitted",
        col(Response.share_id).is_(None),
    )
    response = session.exec(query).first()
    if response is None:
        raise NotFound
    return response


def _end(session: Session, response: Response, question_id: str, actor: str) -> bool:
    query = select(Confidentiality).where(
        Confidentiality.response_id == response.id,
        Confidentiality.question_id == question_id,
        col(Confidentiality.ended_at).is_(None),
    )
    # two clicks at once: the second waits for the first
    standing = session.exec(query.with_for_update()).all()
    for row in standing:
        row.ended_at, row.ended_by = now(), actor
    return bool(standing)


def _note(session: Session, response: Response, question_id: str, action: str, actor: str) -> None:
    county_id = session.get_one(Round, response.round_id).county_id
    audit.record(session, county_id, actor, action, f"response:{response.id} {question_id}")


def _faults(written: Written) -> list[Fault]:
    faults: list[Fault] = []
    if not written.statute or len(written.statute) > LONGEST_STATUTE:
        faults.append("statute")
    if not written.paragraph or len(written.paragraph) > LONGEST_PARAGRAPH:
        faults.append("paragraph")
    if not written.reason:
        faults.append("reason")
    elif len(written.reason) > LONGEST_REASON:
        faults.append("reason_too_long")
    return faults
