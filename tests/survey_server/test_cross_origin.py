from datetime import UTC, datetime, timedelta

import pytest

from survey_server.cross_origin import Tokens, TokenState, Verdict, may_post

OWN = "https://answers.example"
SITE = "https://site.example"
EVIL = "https://evil.example"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def verdict(headers, token=TokenState.NONE):
    return may_post(headers, own_origin=OWN, site_origins={SITE}, token=token)


@pytest.mark.parametrize("token", list(TokenState))
@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, Verdict.ALLOWED),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, Verdict.ALLOWED),
        ({"Sec-Fetch-Site": "cross-site", "Origin": SITE}, Verdict.ALLOWED),
        ({"Sec-Fetch-Site": "same-site", "Origin": SITE}, Verdict.ALLOWED),
        ({"Sec-Fetch-Site": "none", "Origin": OWN}, Verdict.ALLOWED),
        ({"Origin": SITE}, Verdict.ALLOWED),
        ({"Origin": OWN}, Verdict.ALLOWED),
        ({"Origin": "HTTPS://Site.Example"}, Verdict.ALLOWED),
        ({"Origin": EVIL}, Verdict.FOREIGN),
        ({"Origin": f"{SITE}.evil.example"}, Verdict.FOREIGN),
        ({"Origin": f"{SITE}:8443"}, Verdict.FOREIGN),
        ({"Origin": "http://site.example"}, Verdict.FOREIGN),
        ({"Origin": f"{SITE}, {EVIL}"}, Verdict.FOREIGN),
        ({"Sec-Fetch-Site": "cross-site", "Origin": EVIL}, Verdict.FOREIGN),
        ({"Sec-Fetch-Site": "same-site", "Origin": EVIL}, Verdict.FOREIGN),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "null"}, Verdict.FOREIGN),
        ({"Sec-Fetch-Site": "cross-site"}, Verdict.FOREIGN),
    ],
)
def test_what_the_browser_says_decides_whatever_the_token(headers, expected, token):
    assert verdict(headers, token) is expected


@pytest.mark.parametrize(
    "headers",
    [{}, {"Origin": "null"}, {"Origin": ""}, {"Sec-Fetch-Site": "none"}, {"Sec-Fetch-Site": "other"}],
)
@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (TokenState.VALID, Verdict.ALLOWED),
        (TokenState.EXPIRED, Verdict.EXPIRED),
        (TokenState.NONE, Verdict.UNPROVEN),
    ],
)
def test_where_the_browser_says_nothing_the_token_decides(headers, token, expected):
    assert verdict(headers, token) is expected


def test_a_token_is_valid_for_a_day_and_for_what_it_was_signed_for():
    tokens = Tokens("s" * 32)
    token = tokens.sign("tea", now=NOW)

    assert tokens.state(token, "tea", now=NOW + timedelta(hours=23, minutes=59)) is TokenState.VALID
    assert tokens.state(token, "tea", now=NOW + timedelta(hours=24)) is TokenState.EXPIRED
    assert tokens.state(token, "coffee", now=NOW) is TokenState.NONE


@pytest.mark.parametrize("token", ["", "tea", "tea.AAAA.BBBB", "\ud800", "tea." + "A" * 10_000, "é.é.é"])
def test_what_we_did_not_sign_is_no_token(token):
    assert Tokens("s" * 32).state(token, "tea", now=NOW) is TokenState.NONE


def test_the_token_of_another_secret_is_no_token():
    token = Tokens("t" * 32).sign("tea", now=NOW)

    assert Tokens("s" * 32).state(token, "tea", now=NOW) is TokenState.NONE
