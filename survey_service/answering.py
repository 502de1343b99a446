"""Who is answering what: everything that a respondent's pages tell, read once for a request."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlmodel import Session, select

from questionnaires.asking import Asked, asked
from questionnaires.condition_words import when
from questionnaires.model import AnyQuestion, Audience, Questionnaire, Section, Shown, Text
from questionnaires.values import Value
from survey_service import (
    attachments,
    decisions,
    links,
    members,
    on_behalf,
    organisers,
    progress_reports,
    stored,
    submissions,
    writers,
)
from survey_service import openness as how_open
from survey_service.audiences import audience_of
from survey_service.db import now
from survey_service.decisions import PastDecision
from survey_service.deliverables import Delivered, delivered
from survey_service.details import legal_basis
from survey_service.errors import LinkMissing, NotFound
from survey_service.links import OpenedLink, OpenedShare
from survey_service.members import Member
from survey_service.models import County, Organisation, OrganisationKind, Response, ResponseState, Round, ScanState
from survey_service.on_behalf import Entered
from survey_service.openness import Openness, WhyNot
from survey_service.organisers import Organiser
from survey_service.privacy.remembered import Remembered, remembered
from survey_service.progress import is_answered
from survey_service.rounds import questionnaire_of
from survey_service.stored import StoredAnswer, StoredRival
from survey_service.submissions import Submitted


@dataclass(frozen=True)
class Answering:
    """One organisation in one round, as seen through one link. `share` tells what the contact passed on with it.

    `answers` are what is being written where that may be changed, and what was `sent` everywhere else. `unsent` are
    texts that a reopening left behind when its time ran out; `changed` are the questions that are answered in another
    way than when the response was sent last. `entering`: the county writes in the organisation's name with this link;
    `sent_for`: what was sent was entered so.
    """

    link_id: int
    invitation_id: int
    share: OpenedShare | None
    round_id: int
    organisation_id: int
    organisation: Text
    kind: OrganisationKind
    audience: Audience
    organiser: Organiser
    convener: Text
    legal_basis: Text
    year: int
    deadline: datetime.datetime
    questionnaire: Questionnaire
    questionnaire_version: int
    response_id: int | None
    state: ResponseState
    reference: str
    submitted_at: datetime.datetime | None
    ready_at: datetime.datetime | None
    answers: Mapping[str, StoredAnswer]
    rivals: tuple[StoredRival, ...]
    writers: Mapping[int, Text]
    scans: Mapping[str, ScanState]
    decisions: tuple[PastDecision, ...]
    sent: Submitted | None
    openness: Openness
    unsent: Mapping[str, StoredAnswer]
    changed: frozenset[str]
    remembered: Remembered
    members: tuple[Member, ...] = ()
    entering: Entered | None = None
    sent_for: Entered | None = None

    @property
    def whose(self) -> str:
        """What every form of the pages carries, so that none is saved for another organisation."""
        return f"{self.round_id}.{self.organisation_id}" + (f".{self.member_id}" if self.member_id else "")

    @property
    def only(self) -> str | None:
        """The section that the link is limited to."""
        return self.share.section_id if self.share else None

    @property
    def member_id(self) -> int | None:
        """The share of the member organisation that writes a response of its own, for the council's."""
        return links.member_of(self.share)

    @property
    def answerer(self) -> Text:
        """Who answers, in the nominative: the organisation, or a member of it for itself."""
        if self.share is None or self.member_id is None:
            return self.organisation
        name = self.share.name
        return Text(fi=f"{name} ({self.organisation.fi})", sv=f"{name} ({self.organisation.sv})")

    @property
    def has_indicators(self) -> bool:
        """Whether indicators stand beside the answers: a municipality's own, or for a service those of the county."""
        return self.kind in ("kunta", "sote", "pelastus") and self.member_id is None

    @property
    def closed(self) -> bool:
        """Whether the deadline has passed."""
        return now() > self.deadline

    @property
    def editable(self) -> bool:
        """Whether anything may still be changed."""
        return bool(self.changeable)

    @property
    def changeable(self) -> list[Section]:
        """The sections that may be changed through this link now."""
        return [section for section in self.sections if self.may_change(section)]

    def may_change(self, section: Section) -> bool:
        """Whether a section may be changed through this link now."""
        return self.only in (None, section.id) and not self.why_not(section)

    def why_not(self, section: Section) -> WhyNot:
        """Why a section may not be changed: the response was submitted, or its time is over; empty when it may."""
        return self.openness.why_not(section.id)

    @property
    def may_pass_on(self) -> bool:
        """Whether this link's contact can give somebody else a link now: in time, or while something is reopened."""
        return self.is_contact and (not self.closed or self.editable)

    @property
    def is_contact(self) -> bool:
        """Whether the link is a contact's own: neither passed on, nor the county's for entering a response."""
        return self.share is None and self.entering is None

    @property
    def may_submit(self) -> bool:
        """Whether this link can send the response now."""
        return self.share is None and self.editable

    @property
    def may_take_back(self) -> bool:
        """Whether this link can take back what was sent."""
        return self.is_contact and self.sent is not None and not self.closed

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections that this link opens."""
        asked = self.questionnaire.sections_for(self.audience)
        return tuple(section for section in asked if self.only in (None, section.id))

    @property
    def values(self) -> dict[str, Value]:
        """The stored values by question id."""
        return {question_id: answer.value for question_id, answer in self.answers.items()}

    @cached_property
    def states(self) -> dict[str, Asked]:
        """The state of everything that this organisation may be asked or shown, by id."""
        return asked(self.questionnaire, self.values, self.audience)

    @property
    def delivered(self) -> tuple[Delivered, ...]:
        """The deliverables of the pre-assignment, each with its state."""
        return delivered(self.questionnaire, self.audience, self.values, self.states, self.decisions)

    @property
    def written(self) -> bool:
        """Whether anything has been answered at all of what is asked."""
        return any(not value.is_empty() and not self.is_hidden(key) for key, value in self.values.items())

    def section(self, section_id: str) -> Section:
        """The section with this id; NotFound when this link does not open it."""
        found = next((section for section in self.sections if section.id == section_id), None)
        if found is None:
            raise NotFound
        return found

    def asked(self, section: Section) -> dict[str, Asked]:
        """The states of the questions and texts of `section`, hidden ones too, in their order."""
        return {part.id: self.states[part.id] for part in section.parts_for(self.audience)}

    def is_hidden(self, question_id: str) -> bool:
        """Whether the question is not asked, by the answers so far or at all. What was written to it is kept."""
        return self.states.get(question_id, "hidden") == "hidden"

    def opens(self, section: Section) -> bool:
        """Whether anything of `section` is asked or shown, by the answers so far."""
        return any(state != "hidden" for state in self.asked(section).values())

    def when(self, conditioned: Section | Shown) -> Text | None:
        """The sentence that tells when this is asked, None for what always is."""
        return when(self.questionnaire, conditioned, self.audience)

    def kept(self, section: Section) -> tuple[AnyQuestion, ...]:
        """The questions of `section` that are not asked now, and to which an answer is kept."""
        hidden = (one for one in section.questions_for(self.audience) if self.is_hidden(one.id))
        return tuple(one for one in hidden if is_answered(one, self.values))

    def questions(self, section: Section) -> tuple[AnyQuestion, ...]:
        """The questions of `section` that this organisation is asked by its answers so far."""
        return tuple(one for one in section.questions_for(self.audience) if not self.is_hidden(one.id))

    def writer_of(self, answer: StoredAnswer) -> Text | None:
        """Whom the others see as the writer of an answer; None where nobody knows."""
        return self.writers.get(answer.link_id or 0)

    def saved_at(self) -> datetime.datetime | None:
        """When anything was saved last; None before the first save."""
        return max((answer.saved_at for answer in self.answers.values()), default=None)


def behind(session: Session, link_id: int) -> Answering:
    """What a link answers that was opened before; LinkMissing for one to select with, else as `links.alive`."""
    opened = links.alive(session, link_id)
    if opened.purpose != "answer":
        raise LinkMissing
    return of(session, opened)


def of(session: Session, opened: OpenedLink) -> Answering:
    """What the pages behind an opened link tell."""
    round_ = session.get_one(Round, opened.round_id)
    organisation = session.get_one(Organisation, opened.organisation_id)
    questionnaire = questionnaire_of(round_)
    response = find(session, opened.round_id, opened.organisation_id, links.member_of(opened.share))
    key = (response.id or 0) if response else 0
    openness = how_open.of(session, response, round_, opened.organisation_id)
    living, submitted = stored.living(session, key), submissions.of_response(session, key)
    sent = next((one for one in submitted if not one.end), None)
    answers = openness.counting(living, sent.answers if sent else {})
    rivals = stored.beside(session, key)
    entered = on_behalf.through(session, [opened.link_id, sent.link_id if sent else None])
    return Answering(
        link_id=opened.link_id,
        invitation_id=opened.invitation_id,
        share=opened.share,
        round_id=opened.round_id,
        organisation_id=opened.organisation_id,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        audience=audience_of(organisation, questionnaire),
        organiser=organisers.of(session.get_one(County, round_.county_id)),
        convener=Text(fi=round_.convener_fi, sv=round_.convener_sv),
        legal_basis=legal_basis(round_),
        year=round_.year,
        deadline=openness.deadline,
        questionnaire=questionnaire,
        questionnaire_version=round_.questionnaire_version,
        response_id=response.id if response else None,
        state=response.state if response else "draft",
        reference=response.reference if response else "",
        submitted_at=response.submitted_at if response else None,
        ready_at=response.ready_at if response else None,
        answers=answers,
        rivals=rivals,
        writers=writers.names(session, {one.link_id for one in (*answers.values(), *rivals) if one.link_id}),
        scans=attachments.scans(session, key),
        decisions=progress_reports.beside(session, decisions.of_year_before(session, round_, opened.organisation_id)),
        sent=sent,
        openness=openness,
        unsent=_unsent(openness, living, sent),
        changed=submitted[0].changed(answers) if submitted else frozenset(),
        members=_members(session, opened, organisation),
        remembered=remembered(session, key),
        entering=entered.get(opened.link_id),
        sent_for=entered.get(sent.link_id or 0) if sent else None,
    )


def _unsent(openness: Openness, living: Mapping[str, StoredAnswer], sent: Submitted | None) -> dict[str, StoredAnswer]:
    changed = sent.changed(living) if sent else ()
    return {key: living[key] for key in changed if openness.is_shut(key) and key in living}


def _members(session: Session, opened: OpenedLink, organisation: Organisation) -> tuple[Member, ...]:
    """What a council's members write for it: the council and its colleagues see it, one member not another's."""
    if organisation.kind != "jarjesto" or links.member_of(opened.share) is not None:
        return ()
    return members.of(session, opened.round_id, opened.organisation_id)


def find(session: Session, round_id: int, organisation_id: int, member_id: int | None = None) -> Response | None:
    """The organisation's response in a round, or None before anything was saved.

    `member_id`: instead, what the member organisation of that share writes for it.
    """
    wanted = select(Response).where(
        Response.round_id == round_id, Response.organisation_id == organisation_id, Response.share_id == member_id
    )
    return session.exec(wanted).first()


def invited_language(session: Session, opened: OpenedLink) -> str:
    """The language in which an opened link addresses: the share's, or the organisation's first; fi or sv."""
    if opened.share is not None:
        return opened.share.language
    return session.get_one(Organisation, opened.organisation_id).language_status[:2]


def county_of(session: Session, opened: OpenedLink) -> int:
    """The county that asks behind an opened link."""
    return session.get_one(Round, opened.round_id).county_id
