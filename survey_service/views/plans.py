"""The county's plans with their focus areas, and the programmes beside them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import plans
from survey_service.i18n import locale
from survey_service.plans import StillUsed, YearsOverlap
from survey_service.services import services
from survey_service.views import access, planforms
from survey_service.views.access import me, sending
from survey_service.views.planforms import Filled

blueprint = Blueprint("plans", __name__, url_prefix="/suunnitelma")
blueprint.before_request(access.required)

Page = str | tuple[str, int] | Response


@blueprint.get("/")
def index() -> str:
    """The plans, and the programmes."""
    with services().db.reading() as session:
        return render_template(
            "staff/plans.html",
            plans=plans.of_county(session, me().county_id),
            programmes=plans.programmes_of(session, me().county_id),
        )


@blueprint.get("/uusi")
@sending
def new() -> str:
    """The form for a plan, with the next years filled in."""
    with services().db.reading() as session:
        known = plans.of_county(session, me().county_id)
    return _plan_page(planforms.following(known[0][0] if known else None), None)


@blueprint.post("/uusi")
@sending
def create() -> Page:
    """Make a plan."""
    return _save(None)


@blueprint.get("/<int:plan_id>")
@sending
def edit(plan_id: int) -> str:
    """The form for a plan that is there."""
    with services().db.reading() as session:
        plan = plans.owned(session, plan_id, me().county_id)
        filled = planforms.shown(plan, plans.areas_of(session, plan))
    return _plan_page(filled, plan_id)


@blueprint.post("/<int:plan_id>")
@sending
def change(plan_id: int) -> Page:
    """Change a plan."""
    return _save(plan_id)


@blueprint.get("/ohjelmat")
@sending
def programmes() -> str:
    """The form for the programmes."""
    with services().db.reading() as session:
        known = plans.programmes_of(session, me().county_id)
    return _programmes_page(Filled(rows=planforms.rows_of(known)))


@blueprint.post("/ohjelmat")
@sending
def change_programmes() -> Page:
    """Change the programmes."""
    filled = Filled(rows=planforms.read_rows(request.form))
    if filled.check_rows():
        return _programmes_page(filled), 422
    try:
        with services().db.writing() as session:
            plans.save_programmes(session, me().county_id, filled.names, actor=me().email)
    except StillUsed as trouble:
        filled.errors["rows"] = _still_used(trouble)
        return _programmes_page(filled), trouble.status
    flash(gettext("The programmes were saved."), "success")
    return redirect(url_for("staff.plans.index"), 303)


def _save(plan_id: int | None) -> Page:
    with services().db.reading() as session:
        if plan_id is not None:
            plans.owned(session, plan_id, me().county_id)
    filled = planforms.read(request.form)
    if filled.errors:
        return _plan_page(filled, plan_id), 422
    try:
        with services().db.writing() as session:
            plan = None if plan_id is None else plans.owned(session, plan_id, me().county_id)
            plans.save(session, me().county_id, filled.plan(), plan=plan, actor=me().email)
    except YearsOverlap as trouble:
        filled.errors["first_year"] = gettext("Another plan covers some of these years. Please change the years.")
        return _plan_page(filled, plan_id), trouble.status
    except StillUsed as trouble:
        filled.errors["rows"] = _still_used(trouble)
        return _plan_page(filled, plan_id), trouble.status
    flash(gettext("The plan was saved."), "success")
    return redirect(url_for("staff.plans.index"), 303)


def _still_used(trouble: StillUsed) -> str:
    told: str = gettext(
        "In use, so it cannot be removed: %(name)s. Please write its name again, or change it.",
        name=trouble.name.in_language(locale()),
    )
    return told


def _plan_page(filled: Filled, plan_id: int | None) -> str:
    return render_template("staff/plan.html", filled=filled, plan_id=plan_id)


def _programmes_page(filled: Filled) -> str:
    return render_template("staff/programmes.html", filled=filled)
