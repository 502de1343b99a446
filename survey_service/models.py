"""The tables. They never leave this folder; everything below a county belongs to it."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, MetaData, String, UniqueConstraint
from sqlmodel import Field, Relationship, SQLModel

from survey_service.db import UtcDateTime, now

SQLModel.metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

OrganisationKind = Literal["kunta", "sote", "jarjesto", "muu"]
LanguageStatus = Literal["fi", "sv", "fi_sv", "sv_fi"]
Purpose = Literal["answer", "select"]
LinkKind = Literal["organisation", "section", "network_member"]
ResponseState = Literal["draft", "submitted"]
MailKind = Literal["invitation", "reminder", "receipt", "selection"]
MailState = Literal["queued", "sending", "sent", "failed"]
RunState = Literal["queued", "running", "finished", "failed"]
StaffRole = Literal["hva_team", "coordination_group", "admin"]


def _moment(*, optional: bool = False, set_now: bool = False) -> Any:
    column = Column(UtcDateTime, nullable=optional)
    return Field(default_factory=now, sa_column=column) if set_now else Field(default=None, sa_column=column)


def _word() -> Any:
    return Field(sa_column=Column(String, nullable=False))


class County(SQLModel, table=True):
    """A wellbeing services county, the organiser. `languages` are those in which it serves."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name_fi: str
    name_sv: str
    languages: list[str] = Field(sa_column=Column(JSON, nullable=False))
    contact_title_fi: str = ""
    contact_title_sv: str = ""
    contact_email: str = ""


class ServiceArea(SQLModel, table=True):
    """The municipalities that negotiate together."""

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    name_fi: str
    name_sv: str


class Organisation(SQLModel, table=True):
    """Who is asked. `code` is the kuntanumero, as text; inhabitants that nobody knows count as few."""

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    kind: OrganisationKind = _word()
    code: str | None = None
    name_fi: str
    name_sv: str
    language_status: LanguageStatus = _word()
    inhabitants: int | None = None
    inhabitants_year: int | None = None
    service_area_id: int | None = Field(default=None, foreign_key="servicearea.id", index=True)
    contacts: list["Contact"] = Relationship(back_populates="organisation")


class Contact(SQLModel, table=True):
    """A person's role and address in an organisation. `network`: a member of the network of contact persons."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    title_fi: str
    title_sv: str
    email: str
    answers: bool = True
    network: bool = False
    organisation: Organisation = Relationship(back_populates="contacts")


class Round(SQLModel, table=True):
    """One year's negotiation round. `questionnaire` is the published document, whole; `calendar` its steps."""

    __table_args__ = (UniqueConstraint("county_id", "year"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    year: int
    theme: str
    questionnaire: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    published_at: datetime.datetime | None = _moment(optional=True)
    deadline: datetime.datetime = _moment()
    selection_deadline: datetime.datetime = _moment()
    calendar: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    convener_fi: str = ""
    convener_sv: str = ""
    previous_round_id: int | None = Field(default=None, foreign_key="round.id")
    created_at: datetime.datetime = _moment(set_now=True)


class Invitation(SQLModel, table=True):
    """That a contact was asked, for its organisation, to answer or (in the network) to select. Links end with it."""

    __table_args__ = (UniqueConstraint("round_id", "purpose", "contact_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)
    purpose: Purpose = _word()
    created_at: datetime.datetime = _moment(set_now=True)
    ended_at: datetime.datetime | None = _moment(optional=True)


class Link(SQLModel, table=True):
    """A bearer key to one invitation. Only the SHA-256 of its token is kept."""

    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    kind: LinkKind = _word()
    section_id: str | None = None
    token_hash: str = Field(unique=True)
    created_at: datetime.datetime = _moment(set_now=True)
    expires_at: datetime.datetime = _moment()
    revoked_at: datetime.datetime | None = _moment(optional=True)


class Mail(SQLModel, table=True):
    """One mail to one contact. Its text is made when it is sent, so that neither link nor words are kept here."""

    __table_args__ = (UniqueConstraint("invitation_id", "kind", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    kind: MailKind = _word()
    number: int = 1
    state: MailState = Field(default="queued", sa_column=Column(String, nullable=False, index=True))
    message_id: str = Field(unique=True)
    attempts: int = 0
    trouble: str = ""
    created_at: datetime.datetime = _moment(set_now=True)
    sent_at: datetime.datetime | None = _moment(optional=True)


class Response(SQLModel, table=True):
    """What one organisation answers in one round, written together. `reference` is told in the receipt."""

    __table_args__ = (UniqueConstraint("round_id", "organisation_id"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    state: ResponseState = Field(default="draft", sa_column=Column(String, nullable=False))
    reference: str = Field(unique=True)
    created_at: datetime.datetime = _moment(set_now=True)
    changed_at: datetime.datetime = _moment(set_now=True)
    submitted_at: datetime.datetime | None = _moment(optional=True)


class Answer(SQLModel, table=True):
    """The answer to one question: `value` is a `questionnaires.values.Value` as JSON, `version` counts its changes."""

    __table_args__ = (UniqueConstraint("response_id", "question_id"),)
    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    question_id: str
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    language: str = "fi"
    version: int = 1
    saved_at: datetime.datetime = _moment(set_now=True)
    link_id: int | None = Field(default=None, foreign_key="link.id")


class AnswerRevision(SQLModel, table=True):
    """Every value that an answer has had, so that a save never destroys what somebody wrote."""

    id: int | None = Field(default=None, primary_key=True)
    answer_id: int = Field(foreign_key="answer.id", index=True)
    version: int
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    saved_at: datetime.datetime = _moment(set_now=True)
    link_id: int | None = Field(default=None, foreign_key="link.id")


class Attachment(SQLModel, table=True):
    """A file that came with an answer; its bytes lie in the files folder under `key`, outside the web root."""

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    question_id: str
    key: str = Field(unique=True)
    name: str
    media_type: str
    size: int
    sha256: str
    stored_at: datetime.datetime = _moment(set_now=True)


class StaffMember(SQLModel, table=True):
    """Someone of the county who signs in. Raising `session_version` signs every session out."""

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    email: str = Field(unique=True)
    title: str
    role: StaffRole = _word()
    password_hash: str
    session_version: int = 1
    active: bool = True
    created_at: datetime.datetime = _moment(set_now=True)


class SignInAttempt(SQLModel, table=True):
    """One attempt to sign in, kept for minutes. `subject` is a hash of the address or of the client."""

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True)
    at: datetime.datetime = _moment(set_now=True)


class SynthesisRun(SQLModel, table=True):
    """One synthesis of a round's submitted answers. `result` is a `synthesis.model.Synthesis` as JSON."""

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    state: RunState = Field(default="queued", sa_column=Column(String, nullable=False))
    stage: str = ""
    share: float = 0.0
    trouble: str = ""
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON, nullable=True))
    created_at: datetime.datetime = _moment(set_now=True)
    started_at: datetime.datetime | None = _moment(optional=True)
    finished_at: datetime.datetime | None = _moment(optional=True)


class StoredBriefing(SQLModel, table=True):
    """A briefing as it was made from one run: `content` is a `reports.briefing.Briefing` as JSON."""

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    run_id: int = Field(foreign_key="synthesisrun.id", unique=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime.datetime = _moment(set_now=True)


class Selection(SQLModel, table=True):
    """A member's mark on one phenomenon of one briefing. Rows are only added: the newest counts."""

    id: int | None = Field(default=None, primary_key=True)
    briefing_id: int = Field(foreign_key="storedbriefing.id", index=True)
    invitation_id: int = Field(foreign_key="invitation.id", index=True)
    phenomenon_id: str
    chosen: bool
    reason: str = ""
    marked_at: datetime.datetime = _moment(set_now=True)


class ConfirmedOrder(SQLModel, table=True):
    """The phenomena that a coordinator confirmed for the agenda, in order. Rows are only added: the newest counts."""

    id: int | None = Field(default=None, primary_key=True)
    briefing_id: int = Field(foreign_key="storedbriefing.id", index=True)
    staff_id: int = Field(foreign_key="staffmember.id")
    phenomena: list[str] = Field(sa_column=Column(JSON, nullable=False))
    confirmed_at: datetime.datetime = _moment(set_now=True)


class AuditEvent(SQLModel, table=True):
    """Who did what to which thing, and when. Never any answer's words, never a token."""

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    at: datetime.datetime = _moment(set_now=True)
    actor: str
    action: str
    thing: str
