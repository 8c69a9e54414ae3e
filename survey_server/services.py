"""What the views work with: settings, store, surveys, tokens, and the clock."""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Request

from editorial.survey import Survey
from survey_server.config import ServerConfig, origin_of
from survey_server.cross_origin import Tokens, TokenState, Verdict, may_post
from survey_server.drafts import Drafts
from survey_server.guard import Guard
from survey_server.store import Store, StoreAwayError
from survey_server.surveys_folder import SurveysFolder, known_by_name, with_questions

TOKEN_FIELD = "_token"  # noqa: S105 - the name of a form field
TOKEN_HEADER = "X-Masthead-Token"  # noqa: S105 - the name of a header
_CODE = re.compile(r"[A-Za-z0-9_-]{22,64}")


@dataclass(frozen=True)
class Services:
    """Made once for an application; nothing in it belongs to one request."""

    config: ServerConfig
    store: Store
    surveys: SurveysFolder
    tokens: Tokens
    drafts: Drafts
    guard: Guard

    @classmethod
    def of(cls, config: ServerConfig) -> "Services":
        """Return the services that the settings ask for."""
        tokens = Tokens(config.secret_key)
        return cls(
            config,
            Store(config.database_url),
            SurveysFolder(config.content, config.timezone),
            tokens,
            Drafts(config.secret_key),
            Guard(config, tokens),
        )

    def now(self) -> datetime:
        """Return the instant of this request; a view asks once."""
        return self.config.as_of or datetime.now(UTC)

    def verdict(self, posted: Request, subject: str, *, now: datetime) -> Verdict:
        """Return whether a post is taken; `subject` is what its token was signed for."""
        sent = posted.headers.get(TOKEN_HEADER) or posted.form.get(TOKEN_FIELD, "")
        token = self.tokens.state(sent, subject, now=now) if sent else TokenState.NONE
        return may_post(
            dict(posted.headers),
            own_origin=self._own_origin(posted),
            site_origins=self.config.site_origins,
            token=token,
        )

    def address(self, asked: Request, path: str) -> str:
        """Return the full address of a path, as whoever asks reaches it."""
        return f"{self.config.service_url or asked.host_url.rstrip('/')}{path}"

    def _own_origin(self, posted: Request) -> str:
        try:
            return origin_of(self.config.service_url or posted.host_url)
        except ValueError:
            # A Host header that is no host: such a request has no origin that could be ours.
            return ""

    def version(self, survey: Survey, digest: str) -> Survey | None:
        """Return the survey as it was when it had this digest, or None if that is not known."""
        if digest == survey.digest:
            return survey
        known = self.surveys.version(survey.slug, digest)
        if known is not None:
            return with_questions(survey, known.definition)
        try:
            body = self.store.responses.definition_body(survey.slug, digest)
        except StoreAwayError:
            return None
        return None if body is None else with_questions(survey, body)

    def begun(self, slug: str, digest: str) -> Survey | None:
        """Return a survey whose file is gone as it was with this digest, or None; raises StoreAwayError."""
        known = self.surveys.version(slug, digest)
        if known is not None:
            return known
        body = self.store.responses.definition_body(slug, digest)
        return None if body is None else with_questions(known_by_name(slug), body)


def new_seed() -> str:
    """Return a seed for the order of options, of 64 random bits in 16 hexadecimal digits."""
    return secrets.token_hex(8)


def new_code() -> str:
    """Return a code that nobody can guess, of 144 random bits in 24 characters."""
    return secrets.token_urlsafe(18)


def is_code(text: str) -> bool:
    """Return whether something has the form of a code."""
    return _CODE.fullmatch(text) is not None
