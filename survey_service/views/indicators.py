"""The county's indicators: what there is of each, the HYTE-kerroin, and the figures of one organisation."""

from flask import Blueprint, render_template

from reports.alphabet import place
from survey_service import organisations, rounds
from survey_service.db import now
from survey_service.errors import NotFound
from survey_service.i18n import locale
from survey_service.indicators import overview, telling, wording
from survey_service.indicators.model import library
from survey_service.services import services
from survey_service.views import access
from survey_service.views.access import me

blueprint = Blueprint("indicators", __name__, url_prefix="/indikaattorit")
blueprint.before_request(access.required)
blueprint.record_once(lambda setup: setup.app.jinja_env.globals.update(indicator_words=wording))


@blueprint.get("/")
def index() -> str:
    """The indicators of which there are figures, the HYTE-kerroin of this year, and the municipalities."""
    with services().db.reading() as session:
        held = overview.held(session, me().county_id)
        known = [one for one in organisations.of_county(session, me().county_id) if overview.is_measured(one)]
    known.sort(key=lambda one: place(one.name_sv if locale() == "sv" else one.name_fi))
    levels = (library().of_level(level, now().year) for level in ("kunta", "hva"))
    return render_template(
        "staff/indicators.html",
        held=held,
        keys={one.key for one in held},
        versions=[version for version in levels if version],
        municipalities=known,
    )


@blueprint.get("/<int:organisation_id>/")
def figures(organisation_id: int) -> str:
    """One municipality's figures beside those of the county and the country; a service's are the county's."""
    with services().db.reading() as session:
        organisation = organisations.owned(session, organisation_id, me().county_id)
        area = telling.area_of(organisation, rounds.county_of(session, me().county_id))
        if area is None:
            raise NotFound
        told = telling.of_area(session, me().county_id, area)
    return render_template("staff/indicator_figures.html", organisation=organisation, figures=told)
