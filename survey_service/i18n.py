"""Which language a page is in, and how days and times are told in it."""

import datetime
from typing import Any, Literal, cast
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from flask import Flask, has_request_context, request, session
from flask_babel import Babel, gettext, refresh

from questionnaires.notation import decimal

Language = Literal["fi", "sv"]
LANGUAGES: tuple[Language, ...] = ("fi", "sv")
NAMES: dict[Language, str] = {"fi": "Suomeksi", "sv": "På svenska"}
DOMAINS = ("respond", "staff", "mail")
FINLAND = ZoneInfo("Europe/Helsinki")


def init(app: Flask) -> None:
    """Set up the catalogues, the choice of language, and the template filters for days, times and numbers."""
    app.config.setdefault("BABEL_DOMAIN", ";".join(DOMAINS))
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", ";".join("translations" for _ in DOMAINS))
    Babel(app, default_locale="fi", default_timezone="Europe/Helsinki", locale_selector=locale)
    app.before_request(_remember_choice)
    filters = {"day": day, "clock": clock, "moment": moment, "exact_moment": exact_moment, "number": number}
    app.jinja_env.filters.update(filters)
    app.context_processor(_for_templates)


def locale() -> Language:
    """The reader's language: asked for, chosen before, the invitation's, the browser's, else Finnish."""
    if not has_request_context():
        return "fi"
    for wanted in (request.args.get("lang"), session.get("language"), session.get("invited_language")):
        if wanted in LANGUAGES:
            return cast(Language, wanted)
    return cast(Language, request.accept_languages.best_match(LANGUAGES, "fi"))


def choose(language: str | None) -> None:
    """Keep the reader's choice for the pages that follow, and for the rest of this one."""
    if language in LANGUAGES:
        session["language"] = language
        refresh()


def keep_to(language: str) -> None:
    """Go on in the language of a page that this browser had open, where it has lost what it chose."""
    if "language" not in session and "invited_language" not in session:
        choose(language)


def day(value: datetime.datetime | datetime.date) -> str:
    """A day as 5.3.2027, a moment as its day in Finland."""
    local = value.astimezone(FINLAND) if isinstance(value, datetime.datetime) else value
    return f"{local.day}.{local.month}.{local.year}"


def clock(value: datetime.datetime) -> str:
    """The time of day in Finland as 14.32."""
    local = value.astimezone(FINLAND)
    return f"{local.hour}.{local.minute:02}"


def moment(value: datetime.datetime) -> str:
    """A moment in Finland as 5.3.2027 klo 16.00 (Swedish: kl.)."""
    return str(gettext("%(day)s at %(time)s", day=day(value), time=clock(value)))


def number(value: int) -> str:
    """A whole number with its thousands apart, as both languages write it."""
    return decimal(str(value))


def exact_moment(value: datetime.datetime) -> str:
    """The same to the second: 5.3.2027 klo 16.00.07."""
    return str(gettext("%(day)s at %(time)s", day=day(value), time=f"{clock(value)}.{value.second:02}"))


def _remember_choice() -> None:
    choose(request.args.get("lang"))


def _for_templates() -> dict[str, Any]:
    return {
        "locale": locale(),
        "language_names": NAMES,
        "written_in_names": {"fi": gettext("written in Finnish"), "sv": gettext("written in Swedish")},
        "query_in": _query_in,
        "today": day(datetime.datetime.now(FINLAND)),
    }


def _query_in(language: Language | None = None) -> str:
    # only the query: a path may hold a token, and no token is ever written on a page
    kept = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return "?" + urlencode([*kept, *([("lang", language)] if language else [])])
