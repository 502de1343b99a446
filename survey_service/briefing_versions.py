"""The briefing as the network reads it: a version is frozen when it is published, and older ones stay readable."""

import datetime
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from reports.briefing import Briefing, Label
from survey_service import audit, clearing, edits, guarding
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import BriefingVersion as BriefingVersion
from survey_service.models import Round, StoredBriefing

LONGEST_NOTE = 2000
Fault = Literal["uncleared", "too_long"]


class PublishedMeanwhile(SurveyServiceError):
    """Somebody published a version after the form was opened."""

    status = 409

    def __init__(self, number: int, by: str, at: datetime.datetime) -> None:
        super().__init__()
        self.number, self.by, self.at = number, by, at


class PublishingRefused(SurveyServiceError):
    """Quotes wait for a person, and nobody said that they may stay out; or the note is too long."""

    status = 422

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Difference:
    """What a version says otherwise than the one before: phenomena that came and went, quotes more or fewer."""

    came: tuple[Label, ...] = ()
    went: tuple[Label, ...] = ()
    quotes: int = 0


def of_round(session: Session, round_id: int) -> list[BriefingVersion]:
    """The published versions of a round, the newest first."""
    query = select(BriefingVersion).where(BriefingVersion.round_id == round_id)
    return list(session.exec(query.order_by(col(BriefingVersion.number).desc())))


def latest(session: Session, round_id: int) -> BriefingVersion | None:
    """The version that the network reads; None when nothing was published."""
    return next(iter(of_round(session, round_id)), None)


def numbered(session: Session, round_id: int, number: int) -> BriefingVersion:
    """The version of a round with this number; NotFound when there is none."""
    found = next((one for one in of_round(session, round_id) if one.number == number), None)
    if found is None:
        raise NotFound
    return found


def read(session: Session, version: BriefingVersion) -> Briefing:
    """What a version says, for the network; what was marked as confidential since then stays out of it."""
    round_ = session.get_one(Round, version.round_id)
    return guarding.guarded(session, round_, Briefing.model_validate(version.content)).for_network()


def difference(before: Briefing | None, after: Briefing) -> Difference:
    """What `after` says otherwise, as the network reads both; nothing where there was none before."""
    if before is None:
        return Difference()
    old = {finding.label: finding for finding in before.findings}
    new = {finding.label: finding for finding in after.findings}
    return Difference(
        tuple(label for label in new if label not in old),
        tuple(label for label in old if label not in new),
        _quotes(after) - _quotes(before),
    )


def publish(
    session: Session,
    stored: StoredBriefing,
    briefing: Briefing,
    seen: int,
    note: str = "",
    *,
    leave_out: bool = False,
    actor: str,
) -> BriefingVersion:
    """Freeze the briefing as the network's next version. `seen` is the number of the last version known to the form.

    Raises PublishedMeanwhile, and PublishingRefused where quotes wait and may not be left out.
    """
    round_ = session.get_one(Round, stored.round_id)
    edits.lock(session, round_)
    last = latest(session, stored.round_id)
    if last is not None and last.number > seen:
        raise PublishedMeanwhile(last.number, last.by, last.at)
    if len(note) > LONGEST_NOTE:
        raise PublishingRefused("too_long")
    cleared = clearing.of_briefing(session, stored, briefing)
    if cleared.waiting and not leave_out:
        raise PublishingRefused("uncleared")
    version = BriefingVersion(
        round_id=stored.round_id,
        briefing_id=stored.id or 0,
        number=last.number + 1 if last else 1,
        content=clearing.shared(session, stored, briefing).model_dump(mode="json"),
        left_out=len(cleared.left_out),
        note=note,
        by=actor,
    )
    session.add(version)
    session.flush()
    audit.record(session, round_.county_id, actor, "briefing.publish", f"briefing:{stored.id}")
    return version


def _quotes(briefing: Briefing) -> int:
    return sum(len(finding.quotes) + len(finding.requests) for finding in briefing.findings)
