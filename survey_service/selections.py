"""What the network chooses: each member's marks with their reasons; rows are only added."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from reports.alphabet import place
from reports.briefing import Text
from survey_service import audit, briefing_versions
from survey_service.db import now
from survey_service.errors import NotFound, RoundClosed, SurveyServiceError
from survey_service.models import (
    Contact,
    Invitation,
    Organisation,
    Round,
    Selection,
    StoredBriefing,
)

LONGEST_REASON = 2000


class ReasonRefused(SurveyServiceError):
    """A phenomenon was chosen without a reason, or with one that is too long; `fault` says which."""

    status = 422

    def __init__(self, fault: Literal["missing", "too_long"]) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Mark:
    """A member's newest mark on one phenomenon."""

    chosen: bool
    reason: str
    marked_at: datetime.datetime


@dataclass(frozen=True)
class Choice:
    """One mark as the coordinator reads it: who, for which organisation, why, when."""

    phenomenon_id: str
    title: Text
    organisation: Text
    chosen: bool
    reason: str
    marked_at: datetime.datetime


def chosen_from(session: Session, round_id: int) -> StoredBriefing | None:
    """The briefing that the network chooses from: the one published last. Marks on an earlier one stay with it."""
    version = briefing_versions.latest(session, round_id)
    return session.get_one(StoredBriefing, version.briefing_id) if version else None


def mark(
    session: Session, briefing_id: int, invitation_id: int, phenomenon_id: str, chosen: bool, reason: str
) -> Selection | None:
    """Add a member's mark on one phenomenon; None when it says nothing new.

    Raises NotFound for a phenomenon or an invitation of something else, RoundClosed after the deadline for choosing,
    ReasonRefused when something is chosen without one.
    """
    _may_mark(session, briefing_id, invitation_id, phenomenon_id)
    reason = reason.strip()
    if (chosen and not reason) or len(reason) > LONGEST_REASON:
        raise ReasonRefused("too_long" if reason else "missing")
    earlier = marks_of(session, briefing_id, invitation_id).get(phenomenon_id)
    if (earlier is None and not chosen and not reason) or (
        earlier is not None and (earlier.chosen, earlier.reason) == (chosen, reason)
    ):
        return None
    selection = Selection(
        briefing_id=briefing_id,
        invitation_id=invitation_id,
        phenomenon_id=phenomenon_id,
        chosen=chosen,
        reason=reason,
    )
    session.add(selection)
    session.flush()
    return selection


def mark_all(
    session: Session, briefing_id: int, invitation_id: int, marks: Mapping[str, tuple[bool, str]], *, actor: str
) -> int:
    """Add all the marks of one saved page, (chosen, reason) by phenomenon; gives how many said something new."""
    added = [mark(session, briefing_id, invitation_id, key, *marks[key]) for key in marks]
    new = sum(selection is not None for selection in added)
    if new:
        round_ = session.get_one(Round, session.get_one(StoredBriefing, briefing_id).round_id)
        audit.record(session, round_.county_id, actor, "selection.mark", f"briefing:{briefing_id}")
    return new


def _may_mark(session: Session, briefing_id: int, invitation_id: int, phenomenon_id: str) -> None:
    stored = session.get(StoredBriefing, briefing_id)
    invitation = session.get(Invitation, invitation_id)
    if stored is None or invitation is None or invitation.purpose != "select":
        raise NotFound
    if invitation.round_id != stored.round_id or phenomenon_id not in phenomena_of(stored):
        raise NotFound
    if now() > session.get_one(Round, stored.round_id).selection_deadline:
        raise RoundClosed


def marks_of(session: Session, briefing_id: int, invitation_id: int) -> dict[str, Mark]:
    """A member's newest marks by phenomenon."""
    query = (
        select(Selection)
        .where(Selection.briefing_id == briefing_id, Selection.invitation_id == invitation_id)
        .order_by(col(Selection.id))
    )
    return {row.phenomenon_id: Mark(row.chosen, row.reason, row.marked_at) for row in session.exec(query)}


def history(session: Session, briefing_id: int) -> list[Choice]:
    """Every mark that was ever made on a briefing, oldest first."""
    return [choice for _, choice in _rows(session, briefing_id)]


def tally(session: Session, briefing_id: int) -> dict[str, tuple[Choice, ...]]:
    """Who chose each phenomenon now, and why; those that nobody chose are left out. The most chosen come first."""
    newest = {(invitation_id, choice.phenomenon_id): choice for invitation_id, choice in _rows(session, briefing_id)}
    chosen: dict[str, list[Choice]] = {}
    for choice in newest.values():
        if choice.chosen:
            chosen.setdefault(choice.phenomenon_id, []).append(choice)
    by_number = sorted(chosen.items(), key=lambda item: (-len(item[1]), item[0]))
    return {phenomenon: tuple(sorted(who, key=lambda one: place(one.organisation.fi))) for phenomenon, who in by_number}


def voters(session: Session, briefing_id: int) -> tuple[int, int]:
    """How many members have marked something, out of how many that were asked."""
    stored = session.get_one(StoredBriefing, briefing_id)
    asked = select(Invitation.id).where(Invitation.round_id == stored.round_id, Invitation.purpose == "select")
    marked = select(Selection.invitation_id).where(Selection.briefing_id == briefing_id).distinct()
    return len(session.exec(marked).all()), len(session.exec(asked).all())


def _rows(session: Session, briefing_id: int) -> list[tuple[int, Choice]]:
    query = (
        select(Selection, Contact, Organisation)
        .join(Invitation, col(Invitation.id) == col(Selection.invitation_id))
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
        .where(Selection.briefing_id == briefing_id)
        .order_by(col(Selection.id))
    )
    return [
        (
            row.invitation_id,
            Choice(
                phenomenon_id=row.phenomenon_id,
                title=Text(fi=contact.title_fi, sv=contact.title_sv),
                organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
                chosen=row.chosen,
                reason=row.reason,
                marked_at=row.marked_at,
            ),
        )
        for row, contact, organisation in session.exec(query)
    ]


def phenomena_of(stored: StoredBriefing) -> set[str]:
    """The ids of the phenomena of a stored briefing."""
    return {finding["id"] for finding in stored.content["findings"]}
