"""Proxies in front of the service, which alone know where a request came from."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from survey_server.config import ServerConfig


def trust_proxies(app: Flask, config: ServerConfig) -> None:
    """Believe what as many proxies as there are say about the asker; with none, anybody could say it."""
    if config.proxies:
        trusted = config.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted, x_proto=trusted)  # type: ignore[method-assign]
