"""Who may open a staff page: the signed-in member of the county's staff, and what the role allows."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from flask import Flask, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from survey_service import staff_sessions
from survey_service.accounts import SignedIn
from survey_service.errors import NotAllowed
from survey_service.second_step import SecondSteps
from survey_service.services import services

HOME = "/henkilosto/"
HALF_WAY = "half_way"
# all that a negotiator opens; a page that is not named here is not for them
NEGOTIATORS = ("staff.negotiating.", "staff.own.", "staff.second_step.", "briefings.styles")

P = ParamSpec("P")
R = TypeVar("R")


def init(app: Flask) -> None:
    """Let Flask-Login know who is signed in, from the cookie and the account as it stands now."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    app.context_processor(lambda: {"staff": current_user if current_user.is_authenticated else None})


def enter(key: str) -> None:
    """Sign the owner of a session in in this browser; forms that were opened before that are not taken any more."""
    # a token for forms that somebody planted in the browser must not be good for the one who signs in
    session.pop("csrf_token", None)
    session.pop(HALF_WAY, None)
    with services().db.reading() as db_session:
        who = staff_sessions.by_key(db_session, key)
    if who is not None:
        login_user(who)


def enter_half_way(key: str) -> None:
    """Keep in this browser the session of who has still to take the second step."""
    session[HALF_WAY] = key


def waiting_key() -> str:
    """The key of the session that waits in this browser for its second step; empty when none does."""
    return str(session.get(HALF_WAY, ""))


def second_steps() -> SecondSteps:
    """The second steps of this installation."""
    return SecondSteps(services().db, services().settings.secret_key.get_secret_value())


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
    """For `before_request`: lead to the sign-in page, and back afterwards, when nobody is signed in.

    Raises NotAllowed for a negotiator on a page that is not for negotiators.
    """
    if not current_user.is_authenticated:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else HOME
        return redirect(url_for("staff.signing.sign_in", next=wanted), 303)
    if me().is_staff() or (request.endpoint or "").startswith(NEGOTIATORS):
        return None
    if request.path == HOME:
        return redirect(url_for("staff.negotiating.index"), 303)
    raise NotAllowed


def sending(view: Callable[P, R]) -> Callable[P, R]:
    """Keep a page from roles that only read. Raises NotAllowed."""

    @functools.wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not me().may_send():
            raise NotAllowed
        return view(*args, **kwargs)

    return guarded


def preparing(view: Callable[P, R]) -> Callable[P, R]:
    """Keep a page from roles that do not prepare the negotiations. Raises NotAllowed."""

    @functools.wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not me().may_prepare():
            raise NotAllowed
        return view(*args, **kwargs)

    return guarded


def arranging(view: Callable[P, R]) -> Callable[P, R]:
    """Keep a page from roles that have nothing to do with agendas and material. Raises NotAllowed."""

    @functools.wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not me().may_arrange():
            raise NotAllowed
        return view(*args, **kwargs)

    return guarded


def admin_only() -> None:
    """For `before_request`, after `required`: raises NotAllowed for all but the county's admins."""
    if not me().is_admin():
        raise NotAllowed


def _load(key: str) -> SignedIn | None:
    with services().db.reading() as db_session:
        who = staff_sessions.by_key(db_session, key)
    if who is not None:
        staff_sessions.saw(services().db, key)
    return who
