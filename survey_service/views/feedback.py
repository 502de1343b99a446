"""The feedback channel: anybody may write, with or without an address."""

from collections.abc import Mapping, Sequence

import flask
from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response

from survey_service import answering, feedback, limits, links, organisers
from survey_service.errors import SurveyServiceError
from survey_service.feedback import WrittenWrong
from survey_service.formfields import clean, whole
from survey_service.i18n import day, locale
from survey_service.organisers import Organiser
from survey_service.services import services
from survey_service.views.opened import ANSWER_LINK, SELECT_LINK
from survey_service.views.person import only_a_person

blueprint = Blueprint("feedback", __name__, url_prefix="/palaute")

GIVEN_UNTIL = "feedback_answer_by"
FIELDS = {"long": "words"}
TROUBLES: dict[str, LazyString] = {
    "words": _("Please write what you want to tell."),
    "long": _("The text is too long: at most %(limit)s characters fit.", limit=feedback.LONGEST),
    "email": _("Please write a whole e-mail address, such as name@example.org."),
    "county": _("Please choose to whom you write."),
}


@blueprint.get("/")
def form() -> str:
    """The form, about the page from which one came."""
    return _page({"page": request.args.get("sivu", "")}, {})


@blueprint.post("/")
def give() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Keep what was written, and tell the county that it is there."""
    only_a_person()
    typed = {name: clean(request.form.get(f"q_{name}")) for name in ("words", "email", "page")}
    county_id = whole(request.form.get("county")) or None
    written = feedback.Written(typed["words"], typed["email"], locale(), typed["page"])
    try:
        with services().db.writing() as session:
            given = feedback.give(session, services().jobs, county_id, written, limits.client(request.remote_addr))
    except WrittenWrong as wrong:
        errors: dict[str, LazyString | str] = {FIELDS.get(field, field): TROUBLES[field] for field in wrong.fields}
        return _page(typed, errors, county_id), 422
    except limits.TooMany as stopped:
        trouble = gettext(
            "There were too many attempts. Please try again in %(minutes)s minutes.", minutes=stopped.minutes
        )
        return _page(typed, {"words": trouble}, county_id), 429, {"Retry-After": str(stopped.seconds)}
    flask.session[GIVEN_UNTIL] = day(given.answer_by)
    return redirect(url_for("feedback.thanks"), 303)


@blueprint.get("/kiitos")
def thanks() -> str:
    """That it has arrived, and until when it is answered."""
    return render_template("pages/feedback_given.html", answer_by=flask.session.get(GIVEN_UNTIL, ""))


def _page(typed: dict[str, str], errors: Mapping[str, LazyString | str], chosen: int | None = None) -> str:
    with services().db.reading() as session:
        asking = organisers.every(session, locale())
    mine = chosen or _county_of_link() or (asking[0].id if len(asking) == 1 else None)
    return render_template(
        "pages/feedback.html",
        organisers=asking,
        mine=_named(asking, mine),
        choose=len(asking) > 1,
        typed=typed,
        errors=errors,
        days=feedback.ANSWERED_WITHIN.days,
    )


def _named(asking: Sequence[Organiser], county_id: int | None) -> Organiser | None:
    return next((one for one in asking if one.id == county_id), None)


def _county_of_link() -> int | None:
    """The county behind the link that this browser has open, where it has one that works."""
    for kind in (ANSWER_LINK, SELECT_LINK):
        link_id = flask.session.get(kind)
        if isinstance(link_id, int):
            try:
                with services().db.reading() as session:
                    return answering.county_of(session, links.alive(session, link_id))
            except SurveyServiceError:
                continue
    return None
