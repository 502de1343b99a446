"""Where a mail service posts what became of our mails. No page: only the service, which signs, is answered."""

from flask import Blueprint, Response, jsonify, request

from survey_service import deliveries, delivery_hook
from survey_service.errors import NotFound
from survey_service.services import services

blueprint = Blueprint("delivery_news", __name__)


@blueprint.post("/posti/tapahtumat")
def take() -> Response | tuple[Response, int]:
    """Take in signed news of our mails; the same news twice counts once."""
    secret = services().settings.webhook_secret.get_secret_value()
    if not secret:
        raise NotFound
    if (request.content_length or delivery_hook.LONGEST_BYTES + 1) > delivery_hook.LONGEST_BYTES:
        return jsonify(error="too long, or of no told length"), 413
    try:
        told = delivery_hook.read(secret, dict(request.headers), request.get_data())
    except (delivery_hook.NotSigned, delivery_hook.Unreadable) as trouble:
        return jsonify(error=str(trouble) or "not signed"), trouble.status
    with services().db.writing() as session:
        noted = sum(deliveries.note(session, one) for one in told)
    return jsonify(noted=noted)
