"""The order in which the chosen phenomena come to the negotiation, as a coordinator confirmed it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service import audit, briefings, selections
from survey_service.errors import SurveyServiceError
from survey_service.models import ConfirmedOrder, StaffMember


class OrderRefused(SurveyServiceError):
    """An order must name phenomena of the briefing, each once, and at least one."""

    status = 422


@dataclass(frozen=True)
class Confirmation:
    """The order that counts, who confirmed it and when."""

    phenomena: tuple[str, ...]
    title: str
    confirmed_at: datetime.datetime


def confirm(
    session: Session, briefing_id: int, county_id: int, staff_id: int, phenomena: Sequence[str], *, actor: str
) -> ConfirmedOrder:
    """Confirm the phenomena for the agenda, in order. Raises OrderRefused."""
    stored, _ = briefings.load(session, briefing_id, county_id)
    if not phenomena or len(set(phenomena)) != len(phenomena) or not set(phenomena) <= selections.phenomena_of(stored):
        raise OrderRefused
    order = ConfirmedOrder(briefing_id=briefing_id, staff_id=staff_id, phenomena=list(phenomena))
    session.add(order)
    session.flush()
    audit.record(session, county_id, actor, "selection.confirm", f"briefing:{briefing_id}")
    return order


def confirmed(session: Session, briefing_id: int) -> Confirmation | None:
    """The order that was confirmed last, or None."""
    query = (
        select(ConfirmedOrder, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(ConfirmedOrder.staff_id))
        .where(ConfirmedOrder.briefing_id == briefing_id)
        .order_by(col(ConfirmedOrder.id).desc())
    )
    found = session.exec(query).first()
    if found is None:
        return None
    order, member = found
    return Confirmation(tuple(order.phenomena), member.title, order.confirmed_at)


def proposed_order(session: Session, briefing_id: int) -> list[str]:
    """The order to begin with: the confirmed one, else what the network chose, the most chosen first."""
    order = confirmed(session, briefing_id)
    return list(order.phenomena) if order is not None else list(selections.tally(session, briefing_id))
