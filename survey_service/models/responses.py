"""What an organisation writes, and every trace of it."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, Index, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

ResponseState = Literal["draft", "submitted"]
RivalOrigin = Literal["same_time", "after_submission"]
LanguageFrom = Literal["page", "found", "said"]
ScanState = Literal["none", "waiting", "clean", "infected"]
KeepReason = Literal["contact", "official", "agreed", "not_personal", "other"]
SubmissionEnd = Literal["", "taken_back", "replaced"]
NO_SHARE = text("share_id IS NULL")
NOT_DECIDED = text("decided_at IS NULL")


class Response(SQLModel, table=True):
    """What one organisation answers in one round, written together. `reference` is told in the receipt.

    With a `share_id` it is what a member organisation of the NGO council wrote for the council: never submitted itself,
    but told to be ready, at `ready_at`. `names_asked` and `names_begun` count the times that it was to be looked
    through for names, and was begun to be: while they differ, one such work waits.
    """

    __table_args__ = (
        Index(
            "uq_response_own",
            "round_id",
            "organisation_id",
            unique=True,
            sqlite_where=NO_SHARE,
            postgresql_where=NO_SHARE,
        ),
        UniqueConstraint("share_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    share_id: int | None = Field(default=None, foreign_key="share.id")
    state: ResponseState = Field(default="draft", sa_column=Column(String, nullable=False))
    reference: str = Field(unique=True)
    created_at: datetime.datetime = moment(set_now=True)
    changed_at: datetime.datetime = moment(set_now=True)
    submitted_at: datetime.datetime | None = moment(optional=True)
    ready_at: datetime.datetime | None = moment(optional=True)
    names_asked: int = 0
    names_begun: int = 0


class Answer(SQLModel, table=True):
    """The answer to one question: `value` is a `questionnaires.values.Value` as JSON, `version` counts its changes.

    `questionnaire_version` is the one of the round's questionnaire that its page showed.
    `language` is the one of its texts: its page's, or what was `found` in them, or what somebody `said` that it is.
    """

    __table_args__ = (UniqueConstraint("response_id", "question_id"),)
    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    question_id: str
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    language: str = "fi"
    language_from: LanguageFrom = Field(default="page", sa_column=Column(String, nullable=False))
    version: int = 1
    questionnaire_version: int = 1
    saved_at: datetime.datetime = moment(set_now=True)
    link_id: int | None = Field(default=None, foreign_key="link.id")
    writer: str = ""


class AnswerRevision(SQLModel, table=True):
    """Every value that an answer has had, so that a save never destroys what somebody wrote."""

    id: int | None = Field(default=None, primary_key=True)
    answer_id: int = Field(foreign_key="answer.id", index=True)
    version: int
    questionnaire_version: int = 1
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    saved_at: datetime.datetime = moment(set_now=True)
    link_id: int | None = Field(default=None, foreign_key="link.id")
    writer: str = ""


class Rival(SQLModel, table=True):
    """What somebody wrote to a question that another value was saved to meanwhile: both stand until a person decides.

    `writer` is the opened page that wrote it, `version` counts its changes. `same_time`: two wrote at once;
    `after_submission`: the response was sent while it was being written.
    """

    __table_args__ = (
        Index(
            "uq_rival_undecided",
            "response_id",
            "question_id",
            "writer",
            unique=True,
            sqlite_where=NOT_DECIDED,
            postgresql_where=NOT_DECIDED,
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    question_id: str
    writer: str
    origin: RivalOrigin = word()
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    language: str = "fi"
    version: int = 1
    questionnaire_version: int = 1
    saved_at: datetime.datetime = moment(set_now=True)
    link_id: int | None = Field(default=None, foreign_key="link.id")
    decided_at: datetime.datetime | None = moment(optional=True)
    decided_by: int | None = Field(default=None, foreign_key="link.id")


class Submission(SQLModel, table=True):
    """A response as it was submitted, whole, and never changed after that.

    `answers` holds `{question id: {"value", "language", "version", "saved_at", "link_id", "questionnaire_version"}}`.
    `questionnaire_version` is the one that it answered as a whole. The newest that has not ended stands.
    """

    __table_args__ = (UniqueConstraint("response_id", "number"),)
    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    number: int = 1
    questionnaire_version: int = 1
    answers: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    submitted_at: datetime.datetime = moment(set_now=True)
    link_id: int | None = Field(default=None, foreign_key="link.id")
    ended_at: datetime.datetime | None = moment(optional=True)
    end: SubmissionEnd = Field(default="", sa_column=Column(String, nullable=False))


class Reopening(SQLModel, table=True):
    """That the county opened a submitted response again, for a reason; `section_ids` empty: all of it."""

    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    staff_id: int = Field(foreign_key="staffmember.id")
    section_ids: list[str] = Field(sa_column=Column(JSON, nullable=False))
    reason: str
    until: datetime.datetime = moment()
    created_at: datetime.datetime = moment(set_now=True)
    ended_at: datetime.datetime | None = moment(optional=True)


class NamesChecked(SQLModel, table=True):
    """The names beside words of health or dates of birth that were found in one version of an answer.

    `found` holds `[{"kind", "part", "start", "end"}]`: which of the answer's texts, and character offsets into it.
    """

    __table_args__ = (UniqueConstraint("response_id", "question_id"),)
    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    question_id: str
    version: int
    found: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    checked_at: datetime.datetime = moment(set_now=True)


class KeptPersonal(SQLModel, table=True):
    """That what looks like personal data stays in an answer, and why. `digest` recognises it, `words` are added."""

    __table_args__ = (UniqueConstraint("response_id", "question_id", "digest"),)
    id: int | None = Field(default=None, primary_key=True)
    response_id: int = Field(foreign_key="response.id", index=True)
    question_id: str
    digest: str
    reason: KeepReason = word()
    words: str = ""
    link_id: int | None = Field(default=None, foreign_key="link.id")
    kept_at: datetime.datetime = moment(set_now=True)


class Attachment(SQLModel, table=True):
    """A file that came with an answer, or (no `response_id`) one of its own.

    Its bytes lie in the files folder under `key`, outside the web root. `scan` is what the virus scanner says; `none`
    where there is no scanner.
    """

    id: int | None = Field(default=None, primary_key=True)
    response_id: int | None = Field(default=None, foreign_key="response.id", index=True)
    question_id: str = ""
    key: str = Field(unique=True)
    name: str
    media_type: str
    size: int
    sha256: str
    scan: ScanState = Field(default="none", sa_column=Column(String, nullable=False))
    stored_at: datetime.datetime = moment(set_now=True)
