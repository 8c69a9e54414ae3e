import os
import secrets
import socket

import pytest
import redis

from survey_server.rate_limits import RateLimits, network_of, read_limit

REDIS = os.environ.get("MASTHEAD_TEST_REDIS", "redis://127.0.0.1:6379")


@pytest.fixture(params=["memory", "redis"])
def url(request):
    if request.param == "memory":
        return ""
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=1).ping()
    except redis.exceptions.ConnectionError:
        words = "Redis does not answer: apt-get install redis-server && redis-server --daemonize yes"
        if os.environ.get("CI"):
            pytest.fail(words)
        pytest.skip(words)
    return REDIS


def limits(text: str, url: str) -> RateLimits:
    # A key of its own keeps the counts of two runs apart.
    return RateLimits(read_limit(text), url, secrets.token_hex(16))


def test_a_network_may_send_as_many_as_the_limit_says(url):
    counts = limits("3/minute", url)

    waits = [counts.seconds_to_wait("203.0.113.7") for _ in range(4)]

    assert waits[:3] == [0, 0, 0]
    assert 1 <= waits[3] <= 60


def test_networks_are_counted_apart(url):
    counts = limits("1/minute", url)

    assert counts.seconds_to_wait("203.0.113.7") == 0
    assert counts.seconds_to_wait("203.0.113.8") == 0


def test_processes_share_the_counts_in_redis(url):
    key = secrets.token_hex(16)
    first, second = (RateLimits(read_limit("1/minute"), url, key) for _ in range(2))
    first.seconds_to_wait("203.0.113.7")

    assert bool(second.seconds_to_wait("203.0.113.7")) is bool(url)


def test_no_address_is_written_down(url):
    counts = limits("1/minute", url)

    counts.seconds_to_wait("203.0.113.77")

    kept = str(redis.Redis.from_url(url).keys("*") if url else vars(counts._counter.storage))
    assert "LIMITS" in kept.upper()
    assert "203.0.113" not in kept


def test_off_counts_nothing():
    counts = limits("off", "")

    assert [counts.seconds_to_wait("203.0.113.7") for _ in range(100)] == [0] * 100


def test_when_the_store_is_away_everybody_may_send_and_the_log_says_so(caplog):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    counts = limits("1/minute", f"redis://127.0.0.1:{port}")

    waits = [counts.seconds_to_wait("203.0.113.7") for _ in range(3)]

    assert waits == [0, 0, 0]
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "the rate limit's store cannot be reached, so everybody may send"
    ]


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7/32"),
        ("::ffff:203.0.113.7", "203.0.113.7/32"),
        ("2001:db8:1:2ff:3::4", "2001:db8:1:200::/56"),
        ("fe80::1%eth0", "fe80::/56"),
        ("unix:", "unix:"),
        ("", ""),
    ],
)
def test_the_network_of_an_address(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize("text", ["many", "30/fortnight", "-1/minute", "", "30"])
def test_a_limit_that_cannot_be_read_is_said(text):
    with pytest.raises(ValueError, match="is neither off nor a limit such as 30/minute"):
        read_limit(text)
