"""The days of the weeks ahead on which a post is wanted and none is planned."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from editorial.cadence import CadencePlan, Week, weeks_together
from editorial.days_off import DAY, WEEK, DayRange, DaysOff, month_of
from editorial.instants import written_day
from editorial.policy import Cadence

# The habit of a team shows in its latest posts.
HABIT_POSTS = 26


@dataclass(frozen=True, order=True)
class Slot:
    """A day on which a post would close a hole, the hole in words, and whether it is kept free for news."""

    day: date
    why: str
    is_for_news: bool = False


def empty_slots(
    taken: Iterable[date],
    cadence: CadencePlan,
    promise: Cadence,
    *,
    horizon: DayRange,
    days_off: DaysOff,
    news: Counter[date],
) -> tuple[Slot, ...]:
    """Return the slots that are empty in the horizon, by day: filled, no week is short and no gap too long.

    `taken` are the days of all posts that are live or planned; `news` says for each month (its first day) how
    many slots must be kept free: the last ones of the month are.
    """
    days = sorted(taken)
    habit = _weekday_habit(days, before=horizon.first)
    slots = list(_week_slots(days, cadence.weeks, promise, horizon, days_off, habit))
    if promise.longest_gap_days:
        filled = sorted([*days, *(slot.day for slot in slots)])
        slots += _gap_slots(filled, promise.longest_gap_days, horizon, days_off, habit)
    return tuple(_kept_for_news(sorted(slots), news))


def _week_slots(
    days: Sequence[date],
    weeks: Sequence[Week],
    promise: Cadence,
    horizon: DayRange,
    days_off: DaysOff,
    habit: Sequence[int],
) -> Iterator[Slot]:
    span = weeks_together(promise.posts_per_week)
    had = [week.posts for week in weeks]
    added: list[date] = []
    for place, week in enumerate(weeks):
        if week.first + WEEK <= horizon.first or not week.wanted:
            continue
        window = range(max(0, place - span + 1), place + 1)
        # The hair's breadth makes up for sums such as 0.1 + 0.2.
        wanted = math.floor(sum(weeks[one].wanted for one in window) + 1e-9)
        while sum(had[one] for one in window) < wanted:
            ahead = DayRange(max(week.first, horizon.first + DAY), week.first + WEEK)
            day = _best_day(ahead, [*days, *added], days_off, habit)
            if day is None:
                break
            together = sum(had[one] for one in window)
            had[place] += 1
            added.append(day)
            yield Slot(day, f"{_window_name(week.first, span)} would have {together} of {wanted} posts")


def _window_name(week: date, span: int) -> str:
    if span == 1:
        return f"the week of {written_day(week)}"
    return f"the {span} weeks up to the one of {written_day(week)}"


def _gap_slots(
    days: Sequence[date], longest: int, horizon: DayRange, days_off: DaysOff, habit: Sequence[int]
) -> Iterator[Slot]:
    known = [day for day in days if day < horizon.end]
    last = known[0] if known else horizon.first
    for day in [*known, horizon.end]:
        while (day - last).days > longest:
            first = max(last, horizon.first) + DAY
            # What is too late already is mended within the next week.
            reach = DayRange(first, min(max(last + (longest + 1) * DAY, first + WEEK), day))
            free = [one for one in reach if days_off.is_working_day(one)]
            if not free:
                break
            # As late as the promise allows, but on the team's usual day if there is one near.
            found = min(free[-5:], key=lambda one: (habit.index(one.weekday()), -one.toordinal()))
            yield Slot(found, f"nothing goes out for {(day - last).days} days from {written_day(last)}")
            last = found
        last = max(last, day)


def _weekday_habit(days: Sequence[date], *, before: date) -> list[int]:
    """Return the weekdays, those first on which the team has lately published most."""
    lately = [day.weekday() for day in days if day < before][-HABIT_POSTS:]
    counts = Counter(lately)
    return sorted(range(7), key=lambda weekday: (-counts[weekday], weekday))


def _best_day(days: DayRange, taken: Sequence[date], days_off: DaysOff, habit: Sequence[int]) -> date | None:
    """Return the working day that lies farthest from other posts, of equal ones the usual weekday."""
    free = [day for day in days if days_off.is_working_day(day) and day not in taken]

    def distance(day: date) -> int:
        return min((abs((day - other).days) for other in taken), default=7)

    # A week's distance is enough; beyond it the habit decides.
    return min(free, key=lambda day: (-min(distance(day), 7), habit.index(day.weekday()), day), default=None)


def _kept_for_news(slots: Sequence[Slot], news: Counter[date]) -> Iterator[Slot]:
    in_month = Counter(month_of(slot.day) for slot in slots)
    for slot in slots:
        month = month_of(slot.day)
        is_for_news = in_month[month] <= news[month]
        in_month[month] -= 1
        yield Slot(slot.day, slot.why, is_for_news)
