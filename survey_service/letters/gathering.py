"""Gathers what a letter tells from the database."""

import datetime
from collections.abc import Sequence

from sqlmodel import Session

from questionnaires.completeness import review
from questionnaires.model import Audience, Deliverable, Language, Questionnaire, Text
from survey_service import (
    answering,
    deadlines,
    extending,
    negotiations,
    on_behalf,
    reopening,
    replies,
    rounds,
    submissions,
    summonses,
)
from survey_service.audiences import audience_of
from survey_service.db import now
from survey_service.details import legal_basis
from survey_service.letters import facts
from survey_service.letters.facts import Arrived, Asked, Letter, Passing, Recipient, Sender
from survey_service.link_requests import Door
from survey_service.models import (
    Contact,
    County,
    Invitation,
    IssueReply,
    LanguageStatus,
    Mail,
    Negotiation,
    Organisation,
    Round,
    Share,
    Summons,
)
from survey_service.settings import Settings
from survey_service.submissions import Submitted
from survey_service.timetable import FINLAND, Step

LANGUAGES: dict[LanguageStatus, tuple[Language, ...]] = {
    "fi": ("fi",),
    "sv": ("sv",),
    "fi_sv": ("fi", "sv"),
    "sv_fi": ("sv", "fi"),
}


def letter(session: Session, settings: Settings, mail: Mail, opened: Sequence[tuple[Door, str]]) -> Letter:
    """The letter of a mail, with the link that each token makes. It is composed for sending and never stored."""
    invitation = session.get_one(Invitation, mail.invitation_id)
    round_ = session.get_one(Round, invitation.round_id)
    organisation = session.get_one(Organisation, invitation.organisation_id)
    return Letter(
        kind=mail.kind,
        message_id=mail.message_id,
        written_at=now(),
        sender=sender(session.get_one(County, round_.county_id), round_, settings),
        recipient=_recipient(session, mail, invitation, [door for door, _ in opened]),
        asked=asked(round_, organisation, deadlines.of(session, round_, organisation.id or 0)),
        doors=tuple(_door(session, door, f"{settings.base_url.rstrip('/')}/v/{token}") for door, token in opened),
        arrived=_arrived(session, invitation, mail) if mail.kind == "receipt" else None,
        reopened=_reopened(session, invitation, mail) if mail.kind == "reopened" else None,
        extended=_extended(session, invitation) if mail.kind == "extended" else None,
        replying=facts.Replying(replies.last_day(session, round_, organisation.id or 0))
        if mail.kind == "issues"
        else None,
        replied=_replied(session, mail) if mail.kind == "reply" else None,
        passing=_passing(session, mail, invitation, round_) if mail.kind == "share" else None,
        summoned=summoned(session, settings, session.get_one(Summons, mail.summons_id)) if mail.summons_id else None,
    )


def sender(county: County, round_: Round, settings: Settings) -> Sender:
    """Who writes the mails of a round."""
    return Sender(
        county=Text(fi=county.name_fi, sv=county.name_sv),
        convener=Text(fi=round_.convener_fi, sv=round_.convener_sv),
        legal_basis=legal_basis(round_),
        case_number=round_.case_number,
        contact=Text(fi=county.contact_title_fi, sv=county.contact_title_sv),
        contact_email=county.contact_email,
        address=settings.mail_from,
    )


def _recipient(session: Session, mail: Mail, invitation: Invitation, doors: Sequence[Door]) -> Recipient:
    contact = session.get_one(Contact, invitation.contact_id)
    share = session.get_one(Share, mail.share_id) if mail.share_id else None
    return Recipient(
        organisation=name(session.get_one(Organisation, invitation.organisation_id)),
        title=Text(fi=share.name, sv=share.name) if share else Text(fi=contact.title_fi, sv=contact.title_sv),
        email=share.email if share else contact.email,
        languages=tuple(dict.fromkeys(language for door in doors for language in _languages(session, door))),
    )


def _passing(session: Session, mail: Mail, invitation: Invitation, round_: Round) -> Passing | None:
    if mail.share_id is None:
        return None
    share, contact = session.get_one(Share, mail.share_id), session.get_one(Contact, invitation.contact_id)
    sections = {section.id: section.title for section in rounds.questionnaire_of(round_).sections}
    return Passing(
        contact=Text(fi=contact.title_fi, sv=contact.title_sv),
        contact_email=contact.email,
        name=share.name,
        section=sections.get(share.section_id or ""),
    )


def _languages(session: Session, door: Door) -> tuple[Language, ...]:
    if door.share is not None:
        return ("sv",) if door.share.language == "sv" else ("fi",)
    return LANGUAGES[session.get_one(Organisation, door.invitation.organisation_id).language_status]


def name(organisation: Organisation) -> Text:
    """What an organisation is called."""
    return Text(fi=organisation.name_fi, sv=organisation.name_sv)


def _door(session: Session, door: Door, link: str) -> facts.Door:
    return facts.Door(
        purpose=door.invitation.purpose,
        organisation=name(session.get_one(Organisation, door.invitation.organisation_id)),
        theme=rounds.questionnaire_of(door.round).theme_name,
        closes_at=door.closes_at(session),
        link=link,
    )


def asked(round_: Round, organisation: Organisation, deadline: datetime.datetime) -> Asked:
    """What the round asks of an organisation, until its deadline."""
    questionnaire = rounds.questionnaire_of(round_)
    audience = audience_of(organisation, questionnaire)
    sections = questionnaire.sections_for(audience)
    assignment = next((text for part in sections if (text := part.instructions.get(audience))), None)
    return Asked(
        year=round_.year,
        theme=questionnaire.theme_name,
        deadline=deadline,
        selection_deadline=round_.selection_deadline,
        naming_deadline=round_.naming_deadline,
        follow_up_deadline=round_.follow_up_deadline,
        steps=_steps(round_, deadline),
        sections=tuple(part for part in sections if not part.instructions),
        deliverables=_deliverables(questionnaire, audience),
        assignment=assignment,
    )


def _steps(round_: Round, deadline: datetime.datetime) -> tuple[Step, ...]:
    """The steps of the round, the answering as long as the recipient has time for it."""
    steps = rounds.steps_of(round_)
    if deadline <= round_.deadline:
        return steps
    last_day = deadline.astimezone(FINLAND).date()
    return tuple(
        step.model_copy(update={"end": max(step.end, last_day)}) if step.id == extending.ANSWERING else step
        for step in steps
    )


def _deliverables(questionnaire: Questionnaire, audience: Audience) -> tuple[Deliverable, ...]:
    return tuple(
        thing for thing in questionnaire.deliverables if audience in questionnaire.question(thing.question).audiences
    )


def _arrived(session: Session, invitation: Invitation, mail: Mail) -> Arrived | None:
    response = answering.find(session, invitation.round_id, invitation.organisation_id)
    if response is None:
        return None
    # the submission that the mail was asked for, also when it has been taken back or another has come meanwhile
    before = (one for one in submissions.of_response(session, response.id or 0) if one.submitted_at <= mail.created_at)
    sent = next(before, None)
    if sent is None:
        return None
    entered = on_behalf.with_link(session, sent.link_id)
    return Arrived(
        at=sent.submitted_at,
        reference=response.reference,
        number=sent.number,
        missing=_missing(session, invitation, sent),
        entered_by=entered.by if entered else "",
        why_entered=entered.reason if entered else "",
    )


def _missing(session: Session, invitation: Invitation, sent: Submitted) -> tuple[Text, ...]:
    questionnaire = rounds.questionnaire_of(session.get_one(Round, invitation.round_id))
    audience = audience_of(session.get_one(Organisation, invitation.organisation_id), questionnaire)
    found = dict.fromkeys(one.question_id for one in review(questionnaire, sent.values, audience))
    return tuple(questionnaire.question(question_id).text for question_id in found)


def _reopened(session: Session, invitation: Invitation, mail: Mail) -> facts.Reopened | None:
    found = reopening.told_by(session, mail, invitation)
    if found is None:
        return None
    sections = rounds.questionnaire_of(session.get_one(Round, invitation.round_id)).sections
    named = tuple(section.title for section in sections if section.id in found.section_ids)
    return facts.Reopened(named, found.reason, found.until)


def _replied(session: Session, mail: Mail) -> facts.Replied | None:
    reply = session.get(IssueReply, mail.reply_id) if mail.reply_id else None
    return facts.Replied(name(session.get_one(Organisation, reply.organisation_id))) if reply else None


def summoned(session: Session, settings: Settings, summons: Summons) -> facts.Summoned:
    """What a letter tells of a summons, kept or only planned."""
    row = session.get_one(Negotiation, summons.negotiation_id)
    round_ = session.get_one(Round, row.round_id)
    meeting = negotiations.of_area(session, round_, row.service_area_id or negotiations.WHOLE_COUNTY)
    before = summonses.earlier(session, summons)
    return facts.Summoned(
        entry=summonses.entry(session, round_, summons, settings.base_url),
        chair=" / ".join(one.who for one in meeting.chairs),
        replaces=before.created_at if before else None,
    )


def _extended(session: Session, invitation: Invitation) -> facts.Extended:
    told = extending.newest(session, invitation.round_id, invitation.organisation_id)
    return facts.Extended(told.reason if told else "")
