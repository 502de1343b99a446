"""Changing the language of a page that has a form: the same page comes, with what was typed still in it.

A page without a form has a plain link for that. Where something may have been typed, the switch is a button that sends
the form to its own page with `switch_to`; nothing is done with it but showing it again.
"""

import io
from urllib.parse import urlencode

from flask import Flask, current_app, request
from werkzeug.wrappers import Response

from survey_service import i18n
from survey_service.refilling import refill
from survey_service.views import errors

SWITCH_TO = "switch_to"
REFILLED = "refilled"


def init(app: Flask) -> None:
    """Answer what the buttons of the language send, before anything else sees it."""
    app.before_request(_switch)


def _switch() -> Response | None:
    if request.method != "POST" or not request.form.get(SWITCH_TO):
        return None
    language, form_id, *trouble = [*request.form[SWITCH_TO].split(":"), ""][:4]
    if language not in i18n.LANGUAGES:
        return None
    if all(trouble) and len(trouble) == 2:
        i18n.choose(language)
        return errors.told_again(*trouble)
    posted = {name: request.form.getlist(name) for name in request.form if name != SWITCH_TO}
    # a script that saves must not take what it finds in the fields for saved
    posted[REFILLED] = ["yes"]
    try:
        page = _page_in(language)
    except Exception:
        # told as the answer to the form, so that what was typed is shown
        i18n.choose(language)
        raise
    if page.mimetype == "text/html":
        page.set_data(refill(page.get_data(as_text=True), form_id, posted))
    return page


def _page_in(language: str) -> Response:
    """What a browser that opens this address is shown in `language`, all that guards it included."""
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    opening = {
        **request.environ,
        "REQUEST_METHOD": "GET",
        "QUERY_STRING": urlencode([*query, ("lang", language)]),
        "CONTENT_LENGTH": "0",
        "CONTENT_TYPE": "",
        "wsgi.input": io.BytesIO(),
    }
    with current_app.app_context(), current_app.request_context(opening):
        early = current_app.preprocess_request()
        answer = current_app.make_response(current_app.dispatch_request() if early is None else early)
        return current_app.process_response(answer)
