"""What the played demo leaves in its folder: the briefing in all its forms, and the links to try."""

import json
from pathlib import Path

from survey_service import briefings
from survey_service.db import Database
from survey_service.demo.responding import tokens
from survey_service.demo.signing import key_for
from survey_service.settings import Settings
from survey_service.standalone import write_briefing

FINNISH, SWEDISH, CHOOSING = "hallapera", "saarikarki", "kuusivaara"
"""Whose links are shown: a municipality that is still drafting, one that answers in Swedish, one that chooses."""


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
    answer, select = (tokens(settings, db, round_id, purpose) for purpose in ("answer", "select"))
    staff = f"{settings.base_url}/esittely/{key_for(settings)}"
    return {
        "respondent": f"{settings.base_url}/v/{answer[FINNISH]}",
        "respondent_sv": f"{settings.base_url}/v/{answer[SWEDISH]}",
        "staff": staff,
        "briefing": f"{staff}?briefing={briefing_id}",
        "selection": f"{settings.base_url}/v/{select[CHOOSING]}",
        "mailbox": f"{settings.base_url}/postilaatikko/",
    }
