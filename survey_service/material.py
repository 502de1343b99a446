"""What a round's submitted responses hold, as plain values: read once, then the database is not needed any more."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlmodel import Session, col, select

from questionnaires.asking import counting
from questionnaires.model import AnyQuestion, Questionnaire
from questionnaires.values import Value
from reports.briefing import ChosenIndicator, Party, Reason, Text
from survey_service import decisions, on_behalf, submissions
from survey_service.audiences import audience_of, is_counted
from survey_service.details import LAWS_BASIS, legal_basis
from survey_service.generalising import names_of_persons
from survey_service.indicators.choosing import chosen
from survey_service.masking import BULLET, mask
from survey_service.models import County, Invitation, Organisation, Round, ServiceArea
from survey_service.records import marks
from survey_service.stored import StoredAnswer
from survey_service.submissions import Submitted
from synthesis.model import Comment

LAW = Text(fi=LAWS_BASIS.fi, sv=LAWS_BASIS.sv)
FEW_INHABITANTS = 5_000


@dataclass(frozen=True)
class Told:
    """One free text and where it came from; `role` is its question's. Not every one is `grouped` by the synthesis."""

    comment: Comment
    party: Party
    role: str
    grouped: bool = True


@dataclass(frozen=True)
class Material:
    """A round as its answers stand. `told` is by answer id, `values` by party id and question id.

    `small` are the ids of parties so small that people could be recognised in their words, `decisions` those of the
    year before in words, by key. `indicators` are those that organisations show beside their answers.
    """

    county: Text
    year: int
    deadline: datetime.date
    theme: Text
    questionnaire: Questionnaire | None
    parties: tuple[Party, ...]
    legal_basis: Text = LAW
    small: frozenset[str] = frozenset()
    confidential: frozenset[tuple[str, str]] = frozenset()
    told: dict[str, Told] = field(default_factory=dict)
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)
    indicators: tuple[ChosenIndicator, ...] = ()

    def comments(self) -> tuple[Comment, ...]:
        """The free texts to be grouped, without what else is known of their writers."""
        return tuple(told.comment for told in self.told.values() if told.grouped)

    @property
    def goals(self) -> tuple[Text, ...]:
        """What the theme aims at; nothing for answers that came from a file."""
        goals = self.questionnaire.goals if self.questionnaire else ()
        return tuple(Text(fi=goal.fi, sv=goal.sv) for goal in goals)

    def reasons(self, party_id: str, question_id: str, *words: str) -> tuple[Reason, ...]:
        """Why words of an answer are not seen by others than the county's team before a person says yes."""
        found: dict[Reason, bool] = {
            "small_place": party_id in self.small,
            "personal_data": any(BULLET in each or names_of_persons(each) for each in words),
            "confidential": (party_id, question_id) in self.confidential,
        }
        return tuple(reason for reason, holds in found.items() if holds)

    def questions(self) -> Iterator[AnyQuestion]:
        """The questions that were asked; none for answers that came from a file."""
        return iter(()) if self.questionnaire is None else self.questionnaire.questions()


def gather(session: Session, round_: Round) -> Material:
    """The submitted answers of `round_`, identifying details masked."""
    areas = _areas(session, round_.county_id)
    county, basis = session.get_one(County, round_.county_id), legal_basis(round_)
    questionnaire = Questionnaire.model_validate(round_.questionnaire)
    told: dict[str, Told] = {}
    values: dict[str, dict[str, Value]] = {}
    submitted = submissions.of_round(session, round_)
    entered = on_behalf.through(session, [sent.link_id for _, sent in submitted])
    parties = {
        one.key: _party(one, questionnaire, areas, True, by_county=sent.link_id in entered) for one, sent in submitted
    }
    for organisation, sent in submitted:
        party = parties[organisation.key]
        # what was not asked, by the other answers, is no part of the response
        values[party.id] = counting(questionnaire, sent.values, audience_of(organisation, questionnaire))
        for question_id in sorted(values[party.id]):
            told |= _told(questionnaire.question(question_id), organisation, party, sent.answers[question_id])
    return Material(
        county=Text(fi=county.name_fi, sv=county.name_sv),
        year=round_.year,
        deadline=round_.deadline.date(),
        theme=Text(fi=questionnaire.theme_name.fi, sv=questionnaire.theme_name.sv),
        questionnaire=questionnaire,
        legal_basis=Text(fi=basis.fi, sv=basis.sv),
        parties=_parties(session, round_, questionnaire, parties, areas),
        small=frozenset(organisation.key for organisation, _ in submitted if is_small(organisation)),
        confidential=_confidential(session, submitted),
        told=told,
        values=values,
        indicators=_indicators(session, round_),
        decisions={one.key: one.action for one in decisions.of_year_before(session, round_)},
    )


def confidential(session: Session, round_: Round) -> frozenset[tuple[str, str]]:
    """The answers that are marked as confidential now, as ids of party and question."""
    return _confidential(session, submissions.of_round(session, round_))


def _indicators(session: Session, round_: Round) -> tuple[ChosenIndicator, ...]:
    """The indicators that organisations have sent with their responses, as the county's; municipalities unnamed."""
    told = [one for each in chosen(session, round_) for one in each.figures if one.year is not None]
    newest = {one.key: one for one in sorted(told, key=lambda one: one.year or 0)}
    counts = Counter(one.key for one in told)
    return tuple(
        ChosenIndicator(
            title=Text(fi=one.title.fi, sv=one.title.sv),
            unit=Text(fi=one.unit.fi, sv=one.unit.sv),
            year=one.year or 0,
            others=one.others,
            county=one.county,
            country=one.country,
            chosen_by=counts[key],
        )
        for key, one in newest.items()
    )


def _confidential(session: Session, submitted: list[tuple[Organisation, Submitted]]) -> frozenset[tuple[str, str]]:
    keys = {sent.response_id: organisation.key for organisation, sent in submitted}
    marked = marks.of_responses(session, list(keys))
    return frozenset((keys[response_id], question_id) for response_id, some in marked.items() for question_id in some)


def _parties(
    session: Session,
    round_: Round,
    questionnaire: Questionnaire,
    answered: Mapping[str, Party],
    areas: Mapping[int | None, Text],
) -> tuple[Party, ...]:
    invited = (
        select(Organisation)
        .where(
            col(Organisation.id).in_(
                select(Invitation.organisation_id).where(
                    Invitation.round_id == round_.id, Invitation.purpose == "answer"
                )
            )
        )
        .order_by(col(Organisation.key))
    )
    return tuple(answered.get(one.key) or _party(one, questionnaire, areas, False) for one in session.exec(invited))


def _areas(session: Session, county_id: int) -> dict[int | None, Text]:
    """The service areas of the county by id."""
    found = session.exec(select(ServiceArea).where(ServiceArea.county_id == county_id))
    return {area.id: Text(fi=area.name_fi, sv=area.name_sv) for area in found}


def _party(
    organisation: Organisation,
    questionnaire: Questionnaire,
    areas: Mapping[int | None, Text],
    answered: bool,
    *,
    by_county: bool = False,
) -> Party:
    return Party(
        id=organisation.key,
        name=Text(fi=organisation.name_fi, sv=organisation.name_sv),
        kind=organisation.kind,
        answered=answered,
        counted=is_counted(organisation, questionnaire),
        entered_by_county=by_county,
        area=areas.get(organisation.service_area_id),
    )


def is_small(organisation: Organisation) -> bool:
    """Whether people could be recognised in the words of an organisation: a municipality of few inhabitants."""
    return organisation.kind == "kunta" and (organisation.inhabitants or 0) < FEW_INHABITANTS


def _told(question: AnyQuestion, organisation: Organisation, party: Party, answer: StoredAnswer) -> dict[str, Told]:
    return {
        answer_id: Told(
            comment=Comment(
                answer_id=answer_id,
                text=mask(text),
                organisation=organisation.name_fi,
                organisation_type=organisation.kind,
                language="sv" if answer.language == "sv" else "fi",
                question_id=question.id,
            ),
            party=party,
            role=question.role,
            grouped=question.cluster,
        )
        for number, text in enumerate(answer.value.texts(), start=1)
        if text.strip() and (answer_id := f"{organisation.key}.{question.id}.{number}")
    }
