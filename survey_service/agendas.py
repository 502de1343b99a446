"""The agenda of a round: the confirmed phenomena with the network's reasons, between the standing blocks."""

import datetime

from sqlmodel import Session

from reports.agenda import Agenda, Choice, Item, numbered_items
from reports.briefing import Briefing, Finding, Language, Text
from survey_service import orders, selections
from survey_service.errors import NotYet
from survey_service.masking import mask
from survey_service.models import StoredBriefing
from survey_service.timetable import FINLAND

MOST_QUOTES = 2
TITLE = Text(fi="Hytetu-neuvottelun asialista", sv="Föredragningslista för hytetu-förhandlingen")
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
        items=numbered_items(chosen),
    )


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
