"""The settings of the service: each with its name in the environment, its type and its default."""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from limits import RateLimitItem

from editorial.fields import Context, FieldReader
from editorial.header import read_yaml
from editorial.instants import NotATimeError, find_zone, parse_instant
from editorial.policy import read_policy
from editorial.problems import ContentError
from survey_server.rate_limits import read_limit, read_store

SHORTEST_SECRET = 32
_HOW_TO_MAKE_ONE = (
    "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))', and keep it for good"
)
_DATABASES = ("sqlite", "postgresql")


class ConfigError(Exception):
    """Settings that the service cannot start with; names all of them."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def _setting(name: str, read: Callable[[str], Any], default: Any = dataclasses.MISSING) -> Any:
    metadata = {"name": name, "read": read}
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


def _secret(text: str) -> str:
    if len(text) < SHORTEST_SECRET:
        message = f"it is shorter than {SHORTEST_SECRET} characters; {_HOW_TO_MAKE_ONE}"
        raise ValueError(message)
    return text


def _database(text: str) -> str:
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError:
        raise ValueError("it is not an address such as sqlite:///var/masthead.db") from None
    if url.get_backend_name() not in _DATABASES:
        raise ValueError("it begins with neither sqlite: nor postgresql:")
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ValueError("it names no file, and answers must survive a restart")
    # Without a driver it is the one that is installed with the service.
    return text.replace("postgresql:", "postgresql+psycopg:", 1) if url.drivername == "postgresql" else text


def origin_of(text: str) -> str:
    """Return the origin of a web address as browsers write it; raises ValueError."""
    parts = urlsplit(text.strip())
    if parts.scheme not in ("http", "https") or not parts.hostname:
        message = f"“{text}” is not a web address such as https://example.org"
        raise ValueError(message)
    port = "" if parts.port in (None, {"http": 80, "https": 443}[parts.scheme]) else f":{parts.port}"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}{port}"


def _origins(text: str) -> frozenset[str]:
    return frozenset(origin_of(part) for part in text.replace(",", " ").split())


def _address(text: str) -> str:
    origin_of(text)
    return text.strip().rstrip("/")


def _number(text: str) -> int:
    if not text.isdecimal():
        message = f"“{text}” is not a whole number"
        raise ValueError(message)
    return int(text)


def _work(text: str) -> int:
    return 0 if text.lower() == "off" else _number(text)


def _zone(text: str) -> ZoneInfo:
    try:
        return find_zone(text)
    except NotATimeError:
        message = f"“{text}” is not a time zone such as Europe/London"
        raise ValueError(message) from None


@dataclass(frozen=True, kw_only=True)
class ServerConfig:
    """What the operator decides. Addresses have no slash at their end; origins are as browsers write them."""

    secret_key: str = _setting("MASTHEAD_SECRET_KEY", _secret)
    content: Path = _setting("MASTHEAD_CONTENT", Path, Path("content"))
    database_url: str = _setting("MASTHEAD_DATABASE_URL", _database, "sqlite:///var/masthead.db")
    # The sites whose pages may send answers.
    site_origins: frozenset[str] = _setting("MASTHEAD_SITE_ORIGINS", _origins, frozenset())
    # Where readers reach the service, if a proxy in front makes it look different from inside.
    service_url: str = _setting("MASTHEAD_SERVICE_URL", _address, "")
    # The built site's inventory; from it come the names and the menu at the top of every page.
    site_json: Path | None = _setting("MASTHEAD_SITE_JSON", Path, None)
    # What stands there while no inventory can be read.
    site_name: str = _setting("MASTHEAD_SITE_NAME", str, "Masthead")
    site_tagline: str = _setting("MASTHEAD_SITE_TAGLINE", str, "")
    site_url: str = _setting("MASTHEAD_SITE_URL", _address, "")
    # For local times in survey files; without it the editorial policy's, or else UTC.
    timezone: ZoneInfo = _setting("MASTHEAD_TIMEZONE", _zone, ZoneInfo("UTC"))
    # How many responses a network may send in a while; None counts nothing.
    rate_limit: RateLimitItem | None = _setting("MASTHEAD_RATE_LIMIT", read_limit, None)
    # The Redis that counts for all processes; without it each counts in its memory.
    rate_limit_url: str = _setting("MASTHEAD_RATE_LIMIT_URL", read_store, "")
    # How many proxies in front add the address they were asked from to X-Forwarded-For.
    proxies: int = _setting("MASTHEAD_PROXIES", _number, 0)
    # The largest number that a browser tries before it may send; 0 asks for no work.
    proof_of_work: int = _setting("MASTHEAD_PROOF_OF_WORK", _work, 0)
    # A form that comes back sooner is shown again.
    minimum_seconds: int = _setting("MASTHEAD_MINIMUM_SECONDS", _number, 0)
    # A clock that stands still, to try a survey that has closed.
    as_of: datetime | None = _setting("MASTHEAD_AS_OF", str, None)

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> "ServerConfig":
        """Return the settings in an environment; raises ConfigError with all that is wrong in it."""
        values: dict[str, Any] = {}
        problems: list[str] = []
        for field in dataclasses.fields(cls):
            name = field.metadata["name"]
            text = environ.get(name, "").strip()
            try:
                if text:
                    values[field.name] = field.metadata["read"](text)
                elif field.default is dataclasses.MISSING:
                    problems.append(f"{name} is not set; {_HOW_TO_MAKE_ONE}")
            except ValueError as error:
                problems.append(f"{name}: {error}")
        values.setdefault("timezone", _policy_zone(values.get("content", Path("content"))))
        try:
            if "as_of" in values:
                values["as_of"] = parse_instant(values["as_of"], values["timezone"])
        except NotATimeError:
            problems.append(
                f"MASTHEAD_AS_OF: “{values['as_of']}” is not an instant such as 2026-03-03T09:00Z"
            )
        if problems:
            raise ConfigError(problems)
        return cls(**values)


def _policy_zone(content: Path) -> ZoneInfo:
    path = content / "editorial.yaml"
    reader = FieldReader(path.as_posix(), Context(ZoneInfo("UTC")))
    try:
        policy = read_policy(read_yaml(path.read_bytes(), path.as_posix()), reader)
    except (OSError, ContentError):
        # Without a policy, or with one that `invoke check` will complain about, local time is UTC.
        return ZoneInfo("UTC")
    return policy.timezone or ZoneInfo("UTC")
