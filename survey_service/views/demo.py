"""The demo's staff link: signs in without a password, in the demo alone, which listens to this machine alone."""

import hmac

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from survey_service import signing_in
from survey_service.demo.signing import key_for
from survey_service.errors import LinkUnknown
from survey_service.services import services
from survey_service.views import access

blueprint = Blueprint("demo", __name__, url_prefix="/esittely")


@blueprint.get("/<key>")
def enter(key: str) -> Response:
    """Sign the demo's team member in, and go to the rounds or to the briefing that is asked for."""
    if not hmac.compare_digest(key.encode(), key_for(services().settings).encode()):
        raise LinkUnknown
    with services().db.writing() as session:
        signed_in = signing_in.in_demo(session, "hva_team")
    access.enter(signed_in)
    briefing_id = request.args.get("briefing", type=int)
    if briefing_id is None:
        return redirect(access.HOME, 303)
    return redirect(url_for("briefings.show", briefing_id=briefing_id), 303)
