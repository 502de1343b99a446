"""The coordinator confirms what comes to the negotiation, in order, what is left to the network, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from reports.briefing import Briefing
from survey_service import briefings, orders, rounds, selections, weighing
from survey_service.formfields import clean, whole
from survey_service.orders import LONGEST_REASON, Confirmation, ConfirmedMeanwhile, Fault, Order, OrderRefused
from survey_service.services import services
from survey_service.views import access, numbering, words_of_weighing
from survey_service.views.access import me, sending

blueprint = Blueprint("confirming", __name__, url_prefix="/koosteet/<int:briefing_id>/valinnat/vahvistus")
blueprint.before_request(access.required)


@dataclass
class Filled:
    """What stands in the form, and the number of the confirmation that it knew (`seen`).

    `unread` are places that are no numbers, by phenomenon; `errors` are by field. `unsaved`: something was moved.
    `conflict`: somebody else confirmed an order meanwhile.
    """

    order: Order
    seen: int = 0
    unread: Mapping[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    unsaved: bool = False
    conflict: bool = False


@blueprint.get("")
@sending
def ask(briefing_id: int) -> str:
    """The order as it is proposed, or as it was confirmed last."""
    with services().db.reading() as session:
        _, briefing = briefings.load(session, briefing_id, me().county_id)
        results = weighing.results(selections.members(session, briefing_id), [one.id for one in briefing.findings])
        order = orders.proposed(session, briefing_id, results)
    return _page(briefing_id, Filled(order, seen=order.number if isinstance(order, Confirmation) else 0))


@blueprint.post("")
@sending
def confirm(briefing_id: int) -> str | tuple[str, int] | Response:
    """Move one phenomenon up or down in what is shown, or confirm."""
    with services().db.reading() as session:
        _, briefing = briefings.load(session, briefing_id, me().county_id)
    filled = _filled(request.form, briefing)
    if "move" in request.form:
        moved = numbering.moved(list(filled.order.phenomena), request.form["move"])
        filled.order = Order(moved, filled.order.to_network, filled.order.reasons, filled.order.reason)
        filled.unsaved = True
        return _page(briefing_id, filled)
    _check(filled, briefing)
    if filled.errors:
        return _page(briefing_id, filled), 422
    try:
        with services().db.writing() as session:
            orders.confirm(
                session,
                briefing_id,
                me().county_id,
                me().staff_id,
                filled.order,
                seen=filled.seen,
                actor=me().email,
            )
    except ConfirmedMeanwhile:
        filled.conflict = True
        return _page(briefing_id, filled), 409
    except OrderRefused as refused:
        filled.errors["reason"] = _words(refused.fault)
        return _page(briefing_id, filled), 422
    flash(gettext("The order is confirmed. The agenda follows it."), "success")
    return redirect(url_for("briefings.choosing.show", briefing_id=briefing_id), 303)


def _filled(form: Mapping[str, str], briefing: Briefing) -> Filled:
    known = [finding.id for finding in briefing.findings]
    return Filled(
        Order(
            phenomena=numbering.numbered(form, known),
            to_network=[key for key in known if f"network-{key}" in form],
            reasons={key: clean(form.get(f"reason-{key}")) for key in known},
            reason=clean(form.get("reason")),
        ),
        seen=whole(form.get("seen")),
        unread=numbering.unread(form),
    )


def _check(filled: Filled, briefing: Briefing) -> None:
    """Note everything that is wrong, each at its field."""
    order, known = filled.order, [finding.id for finding in briefing.findings]
    for key in known:
        if key in filled.unread:
            filled.errors[f"place-{key}"] = gettext(
                "Please write the place as a number, or leave the field empty: %(typed)s",
                typed=f"”{filled.unread[key]}”",
            )
        elif key in order.phenomena and key in order.to_network:
            filled.errors[f"place-{key}"] = _words("both")
        if len(order.reasons.get(key, "")) > LONGEST_REASON:
            filled.errors[f"reason-{key}"] = _words("too_long")
        elif key in (*order.phenomena, *order.to_network) and not order.why(key):
            filled.errors[f"reason-{key}"] = _words("no_reason")
    if len(order.reason) > LONGEST_REASON:
        filled.errors["reason"] = _words("too_long")
    if not filled.errors and not order.phenomena and known:
        filled.errors[f"place-{known[0]}"] = _words("nothing")


def _words(fault: Fault) -> str:
    match fault:
        case "both":
            return str(gettext("Please give either a place in the negotiation or the tick for the network, not both."))
        case "too_long":
            return str(gettext("The reason is too long: at most %(limit)s characters fit.", limit=LONGEST_REASON))
        case "no_reason":
            return str(gettext("Please write a reason of its own, or one for the whole."))
        case "nothing" | "unknown":
            return str(gettext("Please give a number to at least one phenomenon that comes to the negotiation."))


def _page(briefing_id: int, filled: Filled) -> str:
    with services().db.reading() as session:
        stored, briefing = briefings.load(session, briefing_id, me().county_id)
        results = weighing.results(selections.members(session, briefing_id), [one.id for one in briefing.findings])
        by_id = {finding.id: finding for finding in briefing.findings}
        last = orders.confirmed(session, briefing_id)
        if filled.conflict and last is not None:
            filled.seen = last.number
        first = [key for key in filled.order.phenomena if key in by_id]
        return render_template(
            "staff/confirming.html",
            round=rounds.owned(session, stored.round_id, me().county_id),
            briefing_id=briefing_id,
            findings=[by_id[key] for key in (*first, *(key for key in results if key not in first))],
            by_id=by_id,
            results=results,
            filled=filled,
            last=last,
            w=words_of_weighing,
        )
