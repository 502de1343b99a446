"""How much a form may hold: more where a link is open, so that what is too long is told at its field, and not lost."""

import flask
from flask import Flask, request

from survey_service.views.opened import ANSWER_LINK

BODY, TEXT = 60_000_000, 5_000_000
# enough to tell of a text or a file of many times the length that any question takes
BODY_OF_RESPONDENT, TEXT_OF_RESPONDENT = 300_000_000, 30_000_000


def init(app: Flask) -> None:
    """Limit what `app` reads; before anything else reads a form."""
    app.config.update(MAX_CONTENT_LENGTH=BODY, MAX_FORM_MEMORY_SIZE=TEXT)
    app.before_request(_more_for_respondents)


def _more_for_respondents() -> None:
    # the cookie is signed: only those who once opened a link that worked can fill our memory
    if ANSWER_LINK in flask.session:
        request.max_content_length = BODY_OF_RESPONDENT
        request.max_form_memory_size = TEXT_OF_RESPONDENT
