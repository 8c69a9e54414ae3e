"""How many responses a network may send in a while; counted in Redis, or in the memory of each process.

No address is kept: what is counted under is a keyed digest, and the count is gone when its while is over.
"""

import hashlib
import hmac
import ipaddress
import logging
import threading
import time

from limits import RateLimitItem, parse, storage, strategies
from limits.errors import StorageError

LOG = logging.getLogger(__name__)
# One household or company: an address of the old kind, the network of the new kind that one customer gets.
NETWORK_BITS = {4: 32, 6: 56}
# A store that hangs must not hold up whoever answers.
TIMEOUT_SECONDS = 0.25
PAUSE_SECONDS = 5.0


def read_limit(text: str) -> RateLimitItem | None:
    """Return the limit that a setting names, such as `30/minute`; None for `off`; raises ValueError."""
    if text.strip().lower() == "off":
        return None
    try:
        return parse(text)
    except ValueError:
        message = f"“{text}” is neither off nor a limit such as 30/minute"
        raise ValueError(message) from None


def read_store(text: str) -> str:
    """Return the address of a store that counts; raises ValueError."""
    if not text.startswith(("redis://", "rediss://", "redis+unix://")):
        message = "it does not begin with redis: or rediss:"
        raise ValueError(message)
    return text


class RateLimits:
    """Counts what each network sends; while it cannot count, everybody may send, and the log says so."""

    def __init__(self, limit: RateLimitItem | None, url: str, secret_key: str) -> None:
        self._limit = limit
        self._key = hmac.digest(secret_key.encode(), b"masthead.network", "sha256")
        timeouts = {"socket_timeout": TIMEOUT_SECONDS, "socket_connect_timeout": TIMEOUT_SECONDS}
        options: dict[str, float] = timeouts if url else {}
        self._counter = strategies.MovingWindowRateLimiter(
            storage.storage_from_string(url or "memory://", wrap_exceptions=True, **options)
        )
        self._ask_again_at = 0.0
        self._lock = threading.Lock()

    def seconds_to_wait(self, address: str) -> int:
        """Count a response from an address; return 0 if it may be taken, or the seconds until one may."""
        if self._limit is None or time.monotonic() < self._ask_again_at:
            return 0
        name = self._name(address)
        try:
            if self._counter.hit(self._limit, name):
                return 0
            reset = self._counter.get_window_stats(self._limit, name).reset_time
        except StorageError as error:
            self._note_outage(error)
            return 0
        return max(1, round(reset - time.time()))

    def _name(self, address: str) -> str:
        return hmac.new(self._key, network_of(address).encode(), hashlib.sha256).hexdigest()[:32]

    def _note_outage(self, error: StorageError) -> None:
        with self._lock:
            self._ask_again_at = time.monotonic() + PAUSE_SECONDS
        LOG.warning(
            "the rate limit's store cannot be reached, so everybody may send: %s", error.storage_error
        )


def network_of(address: str) -> str:
    """Return the network that an address belongs to; what is no address is a network of its own."""
    try:
        host = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(host, ipaddress.IPv6Address) and host.ipv4_mapped:
        host = host.ipv4_mapped
    return str(ipaddress.ip_network((host, NETWORK_BITS[host.version]), strict=False))
