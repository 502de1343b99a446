"""The rounds of a county: the list of years, a round's page, and the publishing of its questionnaire."""

import datetime

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import briefings, contacting, deliveries, milestones, rounds, runs, selections, turnout, weighing
from survey_service.db import now
from survey_service.i18n import FINLAND, locale
from survey_service.records import retention
from survey_service.services import services
from survey_service.views import access, turnout_table
from survey_service.views.access import me, sending

blueprint = Blueprint("rounds", __name__)
blueprint.before_request(access.required)


@blueprint.get("/")
def index() -> str:
    """The county's rounds by year, with a warning about the years that have none."""
    with services().db.reading() as session:
        county = rounds.county_of(session, me().county_id)
        shown = [(round_, rounds.questionnaire_of(round_)) for round_ in rounds.of_county(session, me().county_id)]
        unreached = deliveries.unreached_now(session, me().county_id)
    year = datetime.datetime.now(FINLAND).year
    missing = rounds.years_without({round_.year for round_, _ in shown}, year)
    return render_template(
        "staff/index.html", county=county, rounds=shown, year=year, missing=missing, unreached=unreached
    )


@blueprint.get("/kierrokset/<int:round_id>/")
def show(round_id: int) -> str:
    """A round: who has answered, what is missing, what to do next."""
    with services().db.reading() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        rows = turnout.of_round(session, round_, locale())
        table = turnout_table.of(rows)
        found = briefings.latest(session, round_id)
        chosen = selections.chosen_from(session, round_id)
        return render_template(
            "staff/round.html",
            round=round_,
            questionnaire=rounds.questionnaire_of(round_),
            unreached=deliveries.unreached(session, round_),
            milestones=milestones.of_round(session, round_, rows, datetime.datetime.now(FINLAND).date()),
            table=table,
            wanted=table.state,
            counts=turnout.counts(rows),
            closed_to=turnout.closed_to(rows, round_),
            waiting=len(contacting.waiting(session, round_)),
            run=runs.latest(session, round_id),
            briefing=found[0] if found else None,
            chosen_from=chosen,
            unasked=sum(not one.invited for one in contacting.addressees(session, round_, "select")),
            voters=weighing.voters(selections.members(session, chosen.id or 0)) if chosen else (0, 0),
            deleted=retention.deletions_of(session, round_id),
            open=now() <= round_.deadline,
            selecting=now() <= round_.selection_deadline,
        )


@blueprint.post("/kierrokset/<int:round_id>/julkaise")
@sending
def publish(round_id: int) -> Response:
    """Publish the questionnaire, or lead to what is to be said or mended first."""
    try:
        with services().db.writing() as session:
            rounds.publish(session, rounds.owned(session, round_id, me().county_id), actor=me().email)
    except (rounds.TextsMissing, rounds.ChangesRefused, rounds.NotesMissing):
        return redirect(url_for("staff.questionnaire.publishing_page", round_id=round_id), 303)
    except rounds.AlreadyPublished:
        flash(gettext("The questionnaire was published already."), "info")
        return _to(round_id)
    flash(gettext("The questionnaire is published. Next, send the invitations."), "success")
    return _to(round_id)


def _to(round_id: int) -> Response:
    return redirect(url_for("staff.rounds.show", round_id=round_id), 303)
