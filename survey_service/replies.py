"""What the county's services replied to raised issues, as the county, a service or whoever raised it may read it."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select

from reports.briefing import Text
from survey_service import issues, timetable
from survey_service.errors import NotFound
from survey_service.issues import RaisedIssue
from survey_service.masking import mask
from survey_service.models import Invitation, Issue, IssueReply, IssueRequest, Organisation, Round

State = Literal["received", "asked", "answered", "let_out"]
STATES: tuple[State, ...] = ("received", "asked", "answered", "let_out")


@dataclass(frozen=True)
class Version:
    """One version of a reply."""

    reply_id: int
    number: int
    text: str
    language: str
    at: datetime.datetime
    released_at: datetime.datetime | None


@dataclass(frozen=True)
class Reply:
    """What one service replied. `beside` are texts that were written at the same time and wait for a decision.

    `reply_by` is the last day for a reply that was asked for. `asked_at` None: it replied without being
    asked. `newest` None: it has not replied yet.
    """

    organisation_id: int
    organisation: Text
    asked_at: datetime.datetime | None
    reply_by: datetime.date | None
    newest: Version | None
    released: Version | None
    beside: tuple[Version, ...]
    earlier: tuple[Version, ...]

    @property
    def is_late(self) -> bool:
        """Whether the last day is over and nothing has come."""
        return self.newest is None and self.reply_by is not None and self.reply_by < timetable.today()

    @property
    def is_out(self) -> bool:
        """Whether the version that counts may be read by whoever raised the issue."""
        return self.newest is not None and self.newest == self.released


@dataclass(frozen=True)
class Handled:
    """An issue with what came of it. `stands` False: the words are in no submission any more."""

    issue: RaisedIssue
    stands: bool
    replies: tuple[Reply, ...]

    @property
    def state(self) -> State:
        """How far it is."""
        if any(one.released for one in self.replies):
            return "let_out"
        if any(one.newest for one in self.replies):
            return "answered"
        return "asked" if self.replies else "received"

    def of(self, organisation_id: int) -> Reply | None:
        """What has to do with one service."""
        return next((one for one in self.replies if one.organisation_id == organisation_id), None)


def of_round(session: Session, round_: Round) -> list[Handled]:
    """Every issue of the round; those whose words were changed since somebody was asked or replied come last."""
    raised = {one.key: one for one in issues.raised(session, round_)}
    known = {
        row.key: row for row in session.exec(select(Issue).where(Issue.round_id == round_.id).order_by(col(Issue.id)))
    }
    told = _replies(session, [row.id or 0 for row in known.values()])
    handled = [
        Handled(one, True, told.get(known[key].id or 0, ()) if key in known else ()) for key, one in raised.items()
    ]
    gone = [row for key, row in known.items() if key not in raised]
    return handled + [Handled(_as_it_was(session, row), False, told.get(row.id or 0, ())) for row in gone]


def one(session: Session, round_: Round, key: str) -> Handled:
    """One issue of the round; NotFound when there is none."""
    found = next((each for each in of_round(session, round_) if each.issue.key == key), None)
    if found is None:
        raise NotFound
    return found


def for_service(session: Session, round_: Round, organisation_id: int) -> list[Handled]:
    """What a service may read: issues in which nobody could be recognised, and those that it was asked about."""
    everything = of_round(session, round_)
    own = [each for each in everything if each.of(organisation_id) is not None]
    return own + [each for each in everything if each not in own and each.stands and each.issue.cleared]


def for_raiser(session: Session, round_: Round, organisation_id: int) -> list[Handled]:
    """The issues that an organisation raised, with those replies alone that were let out."""
    return [
        Handled(each.issue, each.stands, tuple(_let_out(one, one.released) for one in each.replies if one.released))
        for each in of_round(session, round_)
        if each.issue.organisation_id == organisation_id and (each.stands or any(one.released for one in each.replies))
    ]


def let_out_in(session: Session, round_: Round) -> dict[tuple[str, str], tuple[tuple[Text, str], ...]]:
    """The replies that were let out, as (heading, words), by the Finnish name of who raised what, and its words."""
    return {
        (each.issue.organisation.fi, each.issue.text): tuple(
            (heading(one.organisation), mask(one.released.text)) for one in each.replies if one.released
        )
        for each in of_round(session, round_)
        if any(one.released for one in each.replies)
    }


def heading(service: Text) -> Text:
    """What stands above a reply of a service."""
    return Text(fi=f"Palvelun vastaus ({service.fi})", sv=f"Tjänstens svar ({service.sv})")


def round_of(session: Session, round_id: int) -> Round:
    """The round itself."""
    return session.get_one(Round, round_id)


def is_service(session: Session, organisation_id: int) -> bool:
    """Whether an organisation is a service of the county, which replies to issues."""
    return session.get_one(Organisation, organisation_id).kind in issues.REPLYING


def services_of(session: Session, round_: Round) -> list[Organisation]:
    """The county's services that can be asked: whoever was invited to answer in the round."""
    invited = select(Invitation.organisation_id).where(
        Invitation.round_id == round_.id, Invitation.purpose == "answer", col(Invitation.ended_at).is_(None)
    )
    query = select(Organisation).where(
        Organisation.county_id == round_.county_id,
        col(Organisation.kind).in_(issues.REPLYING),
        col(Organisation.id).in_(invited),
    )
    return list(session.exec(query.order_by(col(Organisation.key))))


def last_day(session: Session, round_: Round, organisation_id: int) -> datetime.date | None:
    """The first of the last days by which a service is still asked to reply; None when it is asked for nothing."""
    replied = select(IssueReply.issue_id).where(IssueReply.organisation_id == organisation_id)
    query = (
        select(func.min(IssueRequest.reply_by))
        .join(Issue, col(Issue.id) == col(IssueRequest.issue_id))
        .where(
            Issue.round_id == round_.id,
            IssueRequest.organisation_id == organisation_id,
            col(IssueRequest.issue_id).not_in(replied),
        )
    )
    return session.exec(query).one()


def _let_out(reply: Reply, released: Version) -> Reply:
    """What whoever raised the issue may read of a reply: the version that was let out, masked."""
    shown = replace(released, text=mask(released.text))
    return replace(reply, newest=shown, released=shown, beside=(), earlier=())


def _replies(session: Session, issue_ids: Collection[int]) -> dict[int, tuple[Reply, ...]]:
    """What each service has to do with each issue, by the issue's id."""
    asked = {
        (one.issue_id, one.organisation_id): one
        for one in session.exec(select(IssueRequest).where(col(IssueRequest.issue_id).in_(issue_ids)))
    }
    versions: dict[tuple[int, int], list[IssueReply]] = {}
    query = select(IssueReply).where(col(IssueReply.issue_id).in_(issue_ids)).order_by(col(IssueReply.version))
    for row in session.exec(query):
        versions.setdefault((row.issue_id, row.organisation_id), []).append(row)
    told: dict[int, tuple[Reply, ...]] = {}
    for place in sorted({*asked, *versions}):
        issue_id, organisation_id = place
        service = session.get_one(Organisation, organisation_id)
        reply = _reply(service, asked.get(place), versions.get(place, []))
        told[issue_id] = (*told.get(issue_id, ()), reply)
    return told


def _reply(service: Organisation, asked: IssueRequest | None, rows: list[IssueReply]) -> Reply:
    counting = [_version(row) for row in rows if not row.beside]
    released = [one for one in counting if one.released_at is not None]
    return Reply(
        organisation_id=service.id or 0,
        organisation=Text(fi=service.name_fi, sv=service.name_sv),
        asked_at=asked.created_at if asked else None,
        reply_by=asked.reply_by if asked else None,
        newest=counting[-1] if counting else None,
        released=released[-1] if released else None,
        beside=tuple(_version(row) for row in rows if row.beside and row.settled_at is None),
        earlier=tuple(counting[:-1]),
    )


def _version(row: IssueReply) -> Version:
    return Version(row.id or 0, row.version, row.text, row.language, row.created_at, row.released_at)


def _as_it_was(session: Session, row: Issue) -> RaisedIssue:
    organisation = session.get_one(Organisation, row.organisation_id)
    return RaisedIssue(
        key=row.key,
        organisation_id=row.organisation_id,
        organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        question_id=row.question_id,
        question=Text(fi="", sv=""),
        text=row.text,
        details=(),
        language="fi",
        cleared=False,
    )
