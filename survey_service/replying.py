"""Replying to raised issues: services are asked and write, nobody overwrites another, the coordinator lets it out."""

import datetime
from collections.abc import Collection, Sequence
from typing import Literal

from sqlmodel import Session, col, select

from survey_service import audit, invitations, replies, timetable
from survey_service.db import now
from survey_service.errors import NobodyToAsk, NotFound, SurveyServiceError
from survey_service.issues import RaisedIssue
from survey_service.jobs import Jobs
from survey_service.models import Issue, IssueReply, IssueRequest, Mail, Round

LONGEST = 6000


class TooSoon(SurveyServiceError):
    """The last day for a reply has passed already."""

    status = 422


class ReplyRefused(SurveyServiceError):
    """A reply without words, or with too many."""

    status = 422


def ask(
    session: Session,
    jobs: Jobs,
    round_: Round,
    key: str,
    organisations: Collection[int],
    reply_by: datetime.date,
    *,
    staff_id: int,
    actor: str,
) -> int:
    """Ask services for a reply by a day; gives how many were not asked before.

    They get a mail, at most one in half a day. Raises TooSoon for a day that has passed, NobodyToAsk for one that was
    not invited, NotFound for an unknown issue.
    """
    if reply_by < timetable.today():
        raise TooSoon
    known = {service.id or 0 for service in replies.services_of(session, round_)}
    if not organisations or not set(organisations) <= known:
        raise NobodyToAsk
    row = _row(session, round_, replies.one(session, round_, key).issue)
    asked = set(session.exec(select(IssueRequest.organisation_id).where(IssueRequest.issue_id == row.id)))
    fresh = sorted(set(organisations) - asked)
    for organisation_id in fresh:
        session.add(
            IssueRequest(issue_id=row.id or 0, organisation_id=organisation_id, staff_id=staff_id, reply_by=reply_by)
        )
        _tell(session, jobs, round_, organisation_id)
    session.flush()
    if fresh:
        audit.record(session, round_.county_id, actor, "issue.ask", f"issue:{row.id}")
    return len(fresh)


def write(
    session: Session,
    round_: Round,
    key: str,
    organisation_id: int,
    text: str,
    *,
    seen: int,
    language: str,
    link_id: int,
    writer: str,
) -> Literal["new", "same", "beside"]:
    """Keep a service's reply as a new version; one that was written without having seen the newest is kept beside it.

    Raises ReplyRefused, NotFound for an issue that the service may not read.
    """
    if not 0 < len(text) <= LONGEST:
        raise ReplyRefused
    issue = next(
        (each for each in replies.for_service(session, round_, organisation_id) if each.issue.key == key), None
    )
    if issue is None:
        raise NotFound
    row = _row(session, round_, issue.issue)
    # two who save at once: the second waits here, and then sees what the first has saved
    session.exec(select(Issue.id).where(Issue.id == row.id).with_for_update()).one()
    versions = _versions(session, row, organisation_id)
    newest = next((one for one in reversed(versions) if not one.beside), None)
    if newest is not None and newest.text == text:
        return "same"
    if any(one.beside and one.settled_at is None and one.text == text for one in versions):
        return "beside"
    own = newest is not None and writer != "" and newest.writer == writer
    beside = newest is not None and newest.version != seen and not own
    reply = IssueReply(
        issue_id=row.id or 0,
        organisation_id=organisation_id,
        version=len(versions) + 1,
        text=text,
        language=language,
        link_id=link_id,
        writer=writer,
        beside=beside,
    )
    session.add(reply)
    session.flush()
    audit.record(session, round_.county_id, f"link:{link_id}", "issue.reply", f"reply:{reply.id}")
    return "beside" if beside else "new"


def decide(
    session: Session, round_: Round, organisation_id: int, reply_id: int, *, take: bool, seen: int, link_id: int
) -> bool:
    """Let a text that waits beside a reply count, or leave it out; gives whether that was done.

    It is not when somebody decided or wrote meanwhile: `seen` is the version that counted on the page.
    """
    waiting = session.get(IssueReply, reply_id)
    issue = session.get(Issue, waiting.issue_id) if waiting else None
    if waiting is None or issue is None or (waiting.organisation_id, issue.round_id) != (organisation_id, round_.id):
        raise NotFound
    session.exec(select(Issue.id).where(Issue.id == issue.id).with_for_update()).one()
    versions = _versions(session, issue, organisation_id)
    newest = next(one for one in reversed(versions) if not one.beside)
    if not waiting.beside or waiting.settled_at is not None or newest.version != seen:
        return False
    waiting.settled_at = now()
    if take:
        session.add(
            IssueReply(
                issue_id=issue.id or 0,
                organisation_id=organisation_id,
                version=len(versions) + 1,
                text=waiting.text,
                language=waiting.language,
                link_id=link_id,
                writer=waiting.writer,
            )
        )
    session.flush()
    audit.record(session, round_.county_id, f"link:{link_id}", "issue.decide", f"reply:{reply_id}")
    return True


def let_out(session: Session, jobs: Jobs, round_: Round, reply_id: int, *, actor: str) -> bool:
    """Let whoever raised the issue read this version of a reply, and tell it by mail.

    False when a newer one came meanwhile. Done again it tells nobody again.
    """
    reply = session.get(IssueReply, reply_id)
    issue = session.get(Issue, reply.issue_id) if reply else None
    if reply is None or issue is None or issue.round_id != round_.id or reply.beside:
        raise NotFound
    # two clicks at once: the second waits here, and then finds it let out
    session.exec(select(Issue.id).where(Issue.id == issue.id).with_for_update()).one()
    newest = [one for one in _versions(session, issue, reply.organisation_id) if not one.beside][-1]
    if newest.id != reply.id:
        return False
    if reply.released_at is None:
        reply.released_at = now()
        for invitation in invitations.standing(session, round_, issue.organisation_id):
            invitations.send(session, jobs, invitation, "reply", reply_id=reply_id)
        audit.record(session, round_.county_id, actor, "issue.let_out", f"reply:{reply_id}")
    return True


def _row(session: Session, round_: Round, issue: RaisedIssue) -> Issue:
    query = select(Issue).where(Issue.round_id == round_.id, Issue.key == issue.key)
    # two who ask at once: the second waits here, and then finds what the first has made
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    row = session.exec(query).first() or Issue(
        round_id=round_.id or 0,
        organisation_id=issue.organisation_id,
        question_id=issue.question_id,
        key=issue.key,
        text=issue.text,
    )
    session.add(row)
    session.flush()
    return row


def _tell(session: Session, jobs: Jobs, round_: Round, organisation_id: int) -> None:
    for invitation in invitations.standing(session, round_, organisation_id):
        last = session.exec(
            select(Mail)
            .where(Mail.invitation_id == invitation.id, Mail.kind == "issues")
            .order_by(col(Mail.number).desc())
        ).first()
        if last is None or last.created_at < now() - invitations.REMINDED_LATELY:
            invitations.send(session, jobs, invitation, "issues")


def _versions(session: Session, issue: Issue, organisation_id: int) -> Sequence[IssueReply]:
    query = select(IssueReply).where(IssueReply.issue_id == issue.id, IssueReply.organisation_id == organisation_id)
    return session.exec(query.order_by(col(IssueReply.version)).execution_options(populate_existing=True)).all()
