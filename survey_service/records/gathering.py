"""What a round's exports and its archive package tell: its submissions, read once, as plain values."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.asking import asked
from questionnaires.model import AnyQuestion, Questionnaire, Section, Text
from questionnaires.values import Value
from survey_service import submissions, versions
from survey_service.audiences import audience_of
from survey_service.models import County, InternalNote, Organisation, Response, Round, ServiceArea
from survey_service.privacy.remembered import Remembered, remembered
from survey_service.records import marks, notes
from survey_service.records.marks import Mark
from survey_service.records.redacting import redacted
from survey_service.stored import StoredAnswer
from survey_service.submissions import Submitted


@dataclass(frozen=True)
class Sender:
    """The organisation that sent a response. `code` is the kuntanumero, empty for what is no municipality."""

    id: int
    key: str
    code: str
    kind: str
    name: Text
    language: str
    service_area: str


@dataclass(frozen=True)
class ExportedAnswer:
    """One answer that was asked for. `value` is None for a confidential one in what is redacted.

    `names_checked`: whether the answer has been looked through for names, which only then can be hidden.
    """

    section: Section
    question: AnyQuestion
    value: Value | None
    stored: StoredAnswer
    mark: Mark | None
    names_checked: bool


@dataclass(frozen=True)
class ExportedResponse:
    """One submission as it is exported, in the words of the questionnaire that it answers."""

    sender: Sender
    reference: str
    sent: Submitted
    questionnaire: Questionnaire
    answers: tuple[ExportedAnswer, ...]


@dataclass(frozen=True)
class RoundExport:
    """A round as it is exported: its facts, and what was submitted.

    `questionnaires` by the number of their version: each that was answered, and the present one. `notes` by response
    id, only when asked for.
    """

    county_code: str
    county: Text
    year: int
    theme: Text
    case_number: str
    deadline: datetime.datetime
    questionnaires: Mapping[int, Questionnaire]
    responses: tuple[ExportedResponse, ...]
    redacted: bool
    notes: Mapping[int, tuple[InternalNote, ...]]

    @property
    def unchecked(self) -> int:
        """How many answers nobody has looked through for names yet."""
        return sum(not answer.names_checked for response in self.responses for answer in response.answers)


def of_round(session: Session, round_: Round, *, redact: bool = False, internal: bool = False) -> RoundExport:
    """What is submitted in a round and counts, by the organisations' keys."""
    county = session.get_one(County, round_.county_id)
    present = versions.questionnaire_of(round_)
    sent = submissions.of_round(session, round_)
    told = tuple(response(session, round_, organisation, one, redact=redact) for organisation, one in sent)
    return RoundExport(
        county_code=county.code,
        county=Text(fi=county.name_fi, sv=county.name_sv),
        year=round_.year,
        theme=present.theme_name,
        case_number=round_.case_number,
        deadline=round_.deadline,
        questionnaires={
            round_.questionnaire_version: present,
            **{one.sent.questionnaire_version: one.questionnaire for one in told},
        },
        responses=told,
        redacted=redact,
        notes=_notes(session, [one.response_id for _, one in sent]) if internal else {},
    )


def response(
    session: Session, round_: Round, organisation: Organisation, sent: Submitted, *, redact: bool
) -> ExportedResponse:
    """One submission; what was not asked, by its other answers, is no part of it."""
    questionnaire = versions.questionnaire_in(session, round_, sent.questionnaire_version)
    known = remembered(session, sent.response_id)
    marked = marks.of_response(session, sent.response_id)
    return ExportedResponse(
        sender=_sender(session, organisation),
        reference=session.get_one(Response, sent.response_id).reference,
        sent=sent,
        questionnaire=questionnaire,
        answers=tuple(_answers(questionnaire, organisation, sent, known, marked, redact=redact)),
    )


def _answers(
    questionnaire: Questionnaire,
    organisation: Organisation,
    sent: Submitted,
    known: Remembered,
    marked: Mapping[str, Mark],
    *,
    redact: bool,
) -> Iterator[ExportedAnswer]:
    audience = audience_of(organisation, questionnaire)
    states = asked(questionnaire, sent.values, audience)
    for section in questionnaire.sections_for(audience):
        for question in section.questions_for(audience):
            stored = sent.answers.get(question.id)
            if stored is None or stored.value.is_empty() or states[question.id] == "hidden":
                continue
            names, mark = known.names_in(question.id, stored.version), marked.get(question.id)
            value: Value | None = stored.value
            if redact:
                value = None if mark else redacted(question, stored.value, names or ())
            yield ExportedAnswer(section, question, value, stored, mark, names is not None)


def _sender(session: Session, organisation: Organisation) -> Sender:
    area = session.get(ServiceArea, organisation.service_area_id) if organisation.service_area_id else None
    return Sender(
        id=organisation.id or 0,
        key=organisation.key,
        code=organisation.code or "",
        kind=organisation.kind,
        name=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        language=organisation.language_status[:2],
        service_area=area.key if area else "",
    )


def _notes(session: Session, response_ids: list[int]) -> dict[int, tuple[InternalNote, ...]]:
    found: dict[int, tuple[InternalNote, ...]] = {}
    for note in notes.of_responses(session, response_ids):
        found[note.response_id] = (*found.get(note.response_id, ()), note)
    return found
