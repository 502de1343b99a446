"""The page that leads to what is set up once or looked at now and then."""

from flask import Blueprint, render_template

from survey_service.views import access

blueprint = Blueprint("managing", __name__)
blueprint.before_request(access.required)


@blueprint.get("/hallinta/")
def index() -> str:
    """The pages of the county's own things and of the service, each with what it is for."""
    return render_template("staff/managing.html")
