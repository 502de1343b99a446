"""How much a form may hold: more where a link is open, so that what is too long is told at its field, and not lost."""

import io
from typing import IO, Any

import flask
from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from survey_service.views.opened import ANSWER_LINK

BODY, TEXT = 60_000_000, 5_000_000
# enough to tell of a text or a file of many times the length that any question takes
BODY_OF_RESPONDENT, TEXT_OF_RESPONDENT = 300_000_000, 30_000_000
MOST_FIELDS = 10_000
# a letter of such a form may travel as three, like %2C
ENCODED = 3
PLAIN_FORM = "application/x-www-form-urlencoded"


class _Parser(FormDataParser):
    """Reads a form; of one without files it, too, takes only so many fields and so much text."""

    def parse(
        self, stream: IO[bytes], mimetype: str, content_length: int | None, options: dict[str, str] | None = None
    ) -> Any:
        """As every form is read, but for the plain ones: Werkzeug sets them no limit, and two bytes make a field."""
        if mimetype == PLAIN_FORM and self.max_form_memory_size is not None:
            most = ENCODED * self.max_form_memory_size
            text = stream.read(most + 1)
            if len(text) > most or text.count(b"&") >= MOST_FIELDS:
                raise RequestEntityTooLarge
            stream = io.BytesIO(text)
        return super().parse(stream, mimetype, content_length, options)


class _Request(flask.Request):
    form_data_parser_class = _Parser


def init(app: Flask) -> None:
    """Limit what `app` reads; before anything else reads a form."""
    app.request_class = _Request
    app.config.update(MAX_CONTENT_LENGTH=BODY, MAX_FORM_MEMORY_SIZE=TEXT)
    app.before_request(_more_for_respondents)


def _more_for_respondents() -> None:
    # the cookie is signed: only those who once opened a link that worked can fill our memory
    if ANSWER_LINK in flask.session:
        request.max_content_length = BODY_OF_RESPONDENT
        request.max_form_memory_size = TEXT_OF_RESPONDENT
