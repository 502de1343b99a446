"""The questionnaires that a county can make rounds from: its own are uploaded, looked at, kept and let go."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as AnyResponse

from questionnaires import loading
from questionnaires.comparing import compare
from questionnaires.condition_words import when
from questionnaires.problems import InvalidQuestionnaire
from questionnaires.writing import written
from survey_service import own_templates, rounds
from survey_service.errors import NotFound
from survey_service.i18n import locale
from survey_service.services import services
from survey_service.views import access, words_of_changes
from survey_service.views.access import me, sending
from survey_service.views.questionnaires import as_file
from survey_service.views.revising import problems_page, sent

blueprint = Blueprint("templates", __name__)
blueprint.before_request(access.required)

Page = str | tuple[str, int] | AnyResponse


@blueprint.get("/kyselypohjat/")
def index() -> Page:
    """Those that come with the service, and the county's own."""
    with services().db.reading() as session:
        offered = own_templates.offered(session, me().county_id, locale())
    return render_template("staff/templates.html", offered=offered)


@blueprint.get("/kyselypohjat/<name>.yaml")
def document(name: str) -> Response:
    """One of them as a file to change and to upload."""
    with services().db.reading() as session:
        found = own_templates.named(session, me().county_id, name)
    if found is None:
        raise NotFound
    return as_file(found, f"kyselypohja-{found.theme}.yaml")


@blueprint.post("/kyselypohjat/esikatselu")
@sending
def preview() -> Page:
    """What is in the sent file, and how it differs from the county's own of its theme, or the service's."""
    try:
        looked_at = request.form.get("document")
        new = loading.take(looked_at.encode(), "kysely.yaml") if looked_at else sent()
    except InvalidQuestionnaire as wrong:
        return problems_page(wrong.problems, url_for("staff.templates.index", _anchor="upload")), 422
    with services().db.reading() as session:
        names = (own_templates.OWN + new.theme, new.theme)
        known = next((one for name in names if (one := own_templates.named(session, me().county_id, name))), None)
    return render_template(
        "staff/template_preview.html",
        asked=new,
        found=compare(known, new) if known else None,
        document=written(new),
        when=when,
        told=words_of_changes,
    )


@blueprint.post("/kyselypohjat/ota")
@sending
def take() -> Page:
    """Keep what was looked at."""
    try:
        new = loading.take(request.form.get("document", "").encode(), "kysely.yaml")
    except InvalidQuestionnaire as wrong:
        return problems_page(wrong.problems, url_for("staff.templates.index", _anchor="upload")), 422
    with services().db.writing() as session:
        own_templates.keep(session, me().county_id, new, actor=me().email)
    return _kept()


@blueprint.post("/kierrokset/<int:round_id>/kysely/pohjaksi")
@sending
def keep(round_id: int) -> Page:
    """Keep what a round asks as the county's own template of its theme."""
    with services().db.writing() as session:
        round_ = rounds.owned(session, round_id, me().county_id)
        own_templates.keep(session, me().county_id, rounds.questionnaire_of(round_), actor=me().email)
    return _kept()


@blueprint.post("/kyselypohjat/<theme>/poista")
@sending
def remove(theme: str) -> Page:
    """Let go of one of the county's own."""
    with services().db.writing() as session:
        own_templates.remove(session, me().county_id, theme, actor=me().email)
    flash(gettext("The template was removed. Rounds that were made from it stay as they are."), "success")
    return redirect(url_for("staff.templates.index"), 303)


def _kept() -> AnyResponse:
    flash(gettext("The template is kept. It is offered when a new round is made."), "success")
    return redirect(url_for("staff.templates.index"), 303)
