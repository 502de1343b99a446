"""A letter as an organisation would get it, made before anything is sent: its links are examples and open nothing."""

import datetime
from dataclasses import replace

from sqlmodel import Session, col, select

from questionnaires.model import Language, Questionnaire, Text
from survey_service import contacting, deadlines, negotiations, networks, parties, rounds, summonses, timetable
from survey_service.calendars import Entry
from survey_service.db import now
from survey_service.letters import gathering
from survey_service.letters.facts import (
    Arrived,
    Door,
    Extended,
    Letter,
    Passing,
    Recipient,
    Reopened,
    Replied,
    Replying,
    Summoned,
)
from survey_service.models import Contact, County, MailKind, Organisation, Purpose, Response, Round
from survey_service.settings import Settings

EXAMPLE = "?linkki=esimerkki"
"""What stands for a token: the address leads to the front page, whoever follows it."""
PURPOSES: dict[MailKind, Purpose] = {
    "selection": "select",
    "naming": "name",
    "follow_up": "follow_up",
    "follow_up_reminder": "follow_up",
}
JOINED: tuple[MailKind, ...] = (
    "invitation",
    "reminder",
    "extended",
    "selection",
    "naming",
    "summons",
    "cancellation",
)
"""The mails that go to the contact of several organisations as one."""
NOBODY = Contact(organisation_id=0, title_fi="Yhteyshenkilö", title_sv="Kontaktperson", email="nimi@example.org")


def letter(
    session: Session,
    settings: Settings,
    round_: Round,
    kind: MailKind,
    organisation: Organisation,
    languages: tuple[Language, ...] | None,
) -> Letter:
    """The letter of a kind to the first contact of an organisation, in these languages (None: in its own).

    It tells the other organisations of the same contact too, where the mail that goes would. What it tells of and has
    not happened is an example.
    """
    everyone = sorted([organisation, *others(session, round_, kind, organisation)], key=lambda one: one.id or 0)
    first, *beside = [
        _letter(session, settings, round_, kind, one, languages or gathering.LANGUAGES[one.language_status])
        for one in everyone
    ]
    return replace(first, beside=tuple(beside))


def others(session: Session, round_: Round, kind: MailKind, organisation: Organisation) -> list[Organisation]:
    """To which other organisations the same mail would go, as things stand: those with the same contact."""
    if kind not in JOINED:
        return []
    purpose = PURPOSES.get(kind, "answer")
    address = _contact(session, organisation, purpose).email.strip().lower()
    done = select(Response.organisation_id).where(Response.round_id == round_.id, Response.state == "submitted")
    answered = set(session.exec(done)) if kind in ("reminder", "extended") else set()
    asked = [one for one in contacting.addressees(session, round_, purpose) if one.address == address]
    invited = {one.organisation_id: one.invited for one in asked}
    own = organisation.id or 0
    if own not in invited:
        return []
    same = sorted({key for key, was in invited.items() if was == invited[own]} - answered - {own})
    return [session.get_one(Organisation, key) for key in same]


def _letter(
    session: Session,
    settings: Settings,
    round_: Round,
    kind: MailKind,
    organisation: Organisation,
    languages: tuple[Language, ...],
) -> Letter:
    purpose = PURPOSES.get(kind, "answer")
    contact = _contact(session, organisation, purpose)
    questionnaire = rounds.questionnaire_of(round_)
    name = gathering.name(organisation)
    closes_at = (
        deadlines.of(session, round_, organisation.id or 0) if purpose == "answer" else rounds.closing(round_, purpose)
    )
    link = f"{settings.base_url}/{EXAMPLE}"
    made = Letter(
        kind=kind,
        message_id=f"<esimerkki@{settings.mail_from.rpartition('@')[2]}>",
        written_at=now(),
        sender=gathering.sender(session.get_one(County, round_.county_id), round_, settings),
        recipient=Recipient(name, Text(fi=contact.title_fi, sv=contact.title_sv), contact.email, languages),
        asked=gathering.asked(round_, organisation, deadlines.of(session, round_, organisation.id or 0)),
        doors=(Door(purpose, name, questionnaire.theme_name, closes_at, link),),
    )
    if kind in ("summons", "cancellation"):
        return replace(made, summoned=_summoned(session, settings, round_, organisation, cancelled=kind != "summons"))
    return _with_example(made, questionnaire, contact)


def _summoned(
    session: Session, settings: Settings, round_: Round, organisation: Organisation, *, cancelled: bool
) -> Summoned:
    """The first negotiation of an organisation that has a time; an example in three weeks while none has."""
    for area_id in parties.negotiates(session, round_, organisation):
        planned = summonses.as_it_stands(session, round_, area_id)
        if planned is not None:
            planned.cancelled = cancelled
            return gathering.summoned(session, settings, planned)
    starts_at = timetable.moment_on(timetable.today() + datetime.timedelta(days=21), datetime.time(9))
    county = session.get_one(County, round_.county_id)
    entry = Entry(
        uid="esimerkki",
        sequence=0,
        cancelled=cancelled,
        written_at=now(),
        starts_at=starts_at,
        ends_at=None,
        area=Text(fi=negotiations.EVERYWHERE.fi, sv=negotiations.EVERYWHERE.sv),
        year=round_.year,
        theme=rounds.questionnaire_of(round_).theme_name,
        place="Valtuustosali",
        remote_link="",
        parties=(gathering.name(organisation),),
        organiser=Text(fi=county.name_fi, sv=county.name_sv),
        organiser_email=county.contact_email,
    )
    return Summoned(entry)


def _with_example(made: Letter, questionnaire: Questionnaire, contact: Contact) -> Letter:
    """The letter with an example of what it tells of, where that has not happened."""
    language = made.recipient.languages[0]
    if made.kind == "receipt":
        return replace(made, arrived=Arrived(made.written_at, f"{made.asked.year}-ABCD", 1, ()))
    if made.kind == "reopened":
        section = questionnaire.sections[0].title
        reason = {"fi": "Tarkentakaa, kuka vastaa.", "sv": "Precisera vem som ansvarar."}[language]
        return replace(made, reopened=Reopened((section,), reason, made.written_at + datetime.timedelta(days=7)))
    if made.kind == "issues":
        return replace(made, replying=Replying(made.written_at.date() + datetime.timedelta(days=14)))
    if made.kind == "reply":
        return replace(made, replied=Replied(Text(fi="Sosiaali- ja terveyspalvelut", sv="Social- och hälsovården")))
    if made.kind == "extended":
        why = {"fi": "Kokouksenne siirtyi.", "sv": "Ert möte flyttades."}[language]
        return replace(made, extended=Extended(why))
    if PURPOSES.get(made.kind) == "follow_up" and made.asked.follow_up_deadline is None:
        by = made.written_at + datetime.timedelta(days=21)
        return replace(made, asked=replace(made.asked, follow_up_deadline=by))
    if made.kind == "share":
        title = Text(fi=contact.title_fi, sv=contact.title_sv)
        whom = {"fi": "Sivistystoimi", "sv": "Bildningen"}[language]
        return replace(made, passing=Passing(title, contact.email, whom, None))
    return made


def _contact(session: Session, organisation: Organisation, purpose: Purpose) -> Contact:
    asked = networks.asked_for(purpose)
    query = select(Contact).where(Contact.organisation_id == organisation.id, col(Contact.ended_at).is_(None))
    return session.exec(query.order_by(asked.desc(), col(Contact.id))).first() or NOBODY
