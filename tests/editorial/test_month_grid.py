from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.month_grid import day_title, month_title, month_weeks, months_between

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(DAYS)
def test_a_months_weeks_begin_on_monday_and_hold_each_of_its_days_once(day):
    weeks = month_weeks(day)

    days = [day for week in weeks for day in week]
    assert all(week[0].weekday() == 0 and len(week) == 7 for week in weeks)
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert [found.day for found in days if found.month == day.month] == list(
        range(1, sum(found.month == day.month for found in days) + 1)
    )
    assert day in days


@given(DAYS, st.integers(0, 800))
def test_months_between_two_days_follow_each_other_without_a_hole(first, days):
    last = first + timedelta(days=days)

    months = list(months_between(first, last))

    assert months[0] == first.replace(day=1)
    assert months[-1] == last.replace(day=1)
    assert [month.year * 12 + month.month for month in months] == list(
        range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
    )


def test_there_is_no_month_between_days_in_the_wrong_order():
    assert list(months_between(date(2026, 3, 1), date(2026, 2, 1))) == []


@pytest.mark.parametrize(
    ("title", "words"),
    [(month_title, "November 2026"), (day_title, "Sunday 22 November 2026")],
)
def test_a_day_is_told_in_words(title, words):
    assert title(date(2026, 11, 22)) == words
