"""The service areas of a county: municipalities that negotiate together."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service import audit
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Negotiation, Organisation, ServiceArea
from survey_service.organisations import areas_of, free_key


class AreaInUse(SurveyServiceError):
    """A service area with organisations, or with a negotiation, is not removed."""

    status = 409


def owned(session: Session, area_id: int, county_id: int) -> ServiceArea:
    """The county's service area with this id; NotFound when there is none."""
    area = session.get(ServiceArea, area_id)
    if area is None or area.county_id != county_id:
        raise NotFound
    return area


def sizes(session: Session, county_id: int) -> dict[int, int]:
    """How many organisations each service area of the county has, by its id."""
    query = (
        select(Organisation.service_area_id, func.count())
        .where(Organisation.county_id == county_id)
        .group_by(col(Organisation.service_area_id))
    )
    return {area or 0: count for area, count in session.exec(query)}


def add(session: Session, county_id: int, name: Text, *, actor: str) -> ServiceArea:
    """A new service area."""
    key = free_key(name.fi, {one.key for one in areas_of(session, county_id)})
    area = ServiceArea(county_id=county_id, key=key, name_fi=name.fi, name_sv=name.sv)
    session.add(area)
    session.flush()
    audit.record(session, county_id, actor, "service_area.add", f"service_area:{area.id}")
    return area


def rename(session: Session, area: ServiceArea, name: Text, *, actor: str) -> None:
    """Give a service area other names; its organisations stay."""
    area.name_fi, area.name_sv = name.fi, name.sv
    audit.record(session, area.county_id, actor, "service_area.rename", f"service_area:{area.id}")


def remove(session: Session, area: ServiceArea, *, actor: str) -> None:
    """Remove a service area to which nothing belongs. Raises AreaInUse."""
    belonging = (
        select(Organisation.id).where(Organisation.service_area_id == area.id),
        select(Negotiation.id).where(Negotiation.service_area_id == area.id),
    )
    if any(session.exec(query.limit(1)).first() is not None for query in belonging):
        raise AreaInUse
    audit.record(session, area.county_id, actor, "service_area.remove", f"service_area:{area.id}")
    session.delete(area)
    session.flush()
