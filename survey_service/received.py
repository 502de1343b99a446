"""Submitted responses as the county reads them; what is still a draft belongs to its writers alone."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session

from questionnaires.asking import asked, counting
from questionnaires.model import AnyQuestion, Audience, Questionnaire, Section, Text
from questionnaires.values import Value
from survey_service import answering, attachments, on_behalf, openness, submissions
from survey_service.audiences import audience_of
from survey_service.errors import NotFound, RecordsDeleted
from survey_service.models import Organisation, OrganisationKind, Response, Round, ScanState, SubmissionEnd
from survey_service.on_behalf import Entered
from survey_service.openness import Reopened
from survey_service.privacy.notices import kept_in
from survey_service.privacy.remembered import Kept, remembered
from survey_service.records import retention
from survey_service.submissions import Submitted
from survey_service.versions import questionnaire_in


@dataclass(frozen=True)
class Received:
    """One submission. `values` are by question id, as are the `languages` in which they were saved.

    What the organisation was not `asked`, by its other answers, is not part of its response. `versions` are all that it
    has sent, the newest first; `changed` are the questions that it answered in another way `before`, in the one that
    this replaced (None: taken back, so nobody reads it). `kept` tells why personal data stays in an answer.
    """

    response_id: int
    organisation_id: int
    organisation: Text
    kind: OrganisationKind
    audience: Audience
    reference: str
    submitted_at: datetime.datetime
    sections: tuple[Section, ...]
    values: Mapping[str, Value]
    languages: Mapping[str, str]
    asked: frozenset[str]
    scans: Mapping[str, ScanState]
    number: int
    questionnaire_version: int
    end: SubmissionEnd
    versions: tuple[Submitted, ...]
    before: Submitted | None
    changed: frozenset[str]
    reopened: Reopened | None
    kept: Mapping[str, tuple[Kept, ...]]
    entered: Entered | None = None

    def questions(self, section: Section) -> tuple[AnyQuestion, ...]:
        """The questions of `section` that the organisation was asked."""
        return tuple(one for one in section.questions_for(self.audience) if one.id in self.asked)


def sent_by(session: Session, round_: Round, organisation_id: int, number: int | None = None) -> Submitted:
    """What the organisation submitted in the round: what counts, or what was replaced since then and has that number.

    NotFound when there is none, RecordsDeleted when it was deleted; what was taken back is read by nobody.
    """
    response = answering.find(session, round_.id or 0, organisation_id)
    versions = submissions.of_response(session, response.id or 0) if response else []
    for one in versions:
        if (not one.end) if number is None else (one.number == number and one.end != "taken_back"):
            return one
    deleted = retention.deletions_of(session, round_.id or 0).get("responses")
    if deleted is not None:
        raise RecordsDeleted(deleted.deleted_at)
    raise NotFound


def of(session: Session, round_: Round, organisation_id: int, number: int | None = None) -> Received:
    """What the organisation submitted in the round, as `sent_by`."""
    sent = sent_by(session, round_, organisation_id, number)
    response = session.get_one(Response, sent.response_id)
    versions = submissions.of_response(session, sent.response_id)
    earlier = next((one for one in versions if one.number < sent.number), None)
    organisation = session.get_one(Organisation, organisation_id)
    questionnaire = questionnaire_in(session, round_, sent.questionnaire_version)
    audience = audience_of(organisation, questionnaire)
    states = asked(questionnaire, sent.values, audience)
    return Received(
        response_id=response.id or 0,
        organisation_id=organisation_id,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        audience=audience,
        reference=response.reference,
        submitted_at=sent.submitted_at,
        sections=questionnaire.sections_for(audience),
        values=counting(questionnaire, sent.values, audience),
        languages={question_id: answer.language for question_id, answer in sent.answers.items()},
        asked=frozenset(part_id for part_id, state in states.items() if state != "hidden"),
        scans=attachments.scans(session, response.id),
        number=sent.number,
        questionnaire_version=sent.questionnaire_version,
        end=sent.end,
        versions=tuple(versions),
        before=earlier if earlier and earlier.end == "replaced" else None,
        changed=earlier.changed(sent.answers) if earlier else frozenset(),
        reopened=None if sent.end else openness.reopened(session, sent.response_id),
        kept=_kept(session, questionnaire, sent),
        entered=on_behalf.with_link(session, sent.link_id),
    )


def _kept(session: Session, questionnaire: Questionnaire, sent: Submitted) -> dict[str, tuple[Kept, ...]]:
    stored = remembered(session, sent.response_id)
    return {
        question.id: kept_in(sent.response_id, question, sent.answers.get(question.id), stored)
        for question in questionnaire.questions()
    }


def ids_by_key(session: Session, round_: Round) -> dict[str, int]:
    """The id of every organisation of the round that has submitted, by its key."""
    return {organisation.key: organisation.id or 0 for organisation, _ in submissions.of_round(session, round_)}
