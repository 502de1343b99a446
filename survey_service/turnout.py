"""Who has answered in a round: a row for each organisation, with what is missing and how its mail has fared."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.asking import asked, counting
from questionnaires.completeness import review
from questionnaires.model import Audience, Language, Questionnaire, Text
from questionnaires.values import Value
from survey_service import (
    deadlines,
    decisions,
    deliveries,
    invitations,
    openness,
    participants,
    rounds,
    stored,
    submissions,
)
from survey_service.audiences import audience_of, is_counted
from survey_service.db import now
from survey_service.decisions import PastDecision
from survey_service.deliverables import Delivered, delivered
from survey_service.deliveries import Delivery
from survey_service.models import Invitation, Organisation, OrganisationKind, Response, Round, ServiceArea
from survey_service.openness import Reopened

State = Literal["not_invited", "invited", "accepted", "begun", "draft", "submitted"]
STATES: tuple[State, ...] = ("not_invited", "invited", "accepted", "begun", "draft", "submitted")
Filter = Literal["not_invited", "invited", "accepted", "begun", "draft", "submitted", "mail_trouble"]
FILTERS: tuple[Filter, ...] = (*STATES, "mail_trouble")
PARTS = ("presentation", "delegation", "handling")
"""The roles of the questions whose answers are followed on their own, beside the survey."""


@dataclass(frozen=True)
class Missing:
    """A question to which something is asked for and not given, and what the answer lacks."""

    question_id: str
    question: Text
    lacks: tuple[Text, ...]
    role: str = ""


@dataclass(frozen=True)
class Row:
    """One organisation of the round. `missing` are what is asked for and not given, `answered` counts what is.

    `reopened`: what it submitted counts, and may be changed; `taken_back_at`: it is a draft again. `deadline` is its
    own, where it has been given more time than the round. `unreachable`: no mail to any of its contacts has got
    through. `counted`: it belongs to the response rate.
    """

    organisation_id: int
    name: Text
    kind: OrganisationKind
    state: State
    last_activity: datetime.datetime | None
    answered: int
    missing: tuple[Missing, ...]
    delivered: tuple[Delivered, ...]
    mail: Delivery | None
    invitation_id: int | None
    area_id: int | None = None
    area: Text | None = None
    reopened: Reopened | None = None
    taken_back_at: datetime.datetime | None = None
    deadline: datetime.datetime | None = None
    unreachable: bool = False
    counted: bool = True

    def fits(self, wanted: str) -> bool:
        """Whether the row belongs to a filter; to an unknown one every row does."""
        if wanted == "mail_trouble":
            return self.mail_trouble
        return wanted not in FILTERS or self.state == wanted

    @property
    def mail_trouble(self) -> bool:
        """Whether its mail failed, or waits because something is wrong."""
        return self.unreachable or (self.mail is not None and self.mail.in_trouble)

    @property
    def of_survey(self) -> tuple[Missing, ...]:
        """What is missing of the survey itself."""
        return tuple(one for one in self.missing if one.role not in PARTS)

    def part(self, role: str) -> Delivered | None:
        """The deliverable with this role; None when it is not asked for."""
        return next((one for one in self.delivered if one.question.role == role), None)


@dataclass(frozen=True)
class _Facts:
    """What is known of a round, read at once: all by organisation id, `values` and what follows by response id."""

    questionnaire: Questionnaire
    areas: Mapping[int, Text]
    responses: Mapping[int, Response]
    invited: Mapping[int, list[Invitation]]
    mails: Mapping[int, list[Delivery]]
    deadlines: Mapping[int, datetime.datetime]
    decided: Mapping[int, Sequence[PastDecision]]
    values: Mapping[int, dict[str, Value]]
    reopened: Mapping[int, Reopened]
    taken_back: Mapping[int, datetime.datetime]


def of_round(session: Session, round_: Round, language: Language = "fi") -> list[Row]:
    """The rows of a round: every organisation of its county, and those invited from elsewhere, by name.

    It takes the same few queries however many organisations there are.
    """
    facts = _facts(session, round_)
    return [_row(organisation, facts) for organisation in participants.of_round(session, round_, language)]


def counts(rows: Sequence[Row]) -> dict[Filter, int]:
    """How many rows fit each filter."""
    return {wanted: sum(row.fits(wanted) for row in rows) for wanted in FILTERS}


def closed_to(rows: Sequence[Row], round_: Round) -> frozenset[int]:
    """The organisations whose time to answer is over."""
    moment = now()
    return frozenset(row.organisation_id for row in rows if moment > (row.deadline or round_.deadline))


def _facts(session: Session, round_: Round) -> _Facts:
    responses = _responses(session, round_.id or 0)
    keys = [response.id or 0 for response in responses]
    return _Facts(
        questionnaire=rounds.questionnaire_of(round_),
        areas=_areas(session, round_),
        responses={response.organisation_id: response for response in responses},
        invited=_invited(session, round_),
        mails=_mails(session, round_),
        deadlines=deadlines.longer(session, round_),
        decided=decisions.by_organisation(session, round_),
        values=_values(session, round_, keys),
        reopened=openness.all_reopened(session, keys),
        taken_back=submissions.taken_back_at(session, keys),
    )


def _row(organisation: Organisation, facts: _Facts) -> Row:
    key = organisation.id or 0
    response = facts.responses.get(key)
    audience = audience_of(organisation, facts.questionnaire)
    own = facts.values.get(response.id or 0, {}) if response else {}
    ever_invited = facts.invited.get(key, [])
    invited = [one for one in ever_invited if one.ended_at is None]
    mails = [one for one in facts.mails.get(key, []) if one.invitation_id in {one.id for one in invited}]
    sent = response is not None and response.state == "submitted"
    return Row(
        organisation_id=key,
        name=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        state=_state(response, invited, mails, begun=any(one.begun_at for one in ever_invited)),
        last_activity=response.submitted_at or response.changed_at if response else None,
        answered=sum(not one.is_empty() for one in counting(facts.questionnaire, own, audience).values()),
        missing=_missing(facts.questionnaire, audience, own) if response else (),
        delivered=_delivered(facts.questionnaire, audience, own, facts.decided.get(key, ())) if response else (),
        mail=mails[-1] if mails else None,
        invitation_id=invited[-1].id if invited else None,
        area_id=organisation.service_area_id,
        area=facts.areas.get(organisation.service_area_id or 0),
        reopened=facts.reopened.get(response.id or 0) if response and sent else None,
        taken_back_at=facts.taken_back.get(response.id or 0) if response and not sent else None,
        deadline=facts.deadlines.get(key),
        unreachable=_is_unreachable(invited, mails),
        counted=is_counted(organisation, facts.questionnaire),
    )


def _state(
    response: Response | None, invited: Sequence[Invitation], mails: Sequence[Delivery], *, begun: bool
) -> State:
    if response is not None:
        return response.state
    if begun:
        return "begun"
    if any(one.sent_at for one in mails):
        return "accepted"
    return "invited" if invited else "not_invited"


def _is_unreachable(invited: Sequence[Invitation], mails: Sequence[Delivery]) -> bool:
    """Whether the newest mail to each contact that is invited has failed for good."""
    newest = {one.invitation_id: one for one in mails}
    return bool(invited) and all(
        (one := newest.get(i.id or 0)) is not None and one.state in ("failed", "bounced") for i in invited
    )


def _missing(questionnaire: Questionnaire, audience: Audience, own: dict[str, Value]) -> tuple[Missing, ...]:
    lacks: dict[str, list[Text]] = {}
    for found in review(questionnaire, own, audience):
        lacks.setdefault(found.question_id, []).append(found.text)
    questions = {key: questionnaire.question(key) for key in lacks}
    return tuple(Missing(key, questions[key].text, tuple(texts), questions[key].role) for key, texts in lacks.items())


def _delivered(
    questionnaire: Questionnaire, audience: Audience, own: dict[str, Value], theirs: Sequence[PastDecision]
) -> tuple[Delivered, ...]:
    return delivered(questionnaire, audience, own, asked(questionnaire, own, audience), theirs)


def _areas(session: Session, round_: Round) -> dict[int, Text]:
    areas = session.exec(select(ServiceArea).where(ServiceArea.county_id == round_.county_id))
    return {area.id or 0: Text(fi=area.name_fi, sv=area.name_sv) for area in areas}


def _responses(session: Session, round_id: int) -> Sequence[Response]:
    return session.exec(select(Response).where(Response.round_id == round_id, col(Response.share_id).is_(None))).all()


def _invited(session: Session, round_: Round) -> dict[int, list[Invitation]]:
    found: dict[int, list[Invitation]] = {}
    for one in invitations.of_round(session, round_.id or 0, "answer"):
        found.setdefault(one.organisation_id, []).append(one)
    return found


def _values(session: Session, round_: Round, response_ids: Sequence[int]) -> dict[int, dict[str, Value]]:
    """By response id: what was submitted, or else what is written so far."""
    sent = {one.response_id: one.values for _, one in submissions.of_round(session, round_)}
    drafts = stored.living_of(session, [key for key in response_ids if key not in sent])
    return sent | {
        key: {question_id: answer.value for question_id, answer in answers.items()} for key, answers in drafts.items()
    }


def _mails(session: Session, round_: Round) -> dict[int, list[Delivery]]:
    """The mails that carry a link to answer, by organisation, the newest last."""
    found: dict[int, list[Delivery]] = {}
    for one in deliveries.of_round(session, round_.id or 0):
        if one.purpose == "answer" and one.kind in ("invitation", "reminder", "extended"):
            found.setdefault(one.organisation_id, []).append(one)
    return found
