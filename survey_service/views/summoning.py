"""Summoning the parties of a negotiation: what stands in the way, to whom it goes, and what was sent."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext, ngettext
from werkzeug.wrappers import Response as AnyResponse

from questionnaires.model import Language
from survey_service import calendars, negotiations, rounds, summonses
from survey_service.candidates import ChangedMeanwhile
from survey_service.errors import NotFound
from survey_service.formfields import whole
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.summonses import SummonsRefused
from survey_service.views import access, words
from survey_service.views.access import me, sending

blueprint = Blueprint("summoning", __name__, url_prefix="/kierrokset/<int:round_id>/neuvottelut/<int:area_id>/kutsu")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | AnyResponse


@blueprint.get("/")
def show(round_id: int, area_id: int) -> Page:
    """When and where, who gets it, and what was sent before."""
    return _page(round_id, area_id)


@blueprint.post("/")
@sending
def send(round_id: int, area_id: int) -> Page:
    """Send the summons, or word that the negotiation is cancelled (`act`)."""
    cancelled = request.form.get("act") == "cancel"
    act = summonses.cancel if cancelled else summonses.send
    seen = whole(request.form.get("seen"))
    try:
        with services().db.writing() as session:
            round_ = rounds.owned(session, round_id, me().county_id)
            number = act(session, services().jobs, round_, area_id, seen=seen, staff_id=me().staff_id, actor=me().email)
    except SummonsRefused as refused:
        return _page(round_id, area_id, str(words.SUMMONS_HINDRANCES[refused.why])), 422
    except ChangedMeanwhile:
        trouble = gettext("Somebody else sent a summons or a cancellation while you had this page open. See below.")
        return _page(round_id, area_id, trouble), 409
    if cancelled:
        flash(
            ngettext("One contact is told of it by mail.", "%(num)s contacts are told of it by mail.", number),
            "success",
        )
    else:
        flash(
            ngettext(
                "The summons is on its way to one contact.", "The summons is on its way to %(num)s contacts.", number
            ),
            "success",
        )
    return redirect(url_for("staff.summoning.show", round_id=round_id, area_id=area_id), 303)


@blueprint.get("/neuvottelu-<any(fi, sv):language>.ics")
def download(round_id: int, area_id: int, language: Language) -> Response:
    """The negotiation as a file for a calendar, as it was told last or as it stands; NotFound without a time."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        last = summonses.newest(session, meeting.negotiation_id)
        told = last if last and last.cancelled else summonses.as_it_stands(session, round_, area_id)
        if told is None:
            raise NotFound
        entry = summonses.entry(session, round_, told, services().settings.base_url)
    return as_file(entry, language)


def as_file(entry: calendars.Entry, language: Language) -> Response:
    """An entry as a file to take into a calendar."""
    method, file = calendars.calendar(entry, language)
    response = Response(file, content_type=f"text/calendar; charset=utf-8; method={method}")
    response.headers["Content-Disposition"] = f'attachment; filename="neuvottelu-{language}.ics"'
    return response


def _page(round_id: int, area_id: int, trouble: str = "") -> str:
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        meeting = negotiations.of_area(session, round_, area_id)
        sent = summonses.history(session, meeting.negotiation_id)
        last = sent[0].summons if sent else None
        return render_template(
            "staff/summons.html",
            round=round_,
            meeting=meeting,
            hindrance=summonses.hindrance(session, round_, area_id),
            people=summonses.recipients(session, round_, area_id, locale()),
            sent=sent,
            last=last,
            changed=summonses.says_otherwise(last, meeting),
            seen=last.sequence + 1 if last else 0,
            trouble=trouble,
        )
