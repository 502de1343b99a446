"""What a coordinator confirms from the network's choices: the phenomena of the agenda in order, and why."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from sqlmodel import Session, col, select

from survey_service import audit, briefings, edits, selections, weighing
from survey_service.errors import SurveyServiceError
from survey_service.models import ConfirmedOrder, Round, StaffMember
from survey_service.weighing import Result

LONGEST_REASON = 2000
Fault = Literal["nothing", "unknown", "both", "no_reason", "too_long"]


class OrderRefused(SurveyServiceError):
    """An order names phenomena of the briefing, each once and in one place, at least one of them, with reasons."""

    status = 422

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class ConfirmedMeanwhile(SurveyServiceError):
    """Somebody confirmed an order after the form was opened."""

    status = 409


@dataclass(frozen=True)
class Order:
    """What comes to the negotiation in order, and what is left to the network's own work.

    `reasons` are by phenomenon, `reason` is for the whole.
    """

    phenomena: Sequence[str] = ()
    to_network: Sequence[str] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    reason: str = ""

    def why(self, phenomenon_id: str) -> str:
        """Why it was confirmed for a phenomenon: its own reason, else that of the whole."""
        return self.reasons.get(phenomenon_id) or self.reason


@dataclass(frozen=True, kw_only=True)
class Confirmation(Order):
    """An order with its number, who confirmed it and when."""

    number: int
    title: str
    confirmed_at: datetime.datetime


def confirm(
    session: Session,
    briefing_id: int,
    county_id: int,
    staff_id: int,
    order: Order,
    *,
    seen: int | None = None,
    actor: str,
) -> ConfirmedOrder:
    """Confirm an order. `seen` is the number of the confirmation that the form knew (None: whatever there is).

    Raises OrderRefused, ConfirmedMeanwhile.
    """
    stored, _ = briefings.load(session, briefing_id, county_id)
    edits.lock(session, session.get_one(Round, stored.round_id))
    last = confirmed(session, briefing_id)
    if seen is not None and last is not None and last.number > seen:
        raise ConfirmedMeanwhile
    if trouble := fault(order, selections.phenomena_of(stored)):
        raise OrderRefused(trouble)
    placed = {*order.phenomena, *order.to_network}
    row = ConfirmedOrder(
        briefing_id=briefing_id,
        staff_id=staff_id,
        phenomena=list(order.phenomena),
        to_network=list(order.to_network),
        reasons={key: words for key, words in order.reasons.items() if words and key in placed},
        reason=order.reason,
    )
    session.add(row)
    session.flush()
    audit.record(session, county_id, actor, "selection.confirm", f"briefing:{briefing_id}")
    return row


def fault(order: Order, known: set[str]) -> Fault | None:
    """What is wrong with an order of the `known` phenomena; None when it can be confirmed."""
    placed = [*order.phenomena, *order.to_network]
    if not order.phenomena:
        return "nothing"
    if set(order.phenomena) & set(order.to_network):
        return "both"
    if len(set(placed)) != len(placed) or not set(placed) <= known:
        return "unknown"
    if any(len(words) > LONGEST_REASON for words in (order.reason, *order.reasons.values())):
        return "too_long"
    return None if all(order.why(key) for key in placed) else "no_reason"


def confirmed(session: Session, briefing_id: int) -> Confirmation | None:
    """The order that was confirmed last, or None."""
    return next(iter(history(session, briefing_id)), None)


def history(session: Session, briefing_id: int) -> list[Confirmation]:
    """Every order that was confirmed, the newest first."""
    query = (
        select(ConfirmedOrder, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(ConfirmedOrder.staff_id))
        .where(ConfirmedOrder.briefing_id == briefing_id)
        .order_by(col(ConfirmedOrder.id).desc())
    )
    return [
        Confirmation(
            phenomena=tuple(row.phenomena),
            to_network=tuple(row.to_network),
            reasons=dict(row.reasons),
            reason=row.reason,
            number=row.id or 0,
            title=member.title,
            confirmed_at=row.confirmed_at,
        )
        for row, member in session.exec(query)
    ]


def proposed(session: Session, briefing_id: int, results: Mapping[str, Result]) -> Order:
    """The order to begin with: the confirmed one, else each phenomenon where most of its choices would take it.

    `results` are in order; where as many would take it to the negotiation as elsewhere, it goes there.
    """
    if (order := confirmed(session, briefing_id)) is not None:
        return order
    first = {key: _first(result) for key, result in results.items()}
    return Order(
        phenomena=[key for key, choice in first.items() if choice == "negotiation"],
        to_network=[key for key, choice in first.items() if choice == "network"],
    )


def _first(result: weighing.Result) -> str | None:
    choices = result.all_.choices
    return max(selections.CHOICES, key=lambda one: choices[one]) if any(choices.values()) else None
