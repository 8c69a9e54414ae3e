"""Error pages: in the theme for people, as JSON under `/api/`."""

import re
from functools import partial
from typing import NoReturn

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden, HTTPException, ServiceUnavailable

from editorial.page_words import say
from survey_server import messages
from survey_server.addresses import language_in
from survey_server.cross_origin import Verdict
from survey_server.services import Services
from survey_server.store import StoreAwayError

API_PREFIX = "/api/"
# By the path alone: some errors come before any view.
_OF_SURVEY = re.compile(r"(?:/api/v1)?/surveys/(?P<slug>[^/]+)")


class OriginRefused(Forbidden):
    """A post from a page that may not send answers; its sentence is for the reader."""


def refuse_origin(verdict: Verdict) -> NoReturn:
    """Refuse a post because of where it came from."""
    raise OriginRefused(messages.FOREIGN if verdict is Verdict.FOREIGN else messages.UNPROVEN)


def add_error_pages(app: Flask) -> None:
    """Answer every error in our own words."""
    app.register_error_handler(HTTPException, _show)
    app.register_error_handler(StoreAwayError, lambda _: _show(ServiceUnavailable()))


def _show(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if status < 400:
        return error.get_response()
    language = _language()
    heading, remedy = messages.ERROR_PAGES.get(status, messages.ERROR_PAGES[400 if status < 500 else 500])
    if isinstance(error, OriginRefused):
        remedy = error.description or remedy
    heading, remedy = messages.said(heading, language), messages.said(remedy, language)
    headers = (
        {"Allow": ", ".join(sorted(error.valid_methods or ()))} if hasattr(error, "valid_methods") else {}
    )
    if request.path.startswith(API_PREFIX):
        return (
            jsonify(errors={"_request": f"{heading}. {remedy}" if status != 403 else remedy}),
            status,
            headers,
        )
    page = render_template(
        "error.html", heading=heading, remedy=remedy, language=language, say=partial(say, language=language)
    )
    return page, status, headers


def _language() -> str:
    """Return the language of the survey whose address was asked for, or nothing."""
    asked = _OF_SURVEY.match(request.path)
    services: Services = current_app.extensions["masthead"]
    survey = services.surveys.find(asked["slug"]) if asked else None
    return language_in(request.args.get("lang", ""), survey) if survey else ""
