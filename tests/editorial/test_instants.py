import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from editorial.instants import (
    NotATimeError,
    clock_note,
    find_zone,
    month_name,
    parse_day,
    parse_instant,
    written_day,
)

LONDON = ZoneInfo("Europe/London")
FIRST, LAST = map(datetime.fromisoformat, ("1900-01-02", "2199-12-30"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-01", "2026-03-01T09:00:00+00:00"),
        ("2026-07-01", "2026-07-01T09:00:00+01:00"),
        ("2026-3-1", "2026-03-01T09:00:00+00:00"),
        (" 2026-07-01 14:30 ", "2026-07-01T14:30:00+01:00"),
        ("2026-07-01T14:30:05", "2026-07-01T14:30:05+01:00"),
        ("2026-07-01T14:30:05.123456", "2026-07-01T14:30:05+01:00"),
        ("2026-07-01 14:30Z", "2026-07-01T14:30:00+00:00"),
        ("2026-07-01 14:30 UTC", "2026-07-01T14:30:00+00:00"),
        ("2026-07-01 14:30 -0400", "2026-07-01T14:30:00-04:00"),
        ("2026-07-01T14:30:00+05:30", "2026-07-01T14:30:00+05:30"),
        ("2026-07-01 14:30 America/New_York", "2026-07-01T14:30:00-04:00"),
        ("2026-10-25 01:30", "2026-10-25T01:30:00+01:00"),
        ("2026-03-29 01:30", "2026-03-29T01:30:00+00:00"),
    ],
)
def test_an_instant_is_meant_in_its_own_zone_or_in_the_sites(text, expected):
    assert parse_instant(text, LONDON).isoformat() == expected


def test_a_bare_day_means_the_hour_that_the_caller_names():
    assert parse_instant("2026-03-01", LONDON, bare_day_at=time(0)).hour == 0


@pytest.mark.parametrize(
    "text",
    ["", "tomorrow", "2026", "2026-13-01", "2026-02-30", "2026-03-01 25:00", "2026-03-01 12:60", "01.03.2026",
     "2026-03-01 9", "2026-03-01 09:00 +25:00", "2026-03-01 09:00 Europe/Nowhere", "2026-03-01 09:00 EST",
     "1899-12-31", "2200-01-01", "0000-00-00", "2026-03-01 09:00 a/../b", "2026-03-01T", "-2026-03-01"],
)  # fmt: skip
def test_what_is_no_instant_is_refused(text):
    with pytest.raises(NotATimeError):
        parse_instant(text, LONDON)


NEAR_DAYS = st.from_regex(r"(19|20)\d\d-[01]?\d-[0-3]?\d", fullmatch=True)
NEAR_CLOCKS = st.from_regex(r"[T ][0-2]?\d:[0-6]\d ?", fullmatch=True)
NEAR_ZONES = st.sampled_from(["", "Z", "UTC", "+01:00", "-1130", "+99:99", "Europe/Paris", "No/Where"])


@settings(max_examples=300)
@given(
    st.text()
    | st.from_regex(r"\d{1,5}-\d{1,3}-\d{1,3}([T ]\d{1,3}:\d\d ?[A-Z+-][\w:/+-]{0,9})?", fullmatch=True)
    | NEAR_DAYS
    | st.tuples(NEAR_DAYS, NEAR_CLOCKS, NEAR_ZONES).map("".join)
)
def test_any_text_is_an_aware_instant_or_is_refused(text):
    try:
        instant = parse_instant(text, LONDON)
    except NotATimeError:
        return

    assert instant.utcoffset() is not None
    assert abs(instant.astimezone(UTC).replace(tzinfo=None) - instant.replace(tzinfo=None)) < timedelta(
        days=1
    )


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
@example(date(1900, 1, 1))
@example(date(2199, 12, 31))
def test_a_day_that_is_written_is_read_the_same(day):
    assert parse_day(day.isoformat()) == day


@given(st.datetimes(FIRST, LAST, timezones=st.just(UTC)))
def test_an_instant_that_is_written_with_its_zone_is_read_the_same(instant):
    whole = instant.replace(microsecond=0)

    assert parse_instant(whole.isoformat(), LONDON) == whole


def test_months_are_named_in_english():
    # Python's own names are English as long as nobody sets a locale.
    assert [month_name(number) for number in range(1, 13)] == list(calendar.month_name)[1:]


@pytest.mark.parametrize(
    "text", ["", "2026-1-", "2026-01-01-01", "9" * 5000 + "-1-1", "2026-01-x", "２０２６"]
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NotATimeError):
        parse_day(text)


@pytest.mark.parametrize(
    "name", ["", "Europe", "Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "a\0b", "x" * 999]
)
def test_what_is_no_zone_is_refused(name):
    with pytest.raises(NotATimeError):
        find_zone(name)


def test_a_zone_is_found_by_its_name():
    assert find_zone("Europe/London") == LONDON


def test_days_are_written_the_same_on_every_machine():
    assert written_day(date(2026, 3, 3)) == "3 March 2026"
    assert [month_name(month) for month in (1, 12)] == ["January", "December"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "2026-03-08 02:30 America/New_York",
            (
                "02:30 on 8 March 2026 does not exist in America/New_York: clocks go forward then; "
                "it means 03:30 (2026-03-08T07:30:00Z)"
            ),
        ),
        (
            "2026-11-01 01:30 America/New_York",
            (
                "01:30 on 1 November 2026 occurs twice in America/New_York: clocks go back then; "
                "it means the first (2026-11-01T05:30:00Z)"
            ),
        ),
        ("2026-11-01 02:30 America/New_York", ""),
        (
            "2026-10-04 02:15 Australia/Lord_Howe",
            (
                "02:15 on 4 October 2026 does not exist in Australia/Lord_Howe: clocks go forward then; "
                "it means 02:45 (2026-10-03T15:45:00Z)"
            ),
        ),
        ("2026-10-04 02:30 Australia/Lord_Howe", ""),
        (
            "2026-04-05 01:30 Australia/Lord_Howe",
            (
                "01:30 on 5 April 2026 occurs twice in Australia/Lord_Howe: clocks go back then; "
                "it means the first (2026-04-04T14:30:00Z)"
            ),
        ),
        ("2026-03-08T02:30-05:00", ""),
        ("2026-03-08T02:30Z", ""),
    ],
)
def test_a_local_time_that_does_not_exist_or_occurs_twice_is_told(text, note):
    assert clock_note(parse_instant(text, LONDON)) == note
