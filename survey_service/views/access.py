"""Who may open a staff page: the signed-in member of the county's staff, and what the role allows."""

import functools
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from survey_service import accounts
from survey_service.accounts import SignedIn
from survey_service.errors import NotAllowed
from survey_service.services import services

LONGEST_SESSION_S = 12 * 3600
HOME = "/henkilosto/"

P = ParamSpec("P")
R = TypeVar("R")


def init(app: Flask) -> None:
    """Let Flask-Login know who is signed in, from the cookie and the account as it stands now."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.context_processor(lambda: {"staff": current_user if current_user.is_authenticated else None})


def enter(who: SignedIn) -> None:
    """Sign `who` in in this browser; forms that were opened before that are not taken any more."""
    # a token for forms that somebody planted in the browser must not be good for the one who signs in
    session.pop("csrf_token", None)
    session["signed_in_at"] = int(time.time())
    login_user(who)


def leave() -> None:
    """Sign out in this browser; the chosen language stays."""
    language = session.get("language")
    logout_user()
    session.clear()
    if language:
        session["language"] = language


def me() -> SignedIn:
    """Who is signed in, on a page that requires it."""
    return cast(SignedIn, current_user._get_current_object())


def required() -> Response | None:
    """For `before_request`: lead to the sign-in page, and back afterwards, when nobody is signed in."""
    if current_user.is_authenticated:
        return None
    wanted = request.full_path.rstrip("?") if request.method == "GET" else HOME
    return redirect(url_for("staff.signing.sign_in", next=wanted), 303)


def sending(view: Callable[P, R]) -> Callable[P, R]:
    """Keep a page from roles that only read. Raises NotAllowed."""

    @functools.wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not me().may_send():
            raise NotAllowed
        return view(*args, **kwargs)

    return guarded


def _load(session_id: str) -> SignedIn | None:
    if time.time() - session.get("signed_in_at", 0) > LONGEST_SESSION_S:
        return None
    with services().db.reading() as db_session:
        return accounts.by_session(db_session, session_id)
