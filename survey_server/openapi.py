"""The description of the API for programs: OpenAPI 3.1, kept as plain data."""

from typing import Any, Final

from flask import jsonify
from flask.typing import ResponseReturnValue
from flask.views import View

from editorial.question import QuestionType

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": ["integer", "null"], "minimum": 0}
_PERCENT: Final = {"type": ["number", "null"], "minimum": 0, "maximum": 100}
_SUBMISSION_ID: Final = {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,64}$"}
_DIGEST: Final = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_OPTION: Final = {
    "description": "The id of an option, or what somebody wrote in place of one.",
    "oneOf": [
        _TEXT,
        {
            "type": "object",
            "required": ["other"],
            "properties": {"other": _TEXT},
            "additionalProperties": False,
        },
    ],
}
_POINT: Final = {"type": "integer"}

# What an answer to each type of question is.
ANSWERS: Final[dict[QuestionType, dict[str, Any]]] = {
    QuestionType.CHOICE: _OPTION,
    QuestionType.CHOICES: {"type": "array", "items": _OPTION},
    QuestionType.YES_NO: {"enum": ["yes", "no"]},
    QuestionType.SCALE: _POINT,
    QuestionType.NPS: {"type": "integer", "minimum": 0, "maximum": 10},
    QuestionType.STARS: {"type": "integer", "minimum": 1, "maximum": 5},
    QuestionType.MATRIX: {
        "type": "object",
        "additionalProperties": _TEXT,
        "description": "Row id to column id.",
    },
    QuestionType.RANK: {"type": "array", "items": _TEXT, "description": "Option ids, the first place first."},
    QuestionType.TEXT: _TEXT,
    QuestionType.LONG_TEXT: _TEXT,
    QuestionType.EMAIL: {"type": "string", "format": "email"},
    QuestionType.NUMBER: {"type": "number"},
    QuestionType.DATE: {"type": "string", "format": "date"},
    QuestionType.CONSENT: {"const": True},
}


def _object(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _named(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _answer(description: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    if schema is None:
        return {"description": description}
    return {"description": description, "content": {"application/json": {"schema": schema}}}


_ERRORS: Final = _object(
    ["errors"],
    errors={
        "type": "object",
        "additionalProperties": _TEXT,
        "description": "A sentence by question; a name that begins with _ is no question.",
    },
    challenge={
        "type": "string",
        "format": "uri",
        "description": "Where the work begins that is asked for first.",
    },
)
_NEW_RESPONSE: Final = _object(
    ["submission_id", "answers"],
    submission_id=_SUBMISSION_ID
    | {"description": "Made by the sender; the same again is the same response."},
    answers={"type": "object", "additionalProperties": _named("Answer"), "description": "By question id."},
    definition=_DIGEST | {"description": "Of the questions that were answered; without it, of those of now."},
    context={"type": "object", "additionalProperties": {"type": "string", "maxLength": 200}},
    paradata=_object(
        [],
        seed={"type": "string", "pattern": "^[0-9a-f]{16}$"},
        seconds={"type": "object", "additionalProperties": {"type": "integer"}},
        language=_TEXT,
    ),
    proof={"type": "string", "description": "The solution of a challenge, in the base64 that ALTCHA writes."},
)
_KEPT: Final = _object(
    ["receipt", "url"],
    receipt=_TEXT,
    url={"type": "string", "format": "uri", "description": "The receipt, for the reader."},
    differs={"type": "boolean", "description": "True if other answers were stored under this id before."},
    results={
        "type": "string",
        "format": "uri",
        "description": "A part of a page with the numbers, where shown.",
    },
)
_CHALLENGE: Final = _object(
    ["algorithm", "challenge", "salt", "signature", "maxnumber"],
    algorithm={"const": "SHA-256"},
    challenge=_TEXT,
    salt=_TEXT,
    signature=_TEXT,
    maxnumber={"type": "integer"},
)
_SHARE: Final = _object(
    ["id", "label", "count", "percent", "low", "high"],
    id=_TEXT,
    label=_TEXT,
    count=_COUNT,
    percent=_PERCENT,
    low=_PERCENT | {"description": "Lower end of the 95 % Wilson interval, in percent."},
    high=_PERCENT | {"description": "Upper end of the 95 % Wilson interval, in percent."},
)
_FIGURE: Final = _object(
    ["id", "ask", "type", "answered", "unanswered", "groups", "score", "asked_in", "asked_otherwise"],
    id=_TEXT,
    ask=_TEXT,
    type={"enum": [str(kind) for kind in ANSWERS]},
    answered=_COUNT,
    unanswered={"type": "object", "additionalProperties": _COUNT},
    groups=_array(
        _object(
            ["label", "answered", "shares", "together"],
            label=_TEXT,
            answered=_COUNT,
            shares=_array(_named("Share")),
            together=_COUNT | {"description": "The sum of the counts of one whole that are kept back."},
        )
    ),
    score={
        "oneOf": [
            {"type": "null"},
            _object(["score", "margin"], score={"type": "number"}, margin={"type": "number"}),
        ]
    },
    asked_in={"type": "integer", "description": "The number of versions that ask it."},
    asked_otherwise={
        "type": "boolean",
        "description": "True if earlier versions asked it in a way whose answers are not in the figures.",
    },
)
_NUMBERS: Final = _object(
    [
        "survey",
        "title",
        "kind",
        "open",
        "note",
        "counted",
        "waiting",
        "erased",
        "least",
        "versions",
        "figures",
        "no_longer_asked",
    ],
    survey=_TEXT,
    title=_TEXT,
    kind={"enum": ["survey", "poll"]},
    open={"type": "boolean"},
    note={"type": "string", "description": "What every figure must be shown with."},
    counted={"type": "integer", "description": "The responses that the figures are of."},
    waiting={"type": "integer", "description": "Responses that are kept and not in the figures."},
    erased={"type": "integer"},
    least={"type": "integer", "description": "What is smaller is null, and what would give it away."},
    versions=_array(_object(["definition", "counted"], definition=_DIGEST, counted=_COUNT)),
    figures=_array(_named("Figure")),
    no_longer_asked=_array(_TEXT | {"description": "The words of a question that only older versions have."}),
)
_SLUG: Final = {"name": "slug", "in": "path", "required": True, "schema": _TEXT}


def _query(name: str, schema: dict[str, Any], description: str, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "schema": schema, "description": description}


_RESPONSES: Final = {
    "parameters": [_SLUG],
    "post": {
        "operationId": "keepResponse",
        "summary": "Keep a response and give a receipt for it.",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": _named("NewResponse")}},
        },
        "responses": {
            "200": _answer("It was kept before, under the same submission_id.", _named("Kept")),
            "201": _answer("It is kept.", _named("Kept")),
            "403": _answer("This origin may not post.", _named("Errors")),
            "404": _answer("There is no such survey.", _named("Errors")),
            "409": _answer("The survey is closed, full, or has other questions now.", _named("Errors")),
            "413": _answer("It is more than one response can be.", _named("Errors")),
            "415": _answer("It is not JSON.", _named("Errors")),
            "422": _answer("Answers are wrong, or a proof of work is missing.", _named("Errors")),
            "429": _answer(
                "Too many came from this network; Retry-After says when to come again.", _named("Errors")
            ),
            "503": _answer("The database is away; send the same again.", _named("Errors")),
        },
    },
}
_PATHS: Final = {
    "/surveys/{slug}/responses": _RESPONSES,
    "/surveys/{slug}/challenge": {
        "parameters": [_SLUG],
        "get": {
            "operationId": "challenge",
            "summary": "The work that is asked for before a response, where it is; an ALTCHA challenge.",
            "parameters": [_query("submission_id", _SUBMISSION_ID, "The response it is for.", required=True)],
            "responses": {
                "200": _answer("The challenge; it lasts a day.", _named("Challenge")),
                "404": _answer("There is no such survey, or no work is asked for.", _named("Errors")),
                "422": _answer("The submission_id is none.", _named("Errors")),
            },
        },
    },
    "/surveys/{slug}/results": {
        "parameters": [_SLUG],
        "get": {
            "operationId": "results",
            "summary": "The public numbers of a survey, those of few people kept back.",
            "parameters": [
                _query("receipt", _TEXT, "A receipt, where only those who answered may look."),
                _query("form", {"const": "html"}, "Gives a part of a page."),
            ],
            "responses": {
                "200": _answer("The numbers.", _named("Numbers")),
                "304": _answer("They are as the ETag says."),
                "403": _answer("The survey does not show its numbers to you.", _named("Errors")),
                "404": _answer("There is no such survey.", _named("Errors")),
            },
        },
    },
    "/openapi.json": {
        "get": {
            "operationId": "description",
            "summary": "This description.",
            "responses": {"200": _answer("It.", {"type": "object"})},
        },
    },
}
DESCRIPTION: Final[dict[str, Any]] = {
    "openapi": "3.1.0",
    "info": {
        "title": "Masthead’s survey service",
        "version": "1",
        "description": "Takes answers in and shows public numbers, without account, cookie or address.",
    },
    "servers": [{"url": "/api/v1"}],
    "paths": _PATHS,
    "components": {
        "schemas": {
            # Several at once: a text may be an answer to more than one type of question.
            "Answer": {"anyOf": [{"title": str(kind), **schema} for kind, schema in ANSWERS.items()]},
            "Challenge": _CHALLENGE,
            "Errors": _ERRORS,
            "Figure": _FIGURE,
            "Kept": _KEPT,
            "NewResponse": _NEW_RESPONSE,
            "Numbers": _NUMBERS,
            "Share": _SHARE,
        }
    },
}


class OpenApi(View):
    """`/api/v1/openapi.json`."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Return the description."""
        return jsonify(DESCRIPTION), 200, {"Cache-Control": "public, max-age=3600"}
