"""What the papers of a negotiation tell: its minutes everything that is written down, its news the decisions alone."""

import datetime

from sqlmodel import Session

from questionnaires.model import Questionnaire
from reports.announcement import News
from reports.briefing import Language, Text
from reports.minutes import Agreed, Matter, Minutes
from survey_service import negotiated, negotiations, parties
from survey_service.decisions import PastDecision
from survey_service.details import legal_basis
from survey_service.letters.wording import moment
from survey_service.masking import mask
from survey_service.models import County, Round
from survey_service.negotiations import Appointed
from survey_service.timetable import FINLAND

TEXTS = ("action", "goal", "cooperation", "follow_up", "division", "follow_up_action", "forum", "responsible")


def minutes(session: Session, round_: Round, language: Language, area_id: int) -> Minutes:
    """The minutes of a negotiation as far as they can be told; NotFound for another county's area.

    Drafts stand in them and are marked; what was dropped does not.
    """
    meeting = negotiations.of_area(session, round_, area_id)
    county, theme = session.get_one(County, round_.county_id), _theme(round_)
    matters = [
        Matter(
            number=one.item.number,
            heading=one.item.heading,
            decisions=tuple(_agreed(told) for told in one.decisions if told.status != "dropped"),
            issue=one.item.kind == "issue",
        )
        for one in negotiated.by_item(session, round_, language, area_id)
    ]
    return Minutes(
        county=Text(fi=county.name_fi, sv=county.name_sv),
        year=round_.year,
        theme=theme,
        area=meeting.area,
        made_on=datetime.datetime.now(FINLAND).date(),
        matters=tuple(one for one in matters if one.number or one.decisions),
        parties=_parties(session, round_, language, area_id),
        when=moment(meeting.starts_at, language) if meeting.starts_at else "",
        place=", ".join(filter(None, (meeting.place, meeting.remote_link))),
        chair=_names(meeting.chairs),
        minute_taker=_names(meeting.minute_takers),
        legal_basis=_law(round_),
    )


def news(session: Session, round_: Round, language: Language, area_id: int) -> News:
    """What may be told outside: the decisions that were made, in the agenda's order, without who is responsible."""
    meeting = negotiations.of_area(session, round_, area_id)
    county = session.get_one(County, round_.county_id)
    decided = [
        for_outside(told)
        for one in negotiated.by_item(session, round_, language, area_id)
        for told in one.decisions
        if told.status == "decided"
    ]
    return News(
        county=Text(fi=county.name_fi, sv=county.name_sv),
        area=meeting.area,
        year=round_.year,
        made_on=datetime.datetime.now(FINLAND).date(),
        met_on=meeting.starts_at.astimezone(FINLAND).date() if meeting.starts_at else None,
        legal_basis=_law(round_),
        decisions=tuple(decided),
    )


def for_outside(told: PastDecision) -> Agreed:
    """A decision as it may be told outside: contact details hidden, and without who is responsible in person."""
    one = _agreed(told)
    return one.model_copy(update={field: mask(getattr(one, field)) for field in TEXTS} | {"responsible": ""})


def _agreed(told: PastDecision) -> Agreed:
    organisation = told.organisation
    return Agreed(
        language="sv" if told.language == "sv" else "fi",
        organisation=Text(fi=organisation.fi, sv=organisation.sv) if organisation else None,
        due=told.due,
        draft=told.status == "draft",
        **{field: getattr(told, field) for field in TEXTS},
    )


def _parties(session: Session, round_: Round, language: Language, area_id: int) -> tuple[Text, ...]:
    found = parties.of_negotiation(session, round_, area_id, language)
    return tuple(Text(fi=one.name_fi, sv=one.name_sv) for one in found)


def _theme(round_: Round) -> Text:
    name = Questionnaire.model_validate(round_.questionnaire).theme_name
    return Text(fi=name.fi, sv=name.sv)


def _law(round_: Round) -> Text:
    basis = legal_basis(round_)
    return Text(fi=basis.fi, sv=basis.sv)


def _names(people: tuple[Appointed, ...]) -> str:
    return " / ".join(one.who for one in people)
