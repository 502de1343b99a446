"""The rounds of a county: the list of years, a round's page, and the publishing of its questionnaire."""

import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import briefings, contacting, rounds, runs, selections, turnout
from survey_service.db import now
from survey_service.i18n import FINLAND, locale
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me, sending

blueprint = Blueprint("rounds", __name__)
blueprint.before_request(access.required)


@blueprint.get("/")
def index() -> str:
    """The county's rounds by year, with a warning when this year has none."""
    with services().db.reading() as session:
        county = rounds.county_of(session, me().county_id)
        shown = [(round_, rounds.questionnaire_of(round_)) for round_ in rounds.of_county(session, me().county_id)]
    year = datetime.datetime.now(FINLAND).year
    missing = year not in {round_.year for round_, _ in shown}
    return render_template("staff/index.html", county=county, rounds=shown, year=year, missing=missing)


@blueprint.get("/kierrokset/<int:round_id>/")
def show(round_id: int) -> str:
    """A round: who has answered, what is missing, what to do next."""
    wanted = request.args.get("tila", "")
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        rows = turnout.of_round(session, round_, locale())
        found = briefings.latest(session, round_id)
        chosen = selections.briefing_for(session, round_id)[0] if found else None
        return render_template(
            "staff/round.html",
            round=round_,
            questionnaire=rounds.questionnaire_of(round_),
            steps=rounds.steps_of(round_),
            rows=[row for row in rows if row.fits(wanted)],
            counts=turnout.counts(rows),
            total=len(rows),
            wanted=wanted if wanted in turnout.FILTERS else "",
            waiting=len(contacting.waiting(session, round_)),
            run=runs.latest(session, round_id),
            briefing=found[0] if found else None,
            chosen_from=chosen,
            unasked=sum(not one.invited for one in contacting.addressees(session, round_, "select")),
            voters=selections.voters(session, chosen.id or 0) if chosen else (0, 0),
            today=datetime.datetime.now(FINLAND).date(),
            open=now() <= round_.deadline,
            selecting=now() <= round_.selection_deadline,
        )


@blueprint.post("/kierrokset/<int:round_id>/julkaise")
@sending
def publish(round_id: int) -> str | tuple[str, int] | Response:
    """Publish the questionnaire, or show what is missing from it."""
    try:
        with services().db.writing() as session:
            rounds.publish(session, rounds.owned(session, round_id, me().county_id), actor=me().email)
    except rounds.TextsMissing as missing:
        page = render_template("staff/texts_missing.html", round_id=round_id, places=missing.places)
        return page, missing.status
    except rounds.AlreadyPublished:
        flash(gettext("The questionnaire was published already."), "info")
        return _to(round_id)
    flash(gettext("The questionnaire is published. Next, send the invitations."), "success")
    return _to(round_id)


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)
