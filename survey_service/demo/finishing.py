"""What the played demo leaves in its folder: the briefing in all its forms, and the links to try."""

import json
from pathlib import Path

from survey_service import briefings, yearly_summaries
from survey_service.db import Database
from survey_service.demo.responding import tokens
from survey_service.demo.signing import key_for
from survey_service.models import Round
from survey_service.settings import Settings
from survey_service.standalone import write_briefing

FINNISH, SWEDISH, CHOOSING, DECIDED = "hallapera", "saarikarki", "kuusivaara", "vaskiranta"
"""Whose links are shown: who is drafting, who answers in Swedish, who chooses, and who has decisions to tell of."""


def write(settings: Settings, db: Database, round_id: int) -> list[Path]:
    """Write the briefing's files and links.json; give the files."""
    with db.reading() as session:
        found = briefings.latest(session, round_id)
    assert found is not None
    stored, briefing = found
    files = write_briefing(briefing, settings.demo_folder, "fi")
    links = settings.demo_folder / "links.json"
    links.write_text(json.dumps(_links(settings, db, round_id, stored.id or 0), indent=1))
    return [*files, links]


def _links(settings: Settings, db: Database, round_id: int, briefing_id: int) -> dict[str, str]:
    answer, select, follow_up = (tokens(settings, db, round_id, one) for one in ("answer", "select", "follow_up"))
    with db.reading() as session:
        following = yearly_summaries.next_round(session, session.get_one(Round, round_id))
    assert following is not None
    next_year = tokens(settings, db, following.id or 0, "answer")
    staff = f"{settings.base_url}/esittely/{key_for(settings)}"
    return {
        "respondent": f"{settings.base_url}/v/{answer[FINNISH]}",
        "respondent_sv": f"{settings.base_url}/v/{answer[SWEDISH]}",
        "staff": staff,
        "briefing": f"{staff}?briefing={briefing_id}",
        "selection": f"{settings.base_url}/v/{select[CHOOSING]}",
        "negotiation": f"{settings.base_url}/v/{answer[DECIDED]}",
        "follow_up": f"{settings.base_url}/v/{follow_up[DECIDED]}",
        "next_year": f"{settings.base_url}/v/{next_year[DECIDED]}",
        "mailbox": f"{settings.base_url}/postilaatikko/",
    }
