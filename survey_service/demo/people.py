"""Who acts in the demo's year, and what each says: read from year.yaml once."""

import datetime
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from sqlmodel import Session, select

from survey_service import timetable
from survey_service.models import Organisation, Round, ServiceArea, StaffMember

ROLE = "hva_team"


class By(NamedTuple):
    """The team's member who acts."""

    staff_id: int
    actor: str


@cache
def year() -> Any:
    """What year.yaml holds."""
    return YAML(typ="safe").load((files("survey_service") / "demo" / "year.yaml").read_text(encoding="utf-8"))


def team(session: Session, county_id: int) -> By:
    """The demo's coordinator."""
    wanted = StaffMember.county_id == county_id, StaffMember.role == ROLE
    found = session.exec(select(StaffMember).where(*wanted)).one()
    return By(found.id or 0, found.email)


def organisation(session: Session, round_: Round, key: str) -> Organisation:
    """An organisation of the demo's county by its key."""
    wanted = Organisation.county_id == round_.county_id, Organisation.key == key
    return session.exec(select(Organisation).where(*wanted)).one()


def area_id(session: Session, round_: Round, key: str) -> int:
    """A service area of the demo's county by its key."""
    wanted = ServiceArea.county_id == round_.county_id, ServiceArea.key == key
    return session.exec(select(ServiceArea).where(*wanted)).one().id or 0


def day(from_today: int) -> datetime.date:
    """The day so many days from today."""
    return timetable.today() + datetime.timedelta(days=from_today)
