from datetime import datetime
from pathlib import Path

import pytest

from survey_server.config import ConfigError, ServerConfig

SECRET = {"MASTHEAD_SECRET_KEY": "s" * 32}
HOW = "make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(32))', and keep it for good"


def read(tmp_path, **settings):
    return ServerConfig.from_environ({**SECRET, "MASTHEAD_CONTENT": str(tmp_path), **settings})


def test_what_is_not_set_has_its_default():
    config = ServerConfig.from_environ(SECRET)

    assert config.content == Path("content")
    assert config.database_url == "sqlite:///var/masthead.db"
    assert config.site_origins == frozenset()
    assert (config.site_name, config.site_tagline, config.site_url) == ("Masthead", "", "")
    assert config.as_of is None
    assert (config.rate_limit, config.rate_limit_url, config.proxies) == (None, "", 0)
    assert (config.proof_of_work, config.minimum_seconds) == (0, 0)


def test_what_holds_machines_up_is_read_and_off_is_off(tmp_path):
    config = read(
        tmp_path,
        MASTHEAD_RATE_LIMIT="30/minute",
        MASTHEAD_RATE_LIMIT_URL="redis://127.0.0.1:6379",
        MASTHEAD_PROXIES="1",
        MASTHEAD_PROOF_OF_WORK="50000",
        MASTHEAD_MINIMUM_SECONDS="3",
    )
    off = read(tmp_path, MASTHEAD_RATE_LIMIT="off", MASTHEAD_PROOF_OF_WORK="off")

    assert (config.rate_limit.amount, config.rate_limit.get_expiry()) == (30, 60)
    assert config.rate_limit_url == "redis://127.0.0.1:6379"
    assert (config.proxies, config.proof_of_work, config.minimum_seconds) == (1, 50_000, 3)
    assert (off.rate_limit, off.proof_of_work) == (None, 0)


def test_every_setting_is_read(tmp_path):
    config = read(
        tmp_path,
        MASTHEAD_DATABASE_URL="postgresql://ada@db.example/tea",
        MASTHEAD_SITE_ORIGINS="https://Site.example:443/, http://localhost:8000",
        MASTHEAD_SERVICE_URL="https://answers.example/",
        MASTHEAD_SITE_NAME="The Tea Review",
        MASTHEAD_SITE_TAGLINE="Weekly",
        MASTHEAD_SITE_URL="https://site.example/",
        MASTHEAD_TIMEZONE="America/New_York",
        MASTHEAD_AS_OF="2014-07-15 12:00",
    )

    assert config.content == tmp_path
    assert config.database_url == "postgresql+psycopg://ada@db.example/tea"
    assert config.site_origins == {"https://site.example", "http://localhost:8000"}
    assert config.service_url == "https://answers.example"
    assert (config.site_name, config.site_tagline) == ("The Tea Review", "Weekly")
    assert config.site_url == "https://site.example"
    assert config.timezone.key == "America/New_York"
    assert config.as_of == datetime.fromisoformat("2014-07-15T12:00:00-04:00")


def test_the_time_zone_is_the_policys_unless_it_is_set(tmp_path):
    (tmp_path / "editorial.yaml").write_text("timezone: Asia/Tokyo\n")

    assert read(tmp_path).timezone.key == "Asia/Tokyo"
    assert read(tmp_path, MASTHEAD_TIMEZONE="Europe/Paris").timezone.key == "Europe/Paris"


@pytest.mark.parametrize("policy", ["timezone: Nowhere/Land\n", "- not a policy\n", "a: b: c\n", None])
def test_without_a_readable_policy_the_time_zone_is_utc(tmp_path, policy):
    if policy:
        (tmp_path / "editorial.yaml").write_text(policy)

    assert read(tmp_path).timezone.key == "UTC"


def test_a_missing_secret_is_never_guessed():
    with pytest.raises(ConfigError) as error:
        ServerConfig.from_environ({})

    assert error.value.problems == (f"MASTHEAD_SECRET_KEY is not set; {HOW}",)


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("MASTHEAD_SECRET_KEY", "dev", f"it is shorter than 32 characters; {HOW}"),
        ("MASTHEAD_DATABASE_URL", "masthead.db", "it is not an address such as sqlite:///var/masthead.db"),
        ("MASTHEAD_DATABASE_URL", "mysql://db/tea", "it begins with neither sqlite: nor postgresql:"),
        ("MASTHEAD_DATABASE_URL", "sqlite://", "it names no file, and answers must survive a restart"),
        (
            "MASTHEAD_SITE_ORIGINS",
            "site.example",
            "“site.example” is not a web address such as https://example.org",
        ),
        ("MASTHEAD_SITE_ORIGINS", "*", "“*” is not a web address such as https://example.org"),
        ("MASTHEAD_SITE_URL", "ftp://site", "“ftp://site” is not a web address such as https://example.org"),
        ("MASTHEAD_RATE_LIMIT", "many", "“many” is neither off nor a limit such as 30/minute"),
        ("MASTHEAD_RATE_LIMIT_URL", "127.0.0.1:6379", "it does not begin with redis: or rediss:"),
        ("MASTHEAD_PROXIES", "-1", "“-1” is not a whole number"),
        ("MASTHEAD_PROOF_OF_WORK", "hard", "“hard” is not a whole number"),
        ("MASTHEAD_MINIMUM_SECONDS", "2.5", "“2.5” is not a whole number"),
        ("MASTHEAD_TIMEZONE", "London", "“London” is not a time zone such as Europe/London"),
        ("MASTHEAD_AS_OF", "soon", "“soon” is not an instant such as 2026-03-03T09:00Z"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_wrong(name, text, problem):
    with pytest.raises(ConfigError) as error:
        ServerConfig.from_environ({**SECRET, name: text})

    assert error.value.problems == (f"{name}: {problem}",)


def test_all_wrong_settings_are_reported_at_once():
    with pytest.raises(ConfigError) as error:
        ServerConfig.from_environ({"MASTHEAD_TIMEZONE": "London", "MASTHEAD_SITE_URL": "site"})

    assert [problem.split(":")[0].split(" ")[0] for problem in error.value.problems] == [
        "MASTHEAD_SECRET_KEY",
        "MASTHEAD_SITE_URL",
        "MASTHEAD_TIMEZONE",
    ]
