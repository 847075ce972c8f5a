"""The web platform: pages, REST API, and the services behind both and behind `ubot`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from flask import Flask, request
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from app import db as database
from app import errors, headers, languages
from app.runtime import Runtime
from app.settings import Settings, load
from units.client import SocketBroker
from units.protocol import Broker

MAX_BODY = 64 * 1024  # bytes
MIGRATIONS = Path(__file__).parent.parent / "migrations"
GLANCE = 2.0  # seconds that a page may wait for the broker


class Application(Flask):
    def log_exception(self, exc_info: Any) -> None:
        """Flask would log the path, and with it a session's id."""
        self.logger.error("error in %s", request.url_rule or "no route", exc_info=exc_info)


def create_app(settings: Settings | None = None, broker: Broker | None = None) -> Flask:
    """The WSGI application. Raises SettingsError when the environment is not enough."""
    settings = settings or load()
    app = Application(__name__)
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=MAX_BODY,
        SESSION_COOKIE_NAME="ubot",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        PERMANENT_SESSION_LIFETIME=timedelta(days=365),
        WTF_CSRF_TIME_LIMIT=None,  # a form left open overnight still works
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, which our Referrer-Policy forbids
    )
    app.extensions["ubot"] = Runtime(
        settings,
        broker or SocketBroker(settings.broker_socket),
        broker or SocketBroker(settings.broker_socket, timeout=GLANCE),
        BoundedSemaphore(settings.pairing_waiters),
    )
    database.init_app(app, settings)
    Migrate(app, database.db, directory=str(MIGRATIONS))
    errors.init_app(app)
    headers.init_app(app)
    languages.init_app(app)
    _add_routes(app)
    if settings.proxy_hops:
        hops = settings.proxy_hops
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    return app


def _add_routes(app: Flask) -> None:
    from app import api, models, web

    assert models  # the tables are known from here on
    protect = CSRFProtect(app)
    protect.exempt(api.blueprint)  # it knows no cookie, so nobody can be made to send one
    app.register_blueprint(api.blueprint)
    app.register_blueprint(web.blueprint)
    app.register_blueprint(web.operator.blueprint)
