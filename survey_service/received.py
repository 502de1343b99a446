"""Submitted responses as the county reads them; what is still a draft belongs to its writers alone."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from questionnaires.model import Audience, Section, Text
from questionnaires.values import Value
from survey_service import answering, rounds
from survey_service.errors import NotFound
from survey_service.models import Answer, Organisation, Response, Round


@dataclass(frozen=True)
class Received:
    """One submitted response. `values` are by question id, as are the `languages` in which they were saved."""

    response_id: int
    organisation_id: int
    organisation: Text
    audience: Audience
    reference: str
    submitted_at: datetime.datetime | None
    sections: tuple[Section, ...]
    values: Mapping[str, Value]
    languages: Mapping[str, str]


def response_of(session: Session, round_: Round, organisation_id: int) -> Response:
    """The organisation's submitted response in the round; NotFound when there is none."""
    response = answering.find(session, round_.id or 0, organisation_id)
    if response is None or response.state != "submitted":
        raise NotFound
    return response


def of(session: Session, round_: Round, organisation_id: int) -> Received:
    """What the organisation submitted in the round; NotFound when it did not."""
    response = response_of(session, round_, organisation_id)
    organisation = session.get_one(Organisation, organisation_id)
    stored = answering.stored(session, response.id or 0)
    saved = session.exec(select(Answer).where(Answer.response_id == response.id)).all()
    return Received(
        response_id=response.id or 0,
        organisation_id=organisation_id,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        audience=organisation.kind,
        reference=response.reference,
        submitted_at=response.submitted_at,
        sections=rounds.questionnaire_of(round_).sections_for(organisation.kind),
        values={question_id: answer.value for question_id, answer in stored.items()},
        languages={one.question_id: one.language for one in saved},
    )


def ids_by_key(session: Session, round_: Round) -> dict[str, int]:
    """The id of every organisation of the round that has submitted, by its key."""
    query = select(Organisation).join(Response).where(Response.round_id == round_.id, Response.state == "submitted")
    return {organisation.key: organisation.id or 0 for organisation in session.exec(query)}
