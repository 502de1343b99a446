"""Pages for everybody: the front page, privacy, accessibility, and whether the service is well."""

from flask import Blueprint, Response, jsonify, render_template

from survey_service import organisers, schema
from survey_service.i18n import locale
from survey_service.services import services

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def front() -> str:
    """What this service is, and where to go."""
    return render_template("pages/front.html")


@blueprint.get("/tietosuoja")
def privacy() -> str:
    """The privacy notice."""
    return _with_organisers("pages/privacy.html")


@blueprint.get("/saavutettavuus")
def accessibility() -> str:
    """The accessibility statement."""
    return _with_organisers("pages/accessibility.html")


@blueprint.get("/terveys")
def health() -> tuple[Response, int]:
    """Whether the database answers and has the tables of this version, as JSON."""
    try:
        well = schema.is_current(services().db)
    except Exception:
        well = False
    return jsonify(status="ok" if well else "trouble", database=well), 200 if well else 503


def _with_organisers(template: str) -> str:
    with services().db.reading() as session:
        return render_template(template, organisers=organisers.every(session, locale()))
