"""The agenda of a round: the confirmed phenomena with the network's reasons, between the standing blocks."""

import datetime

from sqlmodel import Session

from reports.agenda import Agenda, Choice, Item, numbered_items
from reports.briefing import Briefing, Finding, Label, Language, Text
from survey_service import orders, selections
from survey_service.errors import NotYet
from survey_service.masking import mask
from survey_service.models import StoredBriefing
from survey_service.timetable import FINLAND

MOST_QUOTES = 2
TITLE = Text(fi="Hytetu-neuvottelun asialista", sv="Föredragningslista för hytetu-förhandlingen")
DECISIONS = Label(
    fi="Edellisen vuoden päätökset ja niiden eteneminen", sv="Föregående års beslut och hur de har framskridit"
)
GO_THROUGH = Text(
    fi="Käydään läpi, miten sovittu on edennyt ja mitä esteitä on.",
    sv="Man går igenom hur det överenskomna har framskridit och vilka hinder som finns.",
)
EVERYWHERE = Text(fi="Koko hyvinvointialue", sv="Hela välfärdsområdet")


def agenda(session: Session, stored: StoredBriefing, briefing: Briefing, language: Language) -> Agenda:
    """The agenda that follows from the confirmed order, names of who chose in `language`; NotYet without an order.

    Words in which people could be recognised stay out of it.
    """
    order = orders.confirmed(session, stored.id or 0)
    if order is None:
        raise NotYet
    tally = selections.tally(session, stored.id or 0)
    findings = {finding.id: finding for finding in briefing.for_network().findings}
    chosen = [_item(findings[key], tally.get(key, ()), language) for key in order.phenomena]
    return Agenda(
        title=TITLE,
        county=briefing.county,
        year=briefing.year,
        theme=briefing.theme,
        area=EVERYWHERE,
        made_on=datetime.datetime.now(FINLAND).date(),
        items=numbered_items([*_past_decisions(briefing), *chosen]),
    )


def _past_decisions(briefing: Briefing) -> list[Item]:
    """Last year's decisions with what was answered about each; no item where nobody told of any."""
    told = [question for question in briefing.for_network().open_answers if question.about == "decisions"]
    quotes = tuple(answer for question in told for answer in question.answers)
    return [Item(kind="standing", heading=DECISIONS, text=GO_THROUGH, quotes=quotes)] if quotes else []


def _item(finding: Finding, choices: tuple[selections.Choice, ...], language: Language) -> Item:
    return Item(
        kind="phenomenon",
        heading=finding.label,
        quotes=finding.quotes[:MOST_QUOTES],
        chosen_by=tuple(
            Choice(
                who=f"{one.organisation.in_language(language)}, {one.title.in_language(language)}",
                reason=mask(one.reason),
            )
            for one in choices
        ),
    )
