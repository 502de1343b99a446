"""Where an e-mail address stands in what people wrote: in answers, and in the course of the year."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, func, or_
from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service.models import (
    Answer,
    AnswerRevision,
    Appointment,
    Candidate,
    ConfirmedOrder,
    Decision,
    Evaluation,
    Issue,
    IssueReply,
    Negotiation,
    Organisation,
    PartyNote,
    ProgressReport,
    Response,
    Rival,
    Round,
    Selection,
    StandingBlock,
    StoredBriefing,
    Submission,
)

OF_DECISION = ("action", "goal", "cooperation", "follow_up", "division", "follow_up_action", "forum", "responsible")
OF_CANDIDATE = ("said_name", "said_description", "name_fi", "name_sv", "description_fi", "description_sv")
# what is written in a year, in which of its columns, and through which table it belongs to a round
OF_ROUND: tuple[tuple[str, Any, tuple[str, ...], Any, str], ...] = (
    ("candidate", Candidate, OF_CANDIDATE, None, ""),
    ("reply", IssueReply, ("text",), Issue, "issue_id"),
    ("weighing", Selection, ("comment",), StoredBriefing, "briefing_id"),
    ("confirmation", ConfirmedOrder, ("reason", "reasons"), StoredBriefing, "briefing_id"),
    ("standing_block", StandingBlock, ("text_fi", "text_sv"), None, ""),
    ("appointment", Appointment, ("who",), Negotiation, "negotiation_id"),
    ("party_note", PartyNote, ("words",), Negotiation, "negotiation_id"),
)
OF_DECISIONS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("progress_report", ProgressReport, ("done", "obstacles", "next_step")),
    ("evaluation", Evaluation, ("words",)),
)


@dataclass(frozen=True)
class Place:
    """One place where the address stands: whose or of which round, in a few words, and since when."""

    what: str
    organisation: Text | None = None
    year: int | None = None
    told: str = ""
    at: datetime.datetime | None = None


def pattern_of(email: str) -> str:
    """What finds an address anywhere in a text."""
    return "%" + email.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def answers(session: Session, county_id: int, email: str) -> Iterator[Place]:
    """Where the address stands in what organisations wrote, to whichever question."""
    pattern = pattern_of(email)
    own = (
        select(Response.id, Round.year, Organisation)
        .join(Round, col(Round.id) == col(Response.round_id))
        .join(Organisation, col(Organisation.id) == col(Response.organisation_id))
        .where(Round.county_id == county_id)
    )
    whose = {response_id: (year, organisation) for response_id, year, organisation in session.exec(own)}
    for answer in session.exec(select(Answer).where(holds(Answer.value, pattern))):
        yield from _written(whose, answer.response_id, "answer", answer.question_id, answer.saved_at)
    for rival in session.exec(select(Rival).where(holds(Rival.value, pattern))):
        yield from _written(whose, rival.response_id, "beside", rival.question_id, rival.saved_at)
    revised = select(AnswerRevision, Answer).join(Answer, col(Answer.id) == col(AnswerRevision.answer_id))
    for revision, answer in session.exec(revised.where(holds(AnswerRevision.value, pattern))):
        if revision.version != answer.version:
            yield from _written(whose, answer.response_id, "earlier_wording", answer.question_id, revision.saved_at)
    for sent in session.exec(select(Submission).where(holds(Submission.answers, pattern))):
        for question_id, kept in sorted(sent.answers.items()):
            if email in str(kept["value"]).lower():
                yield from _written(
                    whose, sent.response_id, f"sent_version {sent.number}", question_id, sent.submitted_at
                )


def holds(column: Any, pattern: str) -> Any:
    """The condition that a column holds what `pattern_of` gave."""
    return func.lower(cast(column, String)).like(pattern, escape="\\")


def _written(whose: Any, response_id: int, what: str, question_id: str, at: datetime.datetime) -> Iterator[Place]:
    if response_id in whose:
        year, organisation = whose[response_id]
        yield Place(what, name_of(organisation), year, question_id, at)


def of_the_year(session: Session, county_id: int, email: str) -> Iterator[Place]:
    """Where the address stands in what the network, the team and the responsible wrote in the course of a year."""
    pattern = pattern_of(email)
    for what, table, columns, through, key in OF_ROUND:
        query: Any = select(Round.year).select_from(table)
        if through is not None:
            query = query.join(through, through.id == getattr(table, key))
        query = query.join(Round, col(Round.id) == (through or table).round_id)
        query = query.where(Round.county_id == county_id, _any(table, columns, pattern))
        yield from (Place(what, year=year, told=what) for year in session.exec(query))
    own = select(Decision.year).where(Decision.county_id == county_id)
    for year in session.exec(own.where(_any(Decision, OF_DECISION, pattern))):
        yield Place("decision", year=year, told="decision")
    for what, table, columns in OF_DECISIONS:
        joined: Any = own.join(table, table.decision_id == col(Decision.id))
        yield from (
            Place(what, year=year, told=what) for year in session.exec(joined.where(_any(table, columns, pattern)))
        )


def name_of(organisation: Organisation) -> Text:
    """What an organisation is called."""
    return Text(fi=organisation.name_fi, sv=organisation.name_sv)


def _any(table: Any, columns: tuple[str, ...], pattern: str) -> Any:
    return or_(*(holds(getattr(table, name), pattern) for name in columns))
