"""Submitted responses as the county reads them; what is still a draft belongs to its writers alone."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from questionnaires.asking import asked, counting
from questionnaires.model import AnyQuestion, Audience, Section, Text
from questionnaires.values import Value
from survey_service import answering, rounds
from survey_service.errors import NotFound
from survey_service.models import Answer, Organisation, Response, Round


@dataclass(frozen=True)
class Received:
    """One submitted response. `values` are by question id, as are the `languages` in which they were saved.

    What the organisation was not `asked`, by its other answers, is not part of its response.
    """

    response_id: int
    organisation_id: int
    organisation: Text
    audience: Audience
    reference: str
    submitted_at: datetime.datetime | None
    sections: tuple[Section, ...]
    values: Mapping[str, Value]
    languages: Mapping[str, str]
    asked: frozenset[str]

    def questions(self, section: Section) -> tuple[AnyQuestion, ...]:
        """The questions of `section` that the organisation was asked."""
        return tuple(one for one in section.questions_for(self.audience) if one.id in self.asked)


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
    questionnaire, values = rounds.questionnaire_of(round_), {key: answer.value for key, answer in stored.items()}
    states = asked(questionnaire, values, organisation.kind)
    saved = session.exec(select(Answer).where(Answer.response_id == response.id)).all()
    return Received(
        response_id=response.id or 0,
        organisation_id=organisation_id,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        audience=organisation.kind,
        reference=response.reference,
        submitted_at=response.submitted_at,
        sections=questionnaire.sections_for(organisation.kind),
        values=counting(questionnaire, values, organisation.kind),
        languages={one.question_id: one.language for one in saved},
        asked=frozenset(part_id for part_id, state in states.items() if state != "hidden"),
    )


def ids_by_key(session: Session, round_: Round) -> dict[str, int]:
    """The id of every organisation of the round that has submitted, by its key."""
    query = select(Organisation).join(Response).where(Response.round_id == round_.id, Response.state == "submitted")
    return {organisation.key: organisation.id or 0 for organisation in session.exec(query)}
