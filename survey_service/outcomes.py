"""What became of an organisation's answer: the phenomena that tell of it, what was chosen, decided and replied."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from questionnaires.model import Text
from reports.briefing import Finding, Label, Quote
from survey_service import briefing_versions, courses, lineage, orders, replies, rounds
from survey_service.courses import Course
from survey_service.masking import mask
from survey_service.models import BriefingVersion, Organisation, Response, Round
from survey_service.replies import Handled


@dataclass(frozen=True)
class Became:
    """A phenomenon of which the organisation told, beside others, and what came of it.

    `words` are its own that stand in the published briefing, `decisions` (what, status in words or None, responsible).
    """

    label: Label
    organisations: int
    words: tuple[Quote, ...]
    chosen: bool
    to_network: bool
    decisions: tuple[Course, ...]


@dataclass(frozen=True)
class Outcome:
    """What came of an answer in one round. `answered` organisations of any kind did; `chosen`: the choice is made."""

    year: int
    theme: Text
    answered: int
    phenomena: tuple[Became, ...]
    chosen: bool
    others: tuple[Course, ...]
    issues: tuple[Handled, ...]


def known(session: Session, round_: Round, organisation_id: int) -> list[Outcome]:
    """What can be told to an organisation now: of the round itself, and of the one before it, the newest first.

    A round of which no briefing was published, or in which the organisation sent nothing, is not told of.
    """
    before = rounds.previous_of(session, round_)
    found = (of(session, one, organisation_id) for one in (round_, before) if one is not None)
    return [one for one in found if one is not None]


def has_any(session: Session, round_: Round, organisation_id: int) -> bool:
    """Whether `known` would tell of anything, without reading a briefing."""
    ids = [one for one in (round_.id, round_.previous_round_id) if one is not None]
    line = lineage.line_of(session, organisation_id)
    sent = select(Response.round_id).where(
        col(Response.round_id).in_(ids),
        col(Response.organisation_id).in_(line),
        col(Response.share_id).is_(None),
        Response.state == "submitted",
    )
    published = select(BriefingVersion.id).where(col(BriefingVersion.round_id).in_(sent)).limit(1)
    return session.exec(published).first() is not None


def of(session: Session, round_: Round, organisation_id: int) -> Outcome | None:
    """What became in a round of the answer of an organisation, or of those that it continues; None for no answer.

    Words of others never stand in it, and of its own those alone that the network reads.
    """
    version = briefing_versions.latest(session, round_.id or 0)
    if version is None:
        return None
    line = lineage.line_of(session, organisation_id)
    briefing = briefing_versions.read(session, version)
    keys = set(session.exec(select(Organisation.key).where(col(Organisation.id).in_(line))))
    own = {party.id for party in briefing.parties if party.id in keys and party.answered}
    if not own:
        return None
    order = orders.confirmed(session, version.briefing_id)
    chosen = (order.phenomena, order.to_network) if order else ((), ())
    made = [_masked(one) for one in courses.of_year(session, round_.county_id, round_.year) if one.is_decided]
    told = [one for one in briefing.findings if own & set(one.organisations)]
    phenomena = tuple(_became(one, own, chosen, made) for one in told)
    about = {one.decision.decision_id for became in phenomena for one in became.decisions}
    return Outcome(
        year=round_.year,
        theme=rounds.questionnaire_of(round_).theme_name,
        answered=sum(party.answered for party in briefing.parties),
        phenomena=phenomena,
        chosen=order is not None,
        others=tuple(
            one for one in made if one.decision.organisation_id in line and one.decision.decision_id not in about
        ),
        issues=tuple(issue for each in line for issue in replies.for_raiser(session, round_, each)),
    )


def _became(
    finding: Finding, own: Collection[str], chosen: tuple[Collection[str], Collection[str]], made: Sequence[Course]
) -> Became:
    words = [one for one in (*finding.quotes, *finding.requests) if one.cleared and _party_of(one) in own]
    return Became(
        label=finding.label,
        organisations=len(finding.organisations),
        words=tuple({one.text: one for one in words}.values()),
        chosen=finding.id in chosen[0],
        to_network=finding.id in chosen[1],
        decisions=tuple(one for one in made if _is_about(one, finding)),
    )


def _masked(course: Course) -> Course:
    return replace(course, decision=replace(course.decision, action=mask(course.decision.action)))


def _party_of(quote: Quote) -> str:
    return quote.answer_id.partition(".")[0]


def _is_about(course: Course, finding: Finding) -> bool:
    """Whether a decision was made on a phenomenon: by its id, or by its name where a later synthesis counts anew."""
    named = {finding.label.fi, finding.label.sv} - {None}
    return course.decision.item == finding.id or (bool(course.decision.item) and course.decision.matter in named)
