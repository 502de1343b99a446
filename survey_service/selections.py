"""How the network weighs the phenomena: each member's points, choices and comments; rows are only added."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from sqlmodel import Session, col, select

from reports.briefing import Text
from survey_service import audit, briefing_versions, edits
from survey_service.db import now
from survey_service.errors import NotFound, RoundClosed, SurveyServiceError
from survey_service.masking import mask
from survey_service.models import Choice as Choice
from survey_service.models import (
    Contact,
    Invitation,
    Membership,
    Organisation,
    OrganisationKind,
    Round,
    Selection,
    StoredBriefing,
)

PURSE = 10
"""So many points each member has to give, divided freely over the phenomena."""
LONGEST_COMMENT = 2000
CHOICES: tuple[Choice, ...] = ("negotiation", "network", "not_now")
Fault = Literal["comment_missing", "comment_too_long"]


class Weight(NamedTuple):
    """What a member says of one phenomenon: where it should be taken (None: no view), with how many points, and why."""

    choice: Choice | None = None
    points: int = 0
    comment: str = ""


class WeighingRefused(SurveyServiceError):
    """Something is wrong with a phenomenon (`faults`, by its id), or `over` points more than the purse were given."""

    status = 422

    def __init__(self, faults: Mapping[str, Fault], over: int) -> None:
        super().__init__(faults, over)
        self.faults, self.over = faults, over


class WeighedMeanwhile(SurveyServiceError):
    """The member saved something else, in another window say, after the form was opened."""

    status = 409


@dataclass(frozen=True)
class Mark:
    """A member's newest word on one phenomenon."""

    weight: Weight
    marked_at: datetime.datetime


@dataclass(frozen=True)
class Member:
    """Who was asked to weigh, for which organisation and in which networks, and what it says by phenomenon."""

    invitation_id: int
    title: Text
    organisation: Text
    kind: OrganisationKind
    networks: frozenset[int]
    marks: Mapping[str, Mark]


@dataclass(frozen=True)
class Said:
    """One row of the history: who said what of which phenomenon, and when."""

    phenomenon_id: str
    title: Text
    organisation: Text
    mark: Mark


def chosen_from(session: Session, round_id: int) -> StoredBriefing | None:
    """The briefing that the network chooses from: the one published last. Marks on an earlier one stay with it."""
    version = briefing_versions.latest(session, round_id)
    return session.get_one(StoredBriefing, version.briefing_id) if version else None


def faults(weights: Mapping[str, Weight]) -> dict[str, Fault]:
    """What is wrong with each phenomenon: what goes to the negotiation needs a reason, and none may be too long."""
    found: dict[str, Fault] = {}
    for key, weight in weights.items():
        if len(weight.comment) > LONGEST_COMMENT:
            found[key] = "comment_too_long"
        elif weight.choice == "negotiation" and not weight.comment:
            found[key] = "comment_missing"
    return found


def over_the_purse(weights: Iterable[Weight]) -> int:
    """How many points more than the purse holds were given; 0 when it suffices."""
    return max(sum(weight.points for weight in weights) - PURSE, 0)


def weigh(
    session: Session,
    briefing_id: int,
    invitation_id: int,
    weights: Mapping[str, Weight],
    *,
    seen: int | None = None,
    actor: str,
) -> int:
    """Keep what a member says of the phenomena of one saved page; gives how many of them say something new.

    `seen` is the member's last row that the page knew (None: whatever there is gives way). Raises NotFound for a
    phenomenon or an invitation of something else, RoundClosed after the deadline, WeighedMeanwhile, WeighingRefused.
    """
    round_ = _open_round(session, briefing_id, invitation_id, weights)
    edits.lock(session, round_)
    if seen is not None and last_row(session, briefing_id, invitation_id) > seen:
        raise WeighedMeanwhile
    before = {key: mark.weight for key, mark in marks_of(session, briefing_id, invitation_id).items()}
    wrong, over = faults(weights), over_the_purse({**before, **weights}.values())
    if wrong or over or any(weight.points < 0 for weight in weights.values()):
        raise WeighingRefused(wrong, over)
    new = {key: weight for key, weight in weights.items() if weight != before.get(key, Weight())}
    for key, weight in new.items():
        session.add(
            Selection(briefing_id=briefing_id, invitation_id=invitation_id, phenomenon_id=key, **weight._asdict())
        )
    session.flush()
    if new:
        audit.record(session, round_.county_id, actor, "selection.weigh", f"briefing:{briefing_id}")
    return len(new)


def _open_round(session: Session, briefing_id: int, invitation_id: int, phenomena: Iterable[str]) -> Round:
    stored = session.get(StoredBriefing, briefing_id)
    invitation = session.get(Invitation, invitation_id)
    if stored is None or invitation is None or invitation.purpose != "select":
        raise NotFound
    if invitation.round_id != stored.round_id or not set(phenomena) <= phenomena_of(stored):
        raise NotFound
    round_ = session.get_one(Round, stored.round_id)
    if now() > round_.selection_deadline:
        raise RoundClosed
    return round_


def marks_of(session: Session, briefing_id: int, invitation_id: int) -> dict[str, Mark]:
    """A member's newest marks by phenomenon."""
    query = (
        select(Selection)
        .where(Selection.briefing_id == briefing_id, Selection.invitation_id == invitation_id)
        .order_by(col(Selection.id))
    )
    return {row.phenomenon_id: _mark(row) for row in session.exec(query)}


def last_row(session: Session, briefing_id: int, invitation_id: int) -> int:
    """The number of what a member saved last on a briefing; 0 before anything."""
    query = select(Selection.id).where(Selection.briefing_id == briefing_id, Selection.invitation_id == invitation_id)
    return session.exec(query.order_by(col(Selection.id).desc())).first() or 0


def members(session: Session, briefing_id: int) -> list[Member]:
    """Everybody who was asked to weigh, with what each says of the briefing's phenomena now, comments masked.

    Whose invitation was ended counts only where it had weighed before that.
    """
    stored = session.get_one(StoredBriefing, briefing_id)
    marks: dict[int, dict[str, Mark]] = {}
    for row in session.exec(select(Selection).where(Selection.briefing_id == briefing_id).order_by(col(Selection.id))):
        marks.setdefault(row.invitation_id, {})[row.phenomenon_id] = _for_others(row)
    belongs: dict[int, set[int]] = {}
    for one in session.exec(select(Membership)):
        belongs.setdefault(one.contact_id, set()).add(one.network_id)
    query = (
        select(Invitation, Contact, Organisation)
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
        .where(Invitation.round_id == stored.round_id, Invitation.purpose == "select")
        .order_by(col(Invitation.id))
    )
    return [
        Member(
            invitation_id=invitation.id or 0,
            title=Text(fi=contact.title_fi, sv=contact.title_sv),
            organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
            kind=organisation.kind,
            networks=frozenset(belongs.get(contact.id or 0, ())),
            marks=marks.get(invitation.id or 0, {}),
        )
        for invitation, contact, organisation in session.exec(query)
        if invitation.ended_at is None or invitation.id in marks
    ]


def history(session: Session, briefing_id: int) -> list[Said]:
    """Every mark that was ever made on a briefing, oldest first, comments masked."""
    by_id = {member.invitation_id: member for member in members(session, briefing_id)}
    query = select(Selection).where(Selection.briefing_id == briefing_id).order_by(col(Selection.id))
    return [
        Said(row.phenomenon_id, by_id[row.invitation_id].title, by_id[row.invitation_id].organisation, _for_others(row))
        for row in session.exec(query)
    ]


def elsewhere(session: Session, round_id: int, briefing_id: int) -> dict[int, int]:
    """The other briefings of a round of which something was weighed, each with the number of its newest version."""
    versions = reversed(briefing_versions.of_round(session, round_id))
    others = {one.briefing_id: one.number for one in versions if one.briefing_id != briefing_id}
    marked = select(Selection.briefing_id).where(col(Selection.briefing_id).in_(others)).distinct()
    return {other: others[other] for other in session.exec(marked)}


def phenomena_of(stored: StoredBriefing) -> set[str]:
    """The ids of the phenomena of a stored briefing."""
    return {finding["id"] for finding in stored.content["findings"]}


def _mark(row: Selection) -> Mark:
    return Mark(Weight(row.choice, row.points, row.comment), row.marked_at)


def _for_others(row: Selection) -> Mark:
    """The same for anybody but the member: what identifies people is hidden in the comment."""
    return Mark(Weight(row.choice, row.points, mask(row.comment)), row.marked_at)
