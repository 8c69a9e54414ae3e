"""Who may post: decided by Sec-Fetch-Site, then Origin, then a signed token, and never by their absence."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import Enum, auto

from itsdangerous import BadSignature, TimestampSigner

TOKEN_LASTS = timedelta(hours=24)


class TokenState(Enum):
    """What a token is worth."""

    VALID = auto()
    EXPIRED = auto()
    NONE = auto()


class Verdict(Enum):
    """What becomes of a post: taken; shown again with a fresh token; refused, for one reason or the other."""

    ALLOWED = auto()
    EXPIRED = auto()
    FOREIGN = auto()
    UNPROVEN = auto()


_BY_TOKEN = {
    TokenState.VALID: Verdict.ALLOWED,
    TokenState.EXPIRED: Verdict.EXPIRED,
    TokenState.NONE: Verdict.UNPROVEN,
}
_FOREIGN_SITES = ("cross-site", "same-site")


def may_post(
    headers: Mapping[str, str], *, own_origin: str, site_origins: Collection[str], token: TokenState
) -> Verdict:
    """Return whether a post with these headers is taken."""
    fetch_site = headers.get("Sec-Fetch-Site", "").strip().lower()
    if fetch_site == "same-origin":
        return Verdict.ALLOWED
    origin = headers.get("Origin", "").strip().lower()
    if origin and origin != "null":
        is_ours = origin == own_origin or origin in site_origins
        return Verdict.ALLOWED if is_ours else Verdict.FOREIGN
    # The browser says that another origin posts, and hides which: no site of ours need do that, and a
    # token proves only that somebody once fetched the form.
    if fetch_site in _FOREIGN_SITES:
        return Verdict.FOREIGN
    return _BY_TOKEN[token]


class Tokens:
    """Signs what a form is for, so that a post can prove that it comes from our own page of the last day."""

    def __init__(self, secret_key: str) -> None:
        self._secret_key = secret_key

    def sign(self, subject: str, *, now: datetime) -> str:
        """Return a token for a form."""
        return self._signer(now).sign(subject).decode()

    def state(self, token: str, subject: str, *, now: datetime) -> TokenState:
        """Return what a token is worth for this form at an instant."""
        age = self.age(token, subject, now=now)
        if age is None:
            return TokenState.NONE
        return TokenState.VALID if age < TOKEN_LASTS else TokenState.EXPIRED

    def age(self, token: str, subject: str, *, now: datetime) -> timedelta | None:
        """Return how long ago a token was signed for this form; None for one that was not."""
        try:
            signed, made = self._signer(now).unsign(token, return_timestamp=True)
        except (BadSignature, UnicodeEncodeError):
            return None
        return now - made if signed.decode() == subject else None

    def _signer(self, now: datetime) -> "_SignerAt":
        return _SignerAt(self._secret_key, now)


class _SignerAt(TimestampSigner):
    """A signer whose clock is an argument."""

    def __init__(self, secret_key: str, now: datetime) -> None:
        super().__init__(secret_key, salt="masthead.form")
        self._now = int(now.timestamp())

    def get_timestamp(self) -> int:
        return self._now
