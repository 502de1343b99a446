"""The web application: the one module that knows every part."""

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from survey_service import i18n, security
from survey_service.db import Database
from survey_service.jobs import Jobs
from survey_service.services import Services, attach
from survey_service.settings import Settings
from survey_service.views import (
    asking,
    briefings,
    delivery_news,
    errors,
    feedback,
    naming,
    pages,
    reporting,
    respond,
    select,
    sizes,
    staff,
    switching,
)


class Id(IntegerConverter):
    """An id in an address; what no database could hold is an address of nothing."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)


def create_app(settings: Settings, *, db: Database, jobs: Jobs) -> Flask:
    """The application on a database and a taker of background work."""
    app = Flask("survey_service")
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        # with the prefix, a browser takes it from this host alone, and only over TLS
        SESSION_COOKIE_NAME="__Host-ennakko" if settings.served_over_https else "ennakko",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.served_over_https,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]
    app.url_map.converters["int"] = Id
    attach(app, Services(settings, db, jobs))
    sizes.init(app)
    # who posts there signs what it posts, and has no page of ours
    CSRFProtect(app).exempt(delivery_news.blueprint)
    i18n.init(app)
    switching.init(app)
    security.init(app)
    staff.init(app, settings.sign_in_services)
    for module in (respond, staff, briefings, select, naming, reporting, pages, asking, feedback, delivery_news):
        app.register_blueprint(module.blueprint)
    errors.register(app)
    if settings.demo:
        from survey_service.views import demo, mailbox

        app.register_blueprint(mailbox.blueprint)
        app.register_blueprint(demo.blueprint)
    return app
