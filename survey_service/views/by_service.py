"""Signing in through a county's own service: OpenID Connect with PKCE, state and nonce, as Authlib does it."""

from typing import Any, cast

import structlog
from flask import Blueprint, Flask, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from survey_service import signing_in
from survey_service.errors import NotFound
from survey_service.services import services
from survey_service.settings import SignInService
from survey_service.signing_in import Person, RoleEnded
from survey_service.views import access, signing

blueprint = Blueprint("by_service", __name__, url_prefix="/kirjaudu/palvelu/<code>")

KEY = "sign_in_services"
NEXT = "service_next"
TIMEOUT_S = 10

log = structlog.get_logger()


def init(app: Flask, configured: dict[str, SignInService]) -> None:
    """Make the counties' services known; where there are none, nothing is loaded."""
    if not configured:
        return
    from authlib.integrations.flask_client import OAuth

    registry = OAuth(app)
    for code, service in configured.items():
        registry.register(
            f"county_{code}",
            client_id=service.client_id,
            client_secret=service.client_secret.get_secret_value(),
            server_metadata_url=service.description_url,
            client_kwargs={
                "scope": "openid email",
                "code_challenge_method": "S256",
                "default_timeout": TIMEOUT_S,
            },
        )
    app.extensions[KEY] = registry


@blueprint.get("")
def start(code: str) -> Response:
    """Lead to the county's service."""
    client = _client(code)
    session[NEXT] = signing.inside(request.args.get("next", ""))
    back = services().settings.base_url + url_for("staff.by_service.come_back", code=code)
    try:
        return cast(Response, client.authorize_redirect(back))
    except _troubles() as trouble:
        return _failed(code, trouble)


@blueprint.get("/paluu")
def come_back(code: str) -> Response:
    """Take the service's word for who has signed in."""
    client, service = _client(code), services().settings.sign_in_services[code]
    try:
        person = _person(service, _claims(client, service))
    except _troubles() as trouble:
        return _failed(code, trouble)
    try:
        with services().db.writing() as db_session:
            key = signing_in.with_service(db_session, code, person, request.user_agent.string)
    except RoleEnded as ended:
        return _back(signing.role_ended(ended))
    if key is None:
        return _back(gettext("You have no account in Ennakko. The administrator of your county can make you one."))
    target = session.pop(NEXT, access.HOME)
    access.enter(key)
    return redirect(target, 303)


def _claims(client: Any, service: SignInService) -> dict[str, Any]:
    """What the service says of the person; signature, issuer, audience, time and nonce are checked by Authlib."""
    token = client.authorize_access_token(claims_options=expected(service))
    claims = dict(token["userinfo"])
    if "email" in claims or "userinfo_endpoint" not in client.server_metadata:
        return claims
    more = dict(client.userinfo(token=token))
    # another person's answer must not be mixed in
    return {**more, **claims} if more.get("sub") == claims["sub"] else claims


def expected(service: SignInService) -> dict[str, dict[str, object]]:
    """What the claims must say: that the service issued them, and to us; another client's are nobody's word here."""
    wanted = {"iss": service.issuer, "aud": service.client_id}
    return {name: {"essential": True, "value": value} for name, value in wanted.items()}


def _person(service: SignInService, claims: dict[str, Any]) -> Person:
    is_verified = claims.get("email_verified") is True or service.trusts_addresses
    email = claims.get("email") if is_verified else ""
    return Person(f"{service.issuer} {claims['sub']}", email if isinstance(email, str) else "")


def _client(code: str) -> Any:
    if code not in services().settings.sign_in_services:
        raise NotFound
    return current_app.extensions[KEY].create_client(f"county_{code}")


def _troubles() -> tuple[type[Exception], ...]:
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    # the last three: what a service says that does not know its own protocol
    return (AuthlibBaseError, JoseError, RequestException, KeyError, ValueError, RuntimeError)


def _failed(code: str, trouble: Exception) -> Response:
    # only the kind: the words may hold a code or a token
    log.warning("signing in through the county's service failed", county=code, trouble=type(trouble).__name__)
    return _back(gettext("The sign-in service of the county did not let you in. Please try again."))


def _back(said: str) -> Response:
    flash(said, "error")
    return redirect(url_for("staff.signing.sign_in"), 303)
