"""The survey service: takes answers in, keeps them, and gives readers a receipt for them."""

import os

from flask import Flask

from survey_server import api, embed, front, health, receipts, results_pages, surveys
from survey_server.cli import add_commands, in_words
from survey_server.config import ServerConfig
from survey_server.errors import add_error_pages
from survey_server.headers import add_headers
from survey_server.limits import add_limits
from survey_server.proxies import trust_proxies
from survey_server.services import Services
from survey_server.theming import add_theme


def create_app(config: ServerConfig | None = None) -> Flask:
    """Return the application; without settings it reads the environment's and raises ConfigError.

    Raises StoreAwayError where the file of the database cannot be opened.
    """
    with in_words():
        config = config or ServerConfig.from_environ(os.environ)
        services = Services.of(config)
        # A file of this machine belongs to this service alone, so nobody need be asked before it is changed.
        if services.store.is_sqlite:
            services.store.migrate()
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.extensions["masthead"] = services
    add_limits(app)
    trust_proxies(app, config)
    add_theme(app, config)
    app.register_blueprint(front.blueprint(services))
    app.register_blueprint(surveys.blueprint(services))
    app.register_blueprint(api.blueprint(services))
    app.register_blueprint(embed.blueprint(services))
    results = results_pages.PublicResults(services)
    app.register_blueprint(results_pages.blueprint(services, results))
    app.register_blueprint(receipts.blueprint(services, results))
    app.register_blueprint(health.blueprint(services))
    add_error_pages(app)
    add_headers(app, config)
    add_commands(app, services)
    return app
