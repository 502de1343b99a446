"""Turns everything that can go wrong into a page that says what happened and what to do, in the reader's language."""

import re

from flask import Flask, make_response, render_template
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from survey_service import errors, i18n
from survey_service.errors import SurveyServiceError
from survey_service.limits import TooMany
from survey_service.views import replies
from survey_service.views.typed import typed

Told = tuple[LazyString, LazyString]

FACTS: dict[type[SurveyServiceError], Told] = {
    errors.LinkUnknown: (
        _("We do not know this link"),
        _(
            "The link may have been cut in two by the mail program. Please copy the whole address from the mail "
            "into the address field of the browser."
        ),
    ),
    errors.LinkExpired: (_("The link is no longer valid"), _("Its time has run out. Please ask for a new link.")),
    errors.LinkRevoked: (
        _("The link is no longer in use"),
        _("It has been ended, or a newer one has been sent. Please look for the newest mail, or ask for a new link."),
    ),
    errors.LinkMissing: (
        _("Please open your link again"),
        _("This page needs the personal link of your organisation. Please open it in the mail that you were sent."),
    ),
    errors.SentByProgram: (
        _("Nothing was sent"),
        _(
            "A program seems to have filled in the form, such as one that checks mails or fills in forms by itself. "
            "Please open the page again and send it yourself."
        ),
    ),
    errors.RoundClosed: (
        _("The deadline has passed"),
        _(
            "What was saved before the deadline is kept, and you can read it. Please contact the sender of the "
            "invitation if something is missing."
        ),
    ),
    errors.ResponseAlreadySubmitted: (
        _("The response has already been sent"),
        _("Somebody of your organisation sent it in while this page was open. The response is as it was sent."),
    ),
    errors.ResponseEmpty: (
        _("There is nothing to send yet"),
        _("No question has been answered. Please write something first; every section can be reached from the start."),
    ),
    errors.NotSubmitted: (
        _("The response has not been sent"),
        _("There is nothing to reopen: the organisation is still writing, or has taken its response back."),
    ),
    errors.ReopenedMeanwhile: (
        _("The response changed while the page was open"),
        _("Somebody else has reopened it, or the organisation has sent it anew. Please open the page again."),
    ),
    errors.NobodyToAsk: (
        _("Nobody can be told"),
        _("No invitation of the organisation stands. Please invite it again first, and then reopen the response."),
    ),
    errors.BriefingChanged: (
        _("The overview of phenomena has been renewed"),
        _("Please open the page again: your saved choices are there, and the new overview beside them."),
    ),
    errors.FileRefused: (
        _("The file was not accepted"),
        _("Please check that the file is of an accepted kind, not empty and not too large."),
    ),
    errors.FileNotLookedAt: (
        _("The file has not been checked for viruses yet"),
        _("The virus scanner has not been reached. It is tried again, and the file can be opened after that."),
    ),
    errors.FileRemoved: (
        _("The file was removed because a virus was found in it"),
        _("Please look after the original too, and attach a clean file instead."),
    ),
    errors.NotFound: (_("The page was not found"), _("Please check the address, or go back and follow a link.")),
    errors.NotAllowed: (
        _("You do not have the right to see this page"),
        _("Your link or your role does not include it. Please ask the wellbeing services county if you need it."),
    ),
    errors.NothingToSynthesise: (
        _("There is nothing to sum up yet"),
        _("No submitted response has any words in it. Please try again when the first responses have come in."),
    ),
    errors.RecordsDeleted: (
        _("The responses of this round have been deleted"),
        _("Their retention time had run out. The county's archive has what was to be kept."),
    ),
    errors.NothingToArchive: (
        _("There is nothing to pack"),
        _("No response of the round is here: none has been sent in yet, or they have been deleted."),
    ),
    errors.NotYet: (
        _("This cannot be done yet"),
        _("An earlier step of the round is still to be done. The page of the round shows which one is next."),
    ),
}
STALE_FORM: Told = (
    _("The page had been open for too long"),
    _("For safety we could not accept the form. Please open the page again from your link and send the form anew."),
)
STATUSES: dict[int, Told] = {
    400: (_("The request could not be understood"), _("Please go back, open the page again and try once more.")),
    403: FACTS[errors.NotAllowed],
    404: FACTS[errors.NotFound],
    405: (_("The page cannot be opened in this way"), _("Please go back and follow a link or a button on the page.")),
    409: (_("The page is out of date"), _("Something changed while the page was open. Please open it again.")),
    410: FACTS[errors.LinkExpired],
    413: (
        _("That is too much at once"),
        _(
            "A file or a text on the page is larger than the service can take in, so nothing of it was saved. Please "
            "go back with the button of the browser, shorten the text or choose a smaller file, and save again."
        ),
    ),
    422: (_("Something in the form needs to be changed"), _("Please go back and check what you filled in.")),
    429: (_("Too many attempts"), _("Please wait a few minutes and try again.")),
    500: (
        _("Something went wrong here"),
        _("The fault is ours, not yours. Please try again in a moment. What was saved before is kept."),
    ),
}


def register(app: Flask) -> None:
    """Answer every error of `app` with its page; what is unforeseen is logged by Flask and told as 500."""
    app.register_error_handler(SurveyServiceError, _fact)
    app.register_error_handler(HTTPException, _status)


Answer = tuple[str | AnyResponse, int]


def _fact(error: Exception) -> AnyResponse:
    assert isinstance(error, SurveyServiceError)
    told = next(
        (FACTS[kind] for kind in type(error).__mro__ if kind in FACTS), STATUSES.get(error.status, STATUSES[400])
    )
    name = type(error).__name__
    answer = make_response(_answer(error.status, _code(name), told, link_trouble=name.startswith("Link")))
    if isinstance(error, TooMany):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _status(error: Exception) -> Answer | HTTPException:
    assert isinstance(error, HTTPException)
    status = error.code or 500
    if status < 400:
        return error
    if isinstance(error, CSRFError):
        return _answer(status, "stale_form", STALE_FORM, link_trouble=True)
    told = STATUSES.get(status, STATUSES[400] if status < 500 else STATUSES[500])
    return _answer(status, _code(type(error).__name__), told, link_trouble=False)


def told_again(code: str, status: str) -> AnyResponse:
    """The page of an error once more, in a language that was chosen meanwhile; what was typed is still on it."""
    facts = {_code(kind.__name__): told for kind, told in FACTS.items()} | {"stale_form": STALE_FORM}
    number = int(status) if status in map(str, STATUSES) else 400
    link_trouble = code == "stale_form" or code.startswith("link_")
    return make_response(_answer(number, code, facts.get(code, STATUSES[number]), link_trouble=link_trouble))


def _code(name: str) -> str:
    """`RoundClosed` as `round_closed`, for a script to tell the troubles apart."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def _answer(status: int, code: str, told: Told, *, link_trouble: bool) -> Answer:
    title, advice = told
    found = typed()
    if found is not None:
        i18n.keep_to(found.language)
    if replies.wanted():
        return replies.trouble(code, f"{title}. {advice}", status)
    page = render_template(
        "pages/error.html",
        status=status,
        code=code,
        heading=title,
        advice=advice,
        link_trouble=link_trouble,
        typed=found,
    )
    return page, status
