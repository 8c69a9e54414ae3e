from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.author import Absence
from editorial.days_off import (
    DayRange,
    DaysOff,
    month_days,
    months_from,
    quarter_name,
    quarter_of,
    week_of,
)

# June 2026 begins on a Monday.
QUIET = Absence(date(2026, 6, 4), date(2026, 6, 5))
AWAY = Absence(date(2026, 6, 8), date(2026, 6, 10))
absences = st.lists(
    st.builds(
        lambda first, days: Absence(first, first + timedelta(days)),
        st.dates(date(2026, 1, 1), date(2026, 6, 1)),
        st.integers(0, 40),
    ),
    max_size=5,
)


def june(day: int) -> date:
    return date(2026, 6, day)


@pytest.mark.parametrize(
    ("day", "n", "found"),
    [
        (june(12), 0, june(12)),
        (june(12), 1, june(11)),
        (june(12), 2, june(3)),  # over an absence, a weekend and two quiet days
        (june(14), 0, june(12)),  # a Sunday goes back to the Friday
        (june(14), 1, june(12)),
        (june(9), 0, june(3)),
        (june(3), 3, date(2026, 5, 29)),
    ],
)
def test_working_days_are_counted_back_over_days_off(day, n, found):
    assert DaysOff([QUIET], [AWAY]).working_days_before(day, n) == found


def test_an_absence_of_many_years_is_passed_in_one_stride():
    away = Absence(date(1900, 1, 1), date(2199, 12, 31))

    assert DaysOff([away]).working_days_before(june(3), 2) == date(1899, 12, 28)


def test_weekends_quiet_days_and_absences_are_no_working_days():
    days_off = DaysOff([QUIET], [AWAY])

    working = [day.day for day in month_days(june(1)) if days_off.is_working_day(day)]

    assert working == [1, 2, 3, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24, 25, 26, 29, 30]
    assert days_off.working_days(month_days(june(1))) == len(working)


def test_a_day_off_within_a_longer_absence_ends_nothing_of_it():
    days_off = DaysOff([Absence(june(1), june(26))], [Absence(june(4), june(5))])

    assert not days_off.is_working_day(june(9))
    assert days_off.working_days_before(june(29), 1) == date(2026, 5, 29)


@given(absences, st.dates(date(2026, 2, 1), date(2026, 6, 1)), st.integers(1, 30))
def test_exactly_so_many_working_days_lie_between(off, day, n):
    days_off = DaysOff(off)

    found = days_off.working_days_before(day, n)

    away = {
        absence.first + timedelta(n)
        for absence in off
        for n in range((absence.last - absence.first).days + 1)
    }
    worked = [one for one in DayRange(found, day) if one.weekday() < 5 and one not in away]
    assert worked[0] == found
    assert len(worked) == days_off.working_days(DayRange(found, day)) == n


def test_ranges_end_before_their_end():
    days = DayRange(june(1), june(3))

    assert list(days) == [june(1), june(2)]
    assert (june(3) in days, days.days) == (False, 2)
    assert DayRange(june(3), june(1)).days == 0


def test_calendar_parts_have_first_days():
    assert week_of(june(7)) == june(1)
    assert list(months_from(date(2026, 11, 30), date(2027, 1, 1))) == [
        date(2026, 11, 1),
        date(2026, 12, 1),
        date(2027, 1, 1),
    ]
    assert quarter_of(date(2026, 12, 31)) == date(2026, 10, 1)
    assert [quarter_name(date(2026, month, 1)) for month in (1, 4, 7, 10)] == [
        "Q1 2026",
        "Q2 2026",
        "Q3 2026",
        "Q4 2026",
    ]
