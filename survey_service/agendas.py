"""The agenda of a round: the confirmed phenomena with the network's reasons, between the standing blocks."""

import datetime

from sqlmodel import Session

from reports.agenda import STANDING, Agenda, Choice, Item, numbered_items
from reports.briefing import Briefing, Finding, Label, Language, Text
from survey_service import briefings, clearing, negotiations, orders, selections, standing_blocks, weighing
from survey_service.errors import NotYet
from survey_service.letters.wording import moment
from survey_service.masking import mask
from survey_service.models import Round, StoredBriefing
from survey_service.negotiations import WHOLE_COUNTY, Appointed
from survey_service.timetable import FINLAND
from survey_service.weighing import Result

MOST_QUOTES = 2
TITLE = Text(fi="Hytetu-neuvottelun asialista", sv="Föredragningslista för hytetu-förhandlingen")
DECISIONS = Label(
    fi="Edellisen vuoden päätökset ja niiden eteneminen", sv="Föregående års beslut och hur de har framskridit"
)
GO_THROUGH = Text(
    fi="Käydään läpi, miten sovittu on edennyt ja mitä esteitä on.",
    sv="Man går igenom hur det överenskomna har framskridit och vilka hinder som finns.",
)


def ready(session: Session, round_id: int) -> int | None:
    """The briefing whose order was confirmed, so that there is an agenda of the round; None before that."""
    stored = selections.chosen_from(session, round_id)
    return stored.id if stored and orders.confirmed(session, stored.id or 0) else None


def agenda(
    session: Session, stored: StoredBriefing, briefing: Briefing, language: Language, area_id: int = WHOLE_COUNTY
) -> Agenda:
    """The agenda that follows from the confirmed order, names of who chose in `language`; NotYet without an order.

    It is that of one service area's negotiation, or of the whole county's. Words in which people could be recognised
    stay out of it.
    """
    meeting = negotiations.of_area(session, session.get_one(Round, stored.round_id), area_id)
    order = orders.confirmed(session, stored.id or 0)
    if order is None:
        raise NotYet
    shared = clearing.shared(session, stored, briefing)
    findings = {finding.id: finding for finding in shared.findings}
    results = weighing.results(selections.members(session, stored.id or 0), findings)
    chosen = [_item(findings[key], order.why(key), results[key], language) for key in order.phenomena]
    return Agenda(
        title=TITLE,
        county=briefing.county,
        year=briefing.year,
        theme=briefing.theme,
        area=meeting.area,
        legal_basis=briefing.legal_basis,
        made_on=datetime.datetime.now(FINLAND).date(),
        items=numbered_items([*_past_decisions(shared), *chosen], _standing(session, stored.round_id)),
        when=moment(meeting.starts_at, language) if meeting.starts_at else "",
        place=", ".join(filter(None, (meeting.place, meeting.remote_link))),
        chair=_names(meeting.chairs),
        minute_taker=_names(meeting.minute_takers),
    )


def matters(session: Session, round_: Round, language: Language, area_id: int) -> tuple[Item, ...]:
    """What is decided on in a negotiation: the items of its agenda, and before there is one its standing blocks."""
    stored = ready(session, round_.id or 0)
    if stored is None:
        items = numbered_items([], _standing(session, round_.id or 0))
    else:
        items = agenda(session, *briefings.load(session, stored, round_.county_id), language, area_id).items
    return tuple(item for item in items if item.kind != "fixed")


def _standing(session: Session, round_id: int) -> list[Item]:
    """The standing blocks as the coordination group wrote them; what it has not written is told as it is every year."""
    written = standing_blocks.of_round(session, round_id)
    return [
        item.model_copy(
            update={"text": Text(fi=block.text_fi or block.text_sv, sv=block.text_sv or block.text_fi)}
            if block.text_fi or block.text_sv
            else {}
        )
        for item, block in zip(STANDING, (written[kind] for kind in standing_blocks.KINDS), strict=True)
    ]


def _names(people: tuple[Appointed, ...]) -> str:
    """Who was named; where two were, both, so that the conflict is seen."""
    return " / ".join(one.who for one in people)


def _past_decisions(shared: Briefing) -> list[Item]:
    """Last year's decisions with what was answered about each; no item where nobody told of any."""
    told = [question for question in shared.open_answers if question.about == "decisions"]
    quotes = tuple(answer for question in told for answer in question.answers)
    return (
        [Item(key="past_decisions", kind="standing", heading=DECISIONS, text=GO_THROUGH, quotes=quotes)]
        if quotes
        else []
    )


def _item(finding: Finding, why: str, result: Result, language: Language) -> Item:
    return Item(
        key=finding.id,
        kind="phenomenon",
        heading=finding.label,
        reason=mask(why),
        quotes=finding.quotes[:MOST_QUOTES],
        chosen_by=tuple(
            Choice(
                who=f"{member.organisation.in_language(language)}, {member.title.in_language(language)}",
                reason=weight.comment,
            )
            for member, weight in result.said
            if weight.choice == "negotiation"
        ),
    )
