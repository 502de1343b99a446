"""Copies of a response to keep and to take to a meeting: what was sent, or the draft with what is missing."""

from collections.abc import Callable, Mapping, Sequence

from sqlmodel import Session

from questionnaires.asking import asked
from questionnaires.completeness import review
from questionnaires.model import AnyQuestion, Audience, Language, Questionnaire
from questionnaires.values import Value
from reports.briefing import Text
from reports.response import CopyQuestion, CopySection, ResponseCopy
from survey_service import on_behalf
from survey_service.answering import Answering
from survey_service.audiences import audience_of
from survey_service.copies import as_text, told_of
from survey_service.db import now
from survey_service.i18n import FINLAND
from survey_service.indicators import choosing, wording
from survey_service.indicators.telling import Told
from survey_service.models import County, Organisation, Response, Round
from survey_service.submissions import Submitted
from survey_service.versions import questionnaire_in

Tell = Callable[[AnyQuestion], CopyQuestion]


def sent_of(session: Session, sent: Submitted, language: Language) -> ResponseCopy:
    """A whole submission, as its sender keeps it and the county reads it."""
    response = session.get_one(Response, sent.response_id)
    round_ = session.get_one(Round, response.round_id)
    organisation = session.get_one(Organisation, response.organisation_id)
    county = session.get_one(County, round_.county_id)
    questionnaire = questionnaire_in(session, round_, sent.questionnaire_version)
    entered = on_behalf.with_link(session, sent.link_id)
    return ResponseCopy(
        county=Text(fi=county.name_fi, sv=county.name_sv),
        title=as_text(questionnaire.title),
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        made_on=sent.submitted_at.astimezone(FINLAND).date(),
        arrived=sent.submitted_at,
        reference=response.reference,
        number=sent.number,
        entered_by=entered.by if entered else "",
        sections=_sections(
            questionnaire,
            audience_of(organisation, questionnaire),
            sent.values,
            lambda question: told_of(question, sent.answers.get(question.id), language),
        )
        + wording.copied(choosing.shown(session, round_, organisation.id or 0, sent.submitted_at), language),
    )


def draft_of(told: Answering, language: Language, shown: Sequence[Told] = ()) -> ResponseCopy:
    """What is written now, for the meeting of those who write: who wrote last, what is missing, room for notes."""
    gaps: dict[str, list[Text]] = {}
    for found in review(told.questionnaire, told.values, told.audience):
        gaps.setdefault(found.question_id, []).append(as_text(found.text))

    def tell(question: AnyQuestion) -> CopyQuestion:
        answer = told.answers.get(question.id)
        return told_of(question, answer, language).model_copy(
            update={
                "gaps": tuple(gaps.get(question.id, ())),
                "writer": _writer(told, question.id),
                "saved_at": answer.saved_at if answer else None,
            }
        )

    return ResponseCopy(
        county=as_text(told.organiser.name),
        title=as_text(told.questionnaire.title),
        organisation=as_text(told.answerer),
        made_on=now().astimezone(FINLAND).date(),
        reference=told.reference,
        sections=_sections(told.questionnaire, told.audience, told.values, tell) + wording.copied(shown, language),
    )


def _writer(told: Answering, question_id: str) -> Text | None:
    answer = told.answers.get(question_id)
    name = told.writer_of(answer) if answer else None
    return as_text(name) if name else None


def _sections(
    questionnaire: Questionnaire, audience: Audience, values: Mapping[str, Value], tell: Tell
) -> tuple[CopySection, ...]:
    states = asked(questionnaire, values, audience)
    return tuple(
        CopySection(
            title=as_text(section.title),
            questions=tuple(
                tell(question) for question in section.questions_for(audience) if states[question.id] != "hidden"
            ),
        )
        for section in questionnaire.sections_for(audience)
    )
