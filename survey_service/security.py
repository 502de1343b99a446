"""Headers that every page carries: nothing from outside, nothing inline, nothing kept, nothing told to others."""

import secrets

from flask import Flask, Response, g, request

from survey_service.services import services

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "script-src 'self'; style-src 'self'"
)
KEYS = {"token", "key"}
"""The parts of our addresses that open something without a password."""
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def init(app: Flask) -> None:
    """Add the headers to every answer of `app`, errors included."""
    app.after_request(_protect)
    app.jinja_env.globals["style_nonce"] = style_nonce
    app.jinja_env.globals["page_address"] = page_address


def style_nonce() -> str:
    """A nonce for one inline <style> of this page; the policy names it only when a page asked for it."""
    # lazily: a request that CSRF protection stops early has run no hook that could have made one
    if "style_nonce" not in g:
        g.style_nonce = secrets.token_urlsafe(16)
    return str(g.style_nonce)


def page_address() -> str:
    """Where this page is, to be written on it; empty where the address holds a key, or is nothing of ours."""
    known = request.url_rule is not None and not KEYS & request.url_rule.arguments
    return request.path if known else ""


def _protect(response: Response) -> Response:
    policy = f"{POLICY} 'nonce-{g.style_nonce}'" if "style_nonce" in g else POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if services().settings.served_over_https:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
