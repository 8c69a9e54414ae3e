"""Links that leave the site: asked politely whether they still lead somewhere, and what was learned is kept.

All findings are warnings, since the world outside changes without a commit of ours.
"""

import http.client
import ssl
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from editorial.bodycheck import OutsideLink
from editorial.problems import Problem, Severity
from plugins.link_memory import BUSY, Answer, LinkMemory

PERMANENT, TEMPORARY = {301, 308}, {302, 303, 307}
REFUSED = {401, 403, 407, 451, 999}
# What may stand in an address as it is (RFC 3986).
_SAFE = "/:?#[]@!$&'()*+,;=%~"


@dataclass(frozen=True)
class Manners:
    """How sites are asked: seconds are as in wall clocks, days are how long an answer is believed."""

    user_agent: str = "Masthead link check"
    timeout: float = 10.0
    at_once: int = 16
    at_once_per_host: int = 2
    pause_per_host: float = 0.2
    retries: int = 2
    longest_wait: float = 30.0
    most_redirects: int = 8
    days_good: int = 14
    days_bad: int = 1
    pause: Callable[[float], None] = field(default=time.sleep)


def check_outside(
    links: Iterable[OutsideLink],
    memory: Path,
    *,
    now: datetime | None = None,
    manners: Manners | None = None,
    progress: Callable[[str], None] = lambda _: None,
) -> list[Problem]:
    """Return the links that lead nowhere any more, have moved for good or could not be asked, sorted."""
    links, manners, now = list(links), manners or Manners(), now or datetime.now(UTC)
    kept = LinkMemory(memory, days_good=manners.days_good, days_bad=manners.days_bad)
    urls = sorted({_page(link.url) for link in links})
    known = {url: answer for url in urls if (answer := kept.answer(url, now))}
    unknown = [url for url in urls if url not in known]
    learned: dict[str, Answer] = {}
    if unknown:
        progress(f"asking for {len(unknown)} addresses; {len(known)} are known")
        try:
            ask_all(unknown, manners, learned)
        finally:
            # Also when somebody has lost patience.
            kept.keep(urls, learned, now)
    answers = known | learned
    found = (_finding(link, answers[_page(link.url)]) for link in links)
    return sorted(problem for problem in found if problem)


def ask_all(urls: Iterable[str], manners: Manners, answers: dict[str, Answer]) -> None:
    """Ask for all addresses, adding the answers as they come; of one host a few at a time."""
    lanes: dict[tuple[str, int], list[str]] = defaultdict(list)
    number: dict[str, int] = defaultdict(int)
    for url in urls:
        host = _host(url)
        lanes[host, number[host] % manners.at_once_per_host].append(url)
        number[host] += 1
    stopped = threading.Event()

    def walk(lane: list[str]) -> None:
        for place, url in enumerate(lane):
            if stopped.is_set():
                return
            if place:
                manners.pause(manners.pause_per_host)
            answers[url] = ask(url, manners)

    with ThreadPoolExecutor(max_workers=manners.at_once) as pool:
        try:
            # The longest lanes first, so that none is left over at the end.
            list(pool.map(walk, sorted(lanes.values(), key=len, reverse=True)))
        finally:
            stopped.set()


def ask(url: str, manners: Manners) -> Answer:
    """Return what an address answers, after redirects and a wait where one is asked for."""
    answer = Answer(0)
    for turn in range(manners.retries + 1):
        answer, wait = _ask_once(url, manners)
        if not answer.is_busy or turn == manners.retries:
            break
        seconds = wait if wait is not None else 2.0**turn
        if seconds > manners.longest_wait:
            break
        manners.pause(seconds)
    return answer


def _ask_once(url: str, manners: Manners) -> tuple[Answer, float | None]:
    place, moved_to, is_permanent = url, "", True
    for _ in range(manners.most_redirects + 1):
        reply = _request("HEAD", place, manners)
        if reply.status not in {*PERMANENT, *TEMPORARY, *BUSY} and not 200 <= reply.status < 300:
            # Many servers know no HEAD, or answer it wrongly.
            reply = _request("GET", place, manners)
        if reply.status not in {*PERMANENT, *TEMPORARY}:
            return Answer(reply.status, reply.reason, moved_to), _seconds(reply.retry_after)
        if not reply.location:
            return Answer(0, f"it answers {reply.status}, and does not say where it leads on to"), None
        try:
            place = _page(urljoin(place, reply.location))
        except ValueError:
            return Answer(0, f"it leads on to {reply.location}", moved_to), None
        is_permanent = is_permanent and reply.status in PERMANENT
        if is_permanent:
            moved_to = place
    return Answer(0, "it leads on and on"), None


@dataclass(frozen=True)
class _Reply:
    """One answer of a server: 0 without one, and then the reason."""

    status: int
    reason: str = ""
    location: str = ""
    retry_after: str = ""

    @classmethod
    def of(cls, status: int, headers: Message) -> "_Reply":
        return cls(status, "", headers.get("Location", ""), headers.get("Retry-After", ""))


def _request(method: str, url: str, manners: Manners) -> _Reply:
    if not url.lower().startswith(("http://", "https://")):
        return _Reply(0, f"it leads on to {url}")
    try:
        if not _is_port(urlsplit(url)):
            return _Reply(0, "its port is no number from 1 to 65535")
        request = urllib.request.Request(  # noqa: S310 - only http and https come here
            _plain(url), method=method, headers={"User-Agent": manners.user_agent, "Accept": "*/*"}
        )
        with _OPENER.open(request, timeout=manners.timeout) as response:
            return _Reply.of(response.status, response.headers)
    except urllib.error.HTTPError as error:
        with error:
            return _Reply.of(error.code, error.headers)
    except urllib.error.URLError as error:
        return _Reply(0, _in_words(error.reason))
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _Reply(0, _in_words(error))


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Redirects are followed one by one here, to see of which kind they are."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects)


def _in_words(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    if isinstance(error, ssl.SSLError):
        return f"its certificate is not valid ({error.reason})"
    if isinstance(error, ConnectionResetError | http.client.RemoteDisconnected | http.client.IncompleteRead):
        return "it breaks the connection"
    if isinstance(error, ConnectionRefusedError):
        return "it refuses connections"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


def _page(url: str) -> str:
    return url.partition("#")[0]


def _plain(url: str) -> str:
    parts = urlsplit(url)
    # A name and a password are nobody's business here, and the library takes them for a part of the host.
    host = parts.netloc.rpartition("@")[2]
    if not host.isascii():
        host = (parts.hostname or "").encode("idna").decode() + (f":{parts.port}" if parts.port else "")
    return quote(urlunsplit((parts.scheme, host, parts.path or "/", parts.query, "")), safe=_SAFE)


def _is_port(parts: SplitResult) -> bool:
    try:
        return parts.port != 0
    except ValueError:
        return False


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def _seconds(retry_after: str) -> float | None:
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except (TypeError, ValueError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _finding(link: OutsideLink, answer: Answer) -> Problem | None:
    if answer.is_good:
        if not answer.moved_to:
            return None
        code, message = "outside-link-moved", f"{link.url} has moved for good to {answer.moved_to}"
        remedy = "write the new address"
    elif answer.is_busy:
        code, message = "outside-link-busy", f"{link.url} takes no questions now ({answer.status})"
        remedy = "ask again later"
    elif answer.status in REFUSED:
        code, message = "outside-link-refused", f"{link.url} does not answer programs ({answer.status})"
        remedy = "look at it in a browser"
    else:
        why = f"it answers {answer.status}" if answer.status else answer.reason
        code, message = "outside-link-dead", f"{link.url} leads nowhere: {why}"
        remedy = "find out where it went, or link to an archived copy"
    return Problem(link.path, link.line, code, message, remedy, Severity.WARNING)
