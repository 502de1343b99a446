"""The staff's pages as one: signing in, rounds, years and accounts under one address."""

from flask import Blueprint, Flask

from survey_service.views import (
    access,
    accounts,
    decisions,
    feedback_received,
    navigation,
    received,
    reopening,
    revoking,
    rounds,
    sending,
    signing,
    words,
    years,
)

blueprint = Blueprint("staff", __name__, url_prefix="/henkilosto")
for part in (signing, rounds, sending, revoking, received, reopening, decisions, years, accounts, feedback_received):
    blueprint.register_blueprint(part.blueprint)


def init(app: Flask) -> None:
    """Set up signing in, and the words and the navigation that the staff's templates use."""
    access.init(app)
    app.jinja_env.globals["words"] = words
    app.jinja_env.globals["navigation"] = navigation
